import type { Escalation, EscalationMove, EscalationMoveInput } from '@ejia/contract/escalations.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Field } from '../../ui/field.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { escalationWords } from './words.ts'

const hinted = ['decide', 'giveBack', 'takeOver', 'recall'] as const

/** One step with its words; what was typed is kept. */
export function EscalationForm({ found, move, onClose }: { found: Escalation; move: EscalationMove; onClose: () => void }) {
  const t = useWords(escalationWords)
  const { at } = useRefusals()
  const client = useQueryClient()
  const [typed, change, drop] = useDraft(`escalation.${found.id}.${move}`, { words: '', tried: '', asked: '' })
  const sent = useMutation({
    mutationFn: () => api.escalations.move(inputOf(found.id, move, typed)),
    onSuccess: (after) => {
      drop()
      client.setQueryData(['escalation', found.id], after)
      void client.invalidateQueries({ queryKey: ['escalations'] })
      onClose()
    },
  })
  const refusal = sent.error && refusalOf(sent.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    sent.mutate()
  }
  const name = t(`step_${move}`)
  const hint = hinted.find((one) => one === move)
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={name}>
      {move === 'passUp' ? (
        (['tried', 'asked'] as const).map((field) => (
          <Field key={field} label={t(field)} error={at(refusal, field)}>
            {(control) => <Input.TextArea {...control} rows={3} value={typed[field]} onChange={(event) => change({ [field]: event.target.value })} />}
          </Field>
        ))
      ) : (
        <Field label={t('words')} optional={move === 'accept'} hint={hint && t(`hint_${hint}`)} error={at(refusal, 'words')}>
          {(control) => <Input.TextArea {...control} rows={4} value={typed.words} onChange={(event) => change({ words: event.target.value })} />}
        </Field>
      )}
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" size="large" loading={sent.isPending}>
          {t('submit', { step: name })}
        </Button>
        <Button size="large" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

function inputOf(escalationId: string, move: EscalationMove, typed: { words: string; tried: string; asked: string }): EscalationMoveInput {
  if (move === 'passUp') return { escalationId, move, tried: typed.tried, asked: typed.asked }
  if (move === 'accept') return { escalationId, move, ...(typed.words.trim() && { words: typed.words }) }
  return { escalationId, move, words: typed.words }
}
