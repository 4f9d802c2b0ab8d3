import { DataPurpose, type RevealedPerson } from '@ejia/contract/registry.ts'
import { dataPurposeWords, personFieldWords } from '@ejia/dictionary/registry-words.ts'
import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useEffect, useState } from 'react'
import { useRefusals } from '../../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { refusalOf } from '../../../platform/refusal.ts'
import { Pick } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { SecondFactor } from '../../sessions/second-factor.tsx'
import { FormRefusal } from '../../../ui/states.tsx'
import { registryWords } from '../words.ts'

/** Purpose and reason first; the values show for a minute and are kept nowhere, not even in the query cache. */
export function RevealForm({ personId, onClose }: { personId: string; onClose: () => void }) {
  const t = useWords(registryWords)
  const say = useShared()
  const { at } = useRefusals()
  const [purpose, setPurpose] = useState<DataPurpose>('gridService')
  const [reason, setReason] = useState('')
  const [shown, setShown] = useState<RevealedPerson | null>(null)
  const reveal = useMutation({ mutationFn: () => api.registry.reveal({ personId, purpose, reason }), onSuccess: setShown, gcTime: 0 })
  const refusal = reveal.error && refusalOf(reveal.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    reveal.mutate()
  }
  if (shown) return <Shown values={shown} onHide={onClose} />
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={t('reveal')}>
      <div className="form-grid">
        <Field label={t('purpose')} error={at(refusal, 'purpose')}>
          {(control) => (
            <Pick
              {...control}
              value={purpose}
              options={DataPurpose.options.map((value) => ({ value, label: say(dataPurposeWords, value) }))}
              onChange={(value) => setPurpose(value || 'gridService')}
            />
          )}
        </Field>
        <Field label={t('reason')} hint={t('reasonHint')} error={at(refusal, 'reason')}>
          {(control) => <Input {...control} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Field>
      </div>
      <p className="soft small">{t('revealNote')}</p>
      <FormRefusal refusal={refusal} />
      {refusal?.code === 'second_factor_required' && <SecondFactor onConfirmed={() => reveal.mutate()} />}
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" size="large" loading={reveal.isPending}>
          {t('reveal')}
        </Button>
        <Button size="large" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

function Shown({ values, onHide }: { values: RevealedPerson; onHide: () => void }) {
  const t = useWords(registryWords)
  const say = useShared()
  const [left, setLeft] = useState(values.hideAfterSeconds)
  useEffect(() => {
    const timer = setInterval(() => setLeft((before) => before - 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  useEffect(() => {
    if (left <= 0) onHide()
  }, [left, onHide])
  return (
    <div className="revealed" role="status">
      <dl className="facts">
        {(['name', 'phone', 'birthDate', 'idNumber'] as const).map((field) => (
          <div key={field}>
            <dt>{say(personFieldWords, field)}</dt>
            <dd>{values[field] ?? <span className="soft">{t('notForPurpose')}</span>}</dd>
          </div>
        ))}
      </dl>
      <p className="row">
        <span className="soft" aria-live="off">
          {t('hideIn', { seconds: left })}
        </span>
        <Button onClick={onHide}>{t('hideNow')}</Button>
      </p>
    </div>
  )
}
