import type { Meeting } from '@ejia/contract/meetings.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading } from '../../ui/states.tsx'
import { may, useMe } from '../sessions/session.ts'
import { useOwnSubdistrict } from './own-areas.ts'
import { meetingWords } from './words.ts'

const empty = { title: '党建指导员联席会议', startsAt: '', endsAt: '', place: '', chairId: '', recorderId: '', memberIds: null as string[] | null, guests: '' }
type Draft = typeof empty

export function PlanPage() {
  const t = useWords(meetingWords)
  const subdistrict = useOwnSubdistrict()
  const mayPlan = may(useMe(), 'meeting.manage')
  return (
    <Page title={t('plan')}>
      <Link to="/meetings" className="back-link">
        ‹ {t('back')}
      </Link>
      {mayPlan ? <Form subdistrict={subdistrict} meeting={null} /> : <Alert type="info" showIcon title={t('notAllowed')} />}
    </Page>
  )
}

export function EditPage() {
  const t = useWords(meetingWords)
  const { meetingId } = useParams({ from: '/staff/meetings/$meetingId/edit' })
  const query = useQuery({ queryKey: ['meeting', meetingId], queryFn: () => api.meetings.open({ meetingId }) })
  return (
    <Page title={t('edit')}>
      <Link to="/meetings/$meetingId" params={{ meetingId }} className="back-link">
        ‹ {t('back')}
      </Link>
      {query.isPending && <Loading />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data &&
        (query.data.allowedMoves.includes('edit') ? (
          <Form subdistrict={query.data.area.code} meeting={query.data} />
        ) : (
          <Alert type="info" showIcon title={t('notAllowed')} />
        ))}
    </Page>
  )
}

/** The value of a datetime-local field is Shanghai's clock, whatever the machine's. */
const toLocal = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16)
const toInstant = (local: string) => (local ? new Date(Date.parse(`${local}:00.000Z`) - 8 * 3_600_000).toISOString() : '')

function Form({ subdistrict, meeting }: { subdistrict: string; meeting: Meeting | null }) {
  const t = useWords(meetingWords)
  const { at } = useRefusals()
  const navigate = useNavigate()
  const client = useQueryClient()
  const known = useQuery({ queryKey: ['meeting-people', subdistrict], queryFn: () => api.meetings.people({ subdistrict }), enabled: subdistrict !== '' })
  const [typed, change, drop] = useDraft<Draft>(`meeting.${meeting?.id ?? 'new'}`, meeting ? draftOf(meeting) : empty)
  const people = known.data?.rows ?? []
  const members = typed.memberIds ?? people.filter((one) => one.byRule).map((one) => one.accountId)
  const saved = useMutation({
    mutationFn: () => {
      const facts = {
        title: typed.title,
        startsAt: toInstant(typed.startsAt),
        endsAt: toInstant(typed.endsAt),
        place: typed.place,
        chairId: typed.chairId,
        recorderId: typed.recorderId,
        memberIds: members,
        ...(typed.guests.trim() && { guests: typed.guests }),
      }
      return meeting ? api.meetings.move({ meetingId: meeting.id, move: 'edit', ...facts }) : api.meetings.plan({ subdistrict, ...facts })
    },
    onSuccess: (after) => {
      drop()
      client.setQueryData(['meeting', after.id], after)
      void client.invalidateQueries({ queryKey: ['meetings'] })
      return navigate({ to: '/meetings/$meetingId', params: { meetingId: after.id }, replace: true })
    },
  })
  const refusal = saved.error && refusalOf(saved.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saved.mutate()
  }
  const options = people.map((one) => ({ value: one.accountId, label: `${one.name} · ${one.areaName}` }))
  if (known.isPending) return <Loading />
  if (known.error) return <Failure error={known.error} retry={() => void known.refetch()} />
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-label={meeting ? t('edit') : t('plan')}>
      <Field label={t('name')} error={at(refusal, 'title')}>
        {(control) => <Input {...control} maxLength={80} value={typed.title} onChange={(event) => change({ title: event.target.value })} />}
      </Field>
      <div className="form-grid">
        {(['startsAt', 'endsAt'] as const).map((name) => (
          <Field key={name} label={t(name)} error={at(refusal, name)}>
            {(control) => <Input {...control} type="datetime-local" value={typed[name]} onChange={(event) => change({ [name]: event.target.value })} />}
          </Field>
        ))}
        <Field label={t('place')} error={at(refusal, 'place')}>
          {(control) => <Input {...control} maxLength={80} value={typed.place} onChange={(event) => change({ place: event.target.value })} />}
        </Field>
        <Field label={t('chairField')} error={at(refusal, 'chairId')}>
          {(control) => <Pick {...control} empty="" value={typed.chairId} options={options} onChange={(chairId) => change({ chairId })} />}
        </Field>
        <Field label={t('recorderField')} error={at(refusal, 'recorderId')}>
          {(control) => <Pick {...control} empty="" value={typed.recorderId} options={options} onChange={(recorderId) => change({ recorderId })} />}
        </Field>
      </div>
      <Members people={people} chosen={members} onChange={(memberIds) => change({ memberIds })} error={at(refusal, 'memberIds')} />
      <Field label={t('guestsField')} optional error={at(refusal, 'guests')}>
        {(control) => <Input {...control} maxLength={200} value={typed.guests} onChange={(event) => change({ guests: event.target.value })} />}
      </Field>
      <FormRefusal refusal={refusal} />
      <div>
        <Button type="primary" htmlType="submit" size="large" loading={saved.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}

const draftOf = (meeting: Meeting): Draft => ({
  title: meeting.title,
  startsAt: toLocal(meeting.startsAt),
  endsAt: toLocal(meeting.endsAt),
  place: meeting.place,
  chairId: meeting.people.find((one) => one.part === 'chair')?.accountId ?? '',
  recorderId: meeting.people.find((one) => one.part === 'recorder')?.accountId ?? '',
  memberIds: meeting.people.filter((one) => one.part === 'member').map((one) => one.accountId),
  guests: meeting.guests,
})

type Known = { accountId: string; name: string; areaName: string; byRule: boolean }
const shownAtMost = 12

/** Those chosen, those the rules name, and whoever the search finds: a subdistrict has more staff than a list can show. */
function Members({
  people,
  chosen,
  onChange,
  error,
}: {
  people: readonly Known[]
  chosen: readonly string[]
  onChange: (ids: string[]) => void
  error: string | undefined
}) {
  const t = useWords(meetingWords)
  const [text, setText] = useState('')
  const found = text.trim() ? people.filter((one) => one.name.includes(text.trim()) || one.areaName.includes(text.trim())).slice(0, shownAtMost) : []
  const shown = [...people.filter((one) => one.byRule || chosen.includes(one.accountId)), ...found]
  const rows = [...new Map(shown.map((one) => [one.accountId, one])).values()]
  return (
    <fieldset className="one-of">
      <legend>{t('members')}</legend>
      <div className="one-of-options">
        {rows.map((one) => (
          <label key={one.accountId} className="one-of-option">
            <input
              type="checkbox"
              checked={chosen.includes(one.accountId)}
              onChange={(event) => onChange(event.target.checked ? [...chosen, one.accountId] : chosen.filter((id) => id !== one.accountId))}
            />
            <span>
              {one.name} · {one.areaName}
              {one.byRule && <span className="soft small"> {t('byRule')}</span>}
            </span>
          </label>
        ))}
      </div>
      <Field label={t('findPeople')} optional>
        {(control) => <Input {...control} value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  )
}
