import type { Practice } from '@ejia/contract/practices.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading } from '../../ui/states.tsx'
import { CasesField, type LinkedCase } from './cases-field.tsx'
import { practiceWords } from './words.ts'
import { useWriteAreas } from './write-areas.ts'

const route = getRouteApi('/staff/practices/$practiceId/edit')

type Start = { cases: readonly LinkedCase[]; tasks: Practice['links']['tasks'] }

export function EditPage() {
  const t = useWords(practiceWords)
  const { practiceId } = route.useParams()
  const { request, task } = route.useSearch()
  const fromCase = useQuery({
    queryKey: ['practice', 'from', request],
    queryFn: () => api.requests.open({ requestId: request! }),
    enabled: request !== undefined,
  })
  const fromTask = useQuery({ queryKey: ['meeting-tasks', 'one', task], queryFn: () => api.meetingTasks.open({ taskId: task! }), enabled: task !== undefined })
  const starting = [fromCase, fromTask].filter((one) => one.fetchStatus === 'fetching' && one.data === undefined).length > 0
  const start: Start = {
    cases: fromCase.data ? [{ id: fromCase.data.id, receiptNumber: fromCase.data.receiptNumber }] : [],
    tasks: fromTask.data ? [{ id: fromTask.data.id, title: fromTask.data.title }] : [],
  }
  // A new one is not there yet, which is no failure.
  const query = useQuery({ queryKey: ['practice', practiceId], queryFn: () => api.practices.open({ practiceId }), retry: false })
  return (
    <Page title={query.data ? t('edit') : t('write')}>
      <Link to="/practices" className="back-link">
        ‹ {t('back')}
      </Link>
      {(query.isPending || starting) && <Loading />}
      {query.error && refusalOf(query.error).code !== 'not_found' && <Failure error={query.error} retry={() => void query.refetch()} />}
      {[fromCase, fromTask].map((one, index) => one.error && <Failure key={index} error={one.error} retry={() => void one.refetch()} />)}
      {!starting && (query.data || (query.error && refusalOf(query.error).code === 'not_found')) && (
        <Form key={query.data?.version ?? 0} practiceId={practiceId} practice={query.data ?? null} start={start} />
      )}
    </Page>
  )
}

const parts = [
  ['situation', 3, 2000],
  ['steps', 6, 4000],
  ['materials', 2, 2000],
] as const

function Form({ practiceId, practice, start }: { practiceId: string; practice: Practice | null; start: Start }) {
  const t = useWords(practiceWords)
  const { at } = useRefusals()
  const dates = useDates()
  const navigate = useNavigate()
  const client = useQueryClient()
  const areas = useWriteAreas()
  const pools = useQuery({ queryKey: ['needs', 'all'], queryFn: () => api.needs.list({ show: 'all', limit: 100 }) })
  const meetings = useQuery({ queryKey: ['meetings', 'past'], queryFn: () => api.meetings.list({ show: 'past', limit: 50 }) })
  const tasks = useQuery({ queryKey: ['meeting-tasks', 'ended'], queryFn: () => api.meetingTasks.list({ show: 'ended', limit: 50 }) })
  const from = [...start.cases, ...start.tasks].map((one) => `.${one.id}`).join('')
  const [typed, change, drop] = useDraft(`practice.${practice ? practiceId : 'new'}.${practice?.version ?? 0}${from}`, {
    title: practice?.title ?? '',
    situation: practice?.situation ?? '',
    steps: practice?.steps ?? '',
    materials: practice?.materials ?? '',
    areaCode: practice?.area.code ?? '',
    shared: practice ? practice.state === 'shared' : true,
    poolIds: practice?.links.poolIds ?? [],
    meetingIds: practice?.links.meetingIds ?? [],
    tasks: [...(practice?.links.tasks ?? []), ...start.tasks],
    cases: [...(practice?.links.cases ?? []), ...start.cases],
  })
  const areaCode = typed.areaCode || (areas[0]?.value ?? '')
  const saved = useMutation({
    mutationFn: () => {
      const { tasks: chosenTasks, cases, ...rest } = typed
      const [taskIds, requestIds] = [chosenTasks.map((one) => one.id), cases.map((one) => one.id)]
      return api.practices.save({ ...rest, taskIds, requestIds, practiceId, basedOn: practice?.version ?? 0, areaCode })
    },
    onSuccess: (after) => {
      drop()
      client.setQueryData(['practice', after.id], after)
      void client.invalidateQueries({ queryKey: ['practices'] })
      return navigate({ to: '/practices/$practiceId', params: { practiceId: after.id }, replace: true })
    },
  })
  const refusal = saved.error && refusalOf(saved.error)
  // Those chosen stay in the list, also when they are no longer among the newest.
  const endedTasks = [
    ...new Map([...typed.tasks, ...(tasks.data?.rows ?? []).filter((row) => row.state === 'signedOff')].map(({ id, title }) => [id, { id, title }])).values(),
  ]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saved.mutate()
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-label={t('title')}>
      <p className="soft">{t('nameless')}</p>
      <Field label={t('name')} error={at(refusal, 'title')}>
        {(control) => <Input {...control} maxLength={80} value={typed.title} onChange={(event) => change({ title: event.target.value })} />}
      </Field>
      {parts.map(([part, rows, max]) => (
        <Field key={part} label={t(part)} optional={part === 'materials'} error={at(refusal, part)}>
          {(control) => (
            <Input.TextArea {...control} rows={rows} maxLength={max} value={typed[part]} onChange={(event) => change({ [part]: event.target.value })} />
          )}
        </Field>
      ))}
      {!practice && (
        <Field label={t('area')} error={at(refusal, 'areaCode')}>
          {(control) => <Pick {...control} value={areaCode} options={areas} onChange={(value) => change({ areaCode: value })} />}
        </Field>
      )}
      <Ticks
        legend={t('pools')}
        rows={(pools.data?.rows ?? []).map((row) => ({ id: row.id, label: row.title }))}
        chosen={typed.poolIds}
        onChange={(poolIds) => change({ poolIds })}
      />
      <Ticks
        legend={t('meetings')}
        rows={(meetings.data?.rows ?? []).map((row) => ({ id: row.id, label: `${row.number} ${dates.day(row.startsAt)}` }))}
        chosen={typed.meetingIds}
        onChange={(meetingIds) => change({ meetingIds })}
      />
      <Ticks
        legend={t('linkedTasks')}
        rows={endedTasks.map((row) => ({ id: row.id, label: row.title }))}
        chosen={typed.tasks.map((one) => one.id)}
        onChange={(ids) => change({ tasks: endedTasks.filter((row) => ids.includes(row.id)) })}
      />
      <CasesField chosen={typed.cases} onChange={(cases) => change({ cases })} error={at(refusal, 'requestIds')} />
      {practice !== null && practice.links.hidden > 0 && <p className="soft">{t('hidden', { count: practice.links.hidden })}</p>}
      <label className="tick">
        <input type="checkbox" checked={typed.shared} onChange={(event) => change({ shared: event.target.checked })} />
        {t('share')}
      </label>
      <FormRefusal refusal={refusal} />
      <div>
        <Button type="primary" htmlType="submit" size="large" loading={saved.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}

type TicksProps = { legend: string; rows: readonly { id: string; label: string }[]; chosen: readonly string[]; onChange: (ids: string[]) => void }

function Ticks({ legend, rows, chosen, onChange }: TicksProps) {
  if (rows.length === 0) return null
  return (
    <fieldset className="one-of">
      <legend>{legend}</legend>
      <div className="one-of-options">
        {rows.map((row) => (
          <label key={row.id} className="one-of-option">
            <input
              type="checkbox"
              checked={chosen.includes(row.id)}
              onChange={(event) => onChange(event.target.checked ? [...chosen, row.id] : chosen.filter((id) => id !== row.id))}
            />
            <span>{row.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
