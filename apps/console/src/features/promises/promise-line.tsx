import type { CasePromise, PromiseMove, PromiseMoveInput } from '@ejia/contract/promises.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { StepForm } from '../posts/step-form.tsx'
import { promiseWords } from './words.ts'

/** One promise with what may be done about it. */
export function PromiseLine({ promise, withCase }: { promise: CasePromise; withCase: boolean }) {
  const t = useWords(promiseWords)
  const dates = useDates()
  const [move, setMove] = useState<PromiseMove | null>(null)
  const late = promise.state === 'open' && promise.dueOn < dates.today
  return (
    <article className="stack" aria-label={promise.words || promise.receiptNumber}>
      <p className="said" dir="auto">
        {promise.words || t('forgotten')}
      </p>
      <p className="row">
        <span className={promise.state === 'open' ? 'tag tag-wait' : 'tag tag-plain'}>{t(`state_${promise.state}`)}</span>
        <span className={late ? 'tag tag-danger' : ''}>
          {t('due', { day: dates.day(promise.dueOn) })}
          {late ? ` · ${t('late')}` : ''}
        </span>
        {withCase ? (
          promise.requestId && (
            <Link to="/requests/$requestId" params={{ requestId: promise.requestId }} className="target">
              {t('case', { number: promise.receiptNumber })}
            </Link>
          )
        ) : (
          <span className="soft">{t('owner', { name: promise.owner.name })}</span>
        )}
        <span className="soft small">{t('madeBy', { name: promise.madeBy, moment: dates.moment(promise.madeAt) })}</span>
      </p>
      {promise.allowedMoves.length > 0 && (
        <div className="row">
          {promise.allowedMoves.map((one) => (
            <Button key={one} type={one === 'keep' ? 'primary' : 'default'} aria-expanded={move === one} onClick={() => setMove(move === one ? null : one)}>
              {t(`move_${one}`)}
            </Button>
          ))}
        </div>
      )}
      {move && <MoveForm key={move} promise={promise} move={move} onClose={() => setMove(null)} />}
    </article>
  )
}

function MoveForm({ promise, move, onClose }: { promise: CasePromise; move: PromiseMove; onClose: () => void }) {
  const t = useWords(promiseWords)
  const { at } = useRefusals()
  const client = useQueryClient()
  const [typed, change, drop] = useDraft(`promise.${promise.id}.${move}`, { words: '', accountId: '' })
  const receivers = useQuery({
    queryKey: ['promises', 'receivers', promise.id],
    queryFn: () => api.promises.receivers({ promiseId: promise.id }),
    enabled: move === 'passOn',
  })
  const sent = useMutation({
    mutationFn: () => api.promises.move(inputOf(promise.id, move, typed)),
    onSuccess: () => {
      drop()
      void client.invalidateQueries({ predicate: ({ queryKey }) => ['promises', 'case', 'handover'].includes(String(queryKey[0])) })
      onClose()
    },
  })
  const refusal = sent.error && refusalOf(sent.error)
  return (
    <StepForm
      name={t(`move_${move}`)}
      words={move === 'passOn' ? null : typed.words}
      onWords={(words) => change({ words })}
      wordsLabel={move === 'takeBack' ? t('note_takeBack') : t('note_keep')}
      optional={move === 'keep'}
      refusal={refusal}
      busy={sent.isPending}
      onSubmit={() => sent.mutate()}
      onClose={onClose}
    >
      {move === 'passOn' &&
        (receivers.data?.rows.length === 0 ? (
          <p className="soft">{t('nobody')}</p>
        ) : (
          <Field label={t('receiver')} error={at(refusal, 'accountId')}>
            {(control) => (
              <Pick
                {...control}
                empty=""
                value={typed.accountId}
                options={(receivers.data?.rows ?? []).map((one) => ({ value: one.accountId, label: one.name }))}
                onChange={(accountId) => change({ accountId })}
              />
            )}
          </Field>
        ))}
    </StepForm>
  )
}

function inputOf(promiseId: string, move: PromiseMove, typed: { words: string; accountId: string }): PromiseMoveInput {
  const words = typed.words.trim()
  if (move === 'passOn') return { promiseId, move, accountId: typed.accountId }
  if (move === 'takeBack') return { promiseId, move, words }
  return { promiseId, move, ...(words && { words }) }
}
