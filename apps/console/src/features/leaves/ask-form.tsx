import type { LeavePost } from '@ejia/contract/leaves.ts'
import { roleWords } from '@ejia/dictionary/words.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { type Refusal, refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { postWords } from '../posts/words.ts'
import { leaveWords } from './words.ts'

type Draft = { startsOn: string; endsOn: string; note: string; by: Record<string, string> }

export function AskForm({ posts, onClose }: { posts: readonly LeavePost[]; onClose: () => void }) {
  const t = useWords(leaveWords)
  const common = useWords(postWords)
  const { at } = useRefusals()
  const { today } = useDates()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [typed, change, drop] = useDraft<Draft>('leave', { startsOn: today, endsOn: today, note: '', by: {} })
  const sent = useMutation({
    mutationFn: () =>
      api.leaves.ask({
        startsOn: typed.startsOn,
        endsOn: typed.endsOn,
        covers: posts.flatMap(({ assignmentId }) => (typed.by[assignmentId] ? [{ assignmentId, substituteId: typed.by[assignmentId] }] : [])),
        ...(typed.note.trim() && { note: typed.note.trim() }),
      }),
    onSuccess: (leave) => {
      drop()
      void client.invalidateQueries({ queryKey: ['leaves'] })
      return navigate({ to: '/leaves/$leaveId', params: { leaveId: leave.id } })
    },
  })
  const refusal = sent.error && refusalOf(sent.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    sent.mutate()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={t('ask')}>
      <p className="soft">{t('askHint')}</p>
      <div className="form-grid">
        <Field label={t('startsOn')} error={at(refusal, 'startsOn')}>
          {(control) => <Input {...control} type="date" value={typed.startsOn} onChange={(event) => change({ startsOn: event.target.value })} />}
        </Field>
        <Field label={t('endsOn')} error={at(refusal, 'endsOn')}>
          {(control) => <Input {...control} type="date" value={typed.endsOn} onChange={(event) => change({ endsOn: event.target.value })} />}
        </Field>
      </div>
      {posts.map((post) => (
        <SubstitutePick
          key={post.assignmentId}
          post={post}
          value={typed.by[post.assignmentId] ?? ''}
          onChange={(id) => change({ by: { ...typed.by, [post.assignmentId]: id } })}
          refusal={refusal}
        />
      ))}
      <Field label={t('note')} optional error={at(refusal, 'note')}>
        {(control) => <Input.TextArea {...control} rows={2} maxLength={500} value={typed.note} onChange={(event) => change({ note: event.target.value })} />}
      </Field>
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" size="large" loading={sent.isPending}>
          {t('send')}
        </Button>
        <Button size="large" onClick={onClose}>
          {common('cancel')}
        </Button>
      </div>
    </form>
  )
}

type PickProps = { post: LeavePost; value: string; onChange: (id: string) => void; refusal: Refusal | null; except?: string }

/** Colleagues of the same community or department, by name. */
export function SubstitutePick({ post, value, onChange, refusal, except }: PickProps) {
  const t = useWords(leaveWords)
  const say = useShared()
  const { at } = useRefusals()
  const found = useQuery({
    queryKey: ['leave-candidates', post.assignmentId],
    queryFn: () => api.leaves.candidates({ assignmentId: post.assignmentId }),
    staleTime: 60_000,
  })
  return (
    <Field
      label={t('substituteFor', { role: say(roleWords, post.role), area: post.unit?.name ?? post.area.name })}
      error={at(refusal, 'substituteId') ?? at(refusal, 'covers')}
    >
      {(control) => (
        <Pick
          {...control}
          empty=""
          value={value}
          options={(found.data?.rows ?? []).filter((one) => one.accountId !== except).map((one) => ({ value: one.accountId, label: one.name }))}
          onChange={onChange}
        />
      )}
    </Field>
  )
}
