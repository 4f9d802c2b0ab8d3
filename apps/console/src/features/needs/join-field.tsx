import type { NeedPool } from '@ejia/contract/needs.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useDeferredValue } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import type { Refusal } from '../../platform/refusal.ts'
import { Field } from '../../ui/field.tsx'
import type { NoteDraft } from './note-page.tsx'
import { needWords } from './words.ts'

type Props = { typed: NoteDraft; change: (part: Partial<NoteDraft>) => void; pool: NeedPool | null; refusal: Refusal | null }

/** The need and its reason; what others wrote alike is offered while typing, so that one need has one pool. */
export function JoinField({ typed, change, pool, refusal }: Props) {
  const t = useWords(needWords)
  const { at } = useRefusals()
  const text = useDeferredValue(typed.title.trim())
  const alike = useQuery({
    queryKey: ['needs', 'alike', text],
    queryFn: () => api.needs.similar({ text }),
    enabled: text.length > 1 && typed.poolId === '',
    placeholderData: keepPreviousData,
  })
  const rows = text.length > 1 && typed.poolId === '' ? (alike.data?.rows ?? []) : []
  const reasons = pool?.reasons.map((reason) => reason.words).slice(0, 6) ?? []
  return (
    <>
      {typed.poolId ? (
        <div className="row" role="status">
          <strong>{t('joined', { title: pool?.title ?? '…', households: pool?.households ?? 0 })}</strong>
          <Button onClick={() => change({ poolId: '' })}>{t('notThis')}</Button>
        </div>
      ) : (
        <Field label={t('need')} hint={t('needHint')} error={at(refusal, 'title') ?? at(refusal, 'poolId')}>
          {(control) => <Input {...control} maxLength={60} value={typed.title} onChange={(event) => change({ title: event.target.value })} />}
        </Field>
      )}
      {rows.length > 0 && (
        <section className="stack" aria-label={t('alike')}>
          <p className="soft">{t('alike')}</p>
          <div className="row">
            {rows.map((row) => (
              <Button key={row.id} onClick={() => change({ poolId: row.id })}>
                {t('join', { title: row.title })} · {t('households', { count: row.households })}
              </Button>
            ))}
          </div>
        </section>
      )}
      <Field label={t('reason')} hint={t('reasonHint')} optional error={at(refusal, 'reason')}>
        {(control) => <Input {...control} maxLength={60} value={typed.reason} onChange={(event) => change({ reason: event.target.value })} />}
      </Field>
      {reasons.length > 0 && (
        <div className="row" role="group" aria-label={t('known')}>
          {reasons.map((reason) => (
            <Button key={reason} aria-pressed={typed.reason === reason} onClick={() => change({ reason })}>
              {reason}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}
