import type { Fill, FillMove, FillMoveInput } from '@ejia/contract/report-forge.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { useRefusals } from '../../../dictionary/use-refusals.ts'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { useDraft } from '../../../platform/drafts.ts'
import { refusalOf } from '../../../platform/refusal.ts'
import { Field } from '../../../ui/field.tsx'
import { FormRefusal } from '../../../ui/states.tsx'
import { reportForgeWords } from '../words.ts'

/** One step: its one field, the refusal at it, what was typed kept. */
export function MoveForm({ fill, move, onClose }: { fill: Fill; move: FillMove; onClose: () => void }) {
  const t = useWords(reportForgeWords)
  const { at } = useRefusals()
  const client = useQueryClient()
  const [typed, change, drop] = useDraft(`fill.${fill.id}.${move}`, { words: move === 'send' ? fill.askedBy : '' })
  const sent = useMutation({
    mutationFn: () => api.reportForge.move(inputOf(fill.id, move, typed.words.trim())),
    onSuccess: (after) => {
      drop()
      client.setQueryData(['report-fill', fill.id], after)
      void client.invalidateQueries({ queryKey: ['report-fills'] })
      void client.invalidateQueries({ queryKey: ['asked-cells'] })
      onClose()
    },
  })
  const refusal = sent.error && refusalOf(sent.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    sent.mutate()
  }
  const name = t(`move_${move}`)
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={name}>
      {move === 'send' && (
        <Field label={t('sentTo')} error={at(refusal, 'sentTo')}>
          {(control) => <Input {...control} maxLength={100} value={typed.words} onChange={(event) => change({ words: event.target.value })} />}
        </Field>
      )}
      {move !== 'send' && move !== 'recount' && (
        <Field label={t('words')} optional={move === 'collect' || move === 'seal'} error={at(refusal, 'words')}>
          {(control) => (
            <Input.TextArea {...control} rows={2} maxLength={500} value={typed.words} onChange={(event) => change({ words: event.target.value })} />
          )}
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

function inputOf(fillId: string, move: FillMove, words: string): FillMoveInput {
  switch (move) {
    case 'recount':
      return { fillId, move }
    case 'send':
      return { fillId, move, sentTo: words }
    case 'collect':
    case 'seal':
      return { fillId, move, ...(words && { words }) }
    default:
      return { fillId, move, words }
  }
}
