import type { Captain } from '@ejia/contract/captains.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { OneOf, Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { captainWords } from './words.ts'

const dayChoices = ['1', '3', '7', '14'] as const

export function AskForm({ captain, requestId, onClose }: { captain: Captain; requestId?: string; onClose: () => void }) {
  const t = useWords(captainWords)
  const { at } = useRefusals()
  const client = useQueryClient()
  const [typed, change, drop] = useDraft(`captain.${captain.id}.${requestId ?? ''}`, { kind: 'ask' as 'ask' | 'confirm', words: '', days: '3' })
  const sent = useMutation({
    mutationFn: () =>
      api.captains.ask({
        captainId: captain.id,
        kind: typed.kind,
        words: typed.words.trim(),
        days: Number(typed.days),
        ...(requestId !== undefined && { requestId }),
      }),
    onSuccess: () => {
      drop()
      void client.invalidateQueries({ predicate: ({ queryKey }) => ['captains', 'request', 'case'].includes(String(queryKey[0])) })
      onClose()
    },
  })
  const refusal = sent.error && refusalOf(sent.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    sent.mutate()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={t('ask')}>
      <OneOf
        legend={t('kind')}
        value={typed.kind}
        options={(['ask', 'confirm'] as const).map((value) => ({ value, label: t(`kind_${value}`) }))}
        onChange={(kind) => change({ kind })}
      />
      <Field label={t('words')} hint={t('wordsHint')} error={at(refusal, 'words')}>
        {(control) => <Input.TextArea {...control} rows={2} maxLength={300} value={typed.words} onChange={(event) => change({ words: event.target.value })} />}
      </Field>
      <Field label={t('days')} error={at(refusal, 'days')}>
        {(control) => (
          <Pick
            {...control}
            value={typed.days}
            options={dayChoices.map((value) => ({ value, label: t('daysOption', { count: value }) }))}
            onChange={(days) => change({ days })}
          />
        )}
      </Field>
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" size="large" loading={sent.isPending}>
          {t('send')}
        </Button>
        <Button size="large" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
