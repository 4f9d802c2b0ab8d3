import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Field } from '../../ui/field.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { postWords } from '../posts/words.ts'
import { areasQuery } from '../areas/queries.ts'
import { secondmentWords } from './words.ts'

const dayMs = 86_400_000

export function CallForm({ onClose }: { onClose: () => void }) {
  const t = useWords(secondmentWords)
  const common = useWords(postWords)
  const { at } = useRefusals()
  const { now } = useDates()
  const client = useQueryClient()
  const navigate = useNavigate()
  const day = (count: number) => new Date(now.getTime() + count * dayMs).toISOString().slice(0, 10)
  const areas = useQuery(areasQuery())
  const subdistricts = (areas.data?.rows ?? []).filter(({ code }) => code.length === 9)
  const [typed, change, drop] = useDraft('secondment-call', {
    title: '',
    tasks: '',
    startsOn: day(7),
    endsOn: day(187),
    nominateUntil: day(5),
    wanted: {} as Record<string, string>,
  })
  const sent = useMutation({
    mutationFn: () => {
      const { wanted, ...call } = typed
      const wants = Object.entries(wanted).flatMap(([subdistrict, count]) => (Number(count) > 0 ? [{ subdistrict, wanted: Number(count) }] : []))
      return api.secondments.openCall({ ...call, wants })
    },
    onSuccess: (call) => {
      drop()
      void client.invalidateQueries({ queryKey: ['secondment-calls'] })
      return navigate({ to: '/secondment-calls/$callId', params: { callId: call.id } })
    },
  })
  const refusal = sent.error && refusalOf(sent.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    sent.mutate()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={t('newCall')}>
      <Field label={t('callTitle')} error={at(refusal, 'title')}>
        {(control) => <Input {...control} maxLength={100} value={typed.title} onChange={(event) => change({ title: event.target.value })} />}
      </Field>
      <Field label={t('callTasks')} error={at(refusal, 'tasks')}>
        {(control) => <Input.TextArea {...control} rows={3} maxLength={2000} value={typed.tasks} onChange={(event) => change({ tasks: event.target.value })} />}
      </Field>
      <div className="form-grid">
        {(['nominateUntil', 'startsOn', 'endsOn'] as const).map((field) => (
          <Field key={field} label={t(field)} error={at(refusal, field)}>
            {(control) => <Input {...control} type="date" value={typed[field]} onChange={(event) => change({ [field]: event.target.value })} />}
          </Field>
        ))}
        {subdistricts.map(({ code, name }) => (
          <Field key={code} label={t('wantedFor', { name })} error={at(refusal, 'wants')}>
            {(control) => (
              <Input
                {...control}
                type="number"
                min={0}
                max={200}
                value={typed.wanted[code] ?? ''}
                onChange={(event) => change({ wanted: { ...typed.wanted, [code]: event.target.value } })}
              />
            )}
          </Field>
        ))}
      </div>
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
