import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useEffect, useState } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Field } from '../../ui/field.tsx'
import { SecondFactor } from '../sessions/second-factor.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { registryWords } from '../registry/words.ts'
import { enterpriseWords } from './words.ts'

type Contact = { contactName: string | null; contactPhone: string | null; hideAfterSeconds: number }

/** A reason first; the number shows for a minute, is kept nowhere, and the enterprise sees who looked. */
export function ContactReveal({ enterpriseId }: { enterpriseId: string }) {
  const t = useWords(registryWords)
  const own = useWords(enterpriseWords)
  const { at } = useRefusals()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [shown, setShown] = useState<Contact | null>(null)
  const reveal = useMutation({ mutationFn: () => api.ownEnterprises.reveal({ enterpriseId, reason }), onSuccess: setShown, gcTime: 0 })
  const refusal = reveal.error && refusalOf(reveal.error)
  useEffect(() => {
    if (!shown) return
    const timer = setTimeout(() => setShown(null), shown.hideAfterSeconds * 1_000)
    return () => clearTimeout(timer)
  }, [shown])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    reveal.mutate()
  }
  if (shown)
    return (
      <div className="row" role="status">
        <strong>
          {shown.contactName ?? own('none')} {shown.contactPhone && <a href={`tel:${shown.contactPhone}`}>{shown.contactPhone}</a>}
        </strong>
        <Button
          onClick={() => {
            setShown(null)
            setOpen(false)
          }}
        >
          {t('hideNow')}
        </Button>
      </div>
    )
  if (!open)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>{own('showContact')}</Button>
      </div>
    )
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-label={own('showContact')}>
      <Field label={t('reason')} hint={own('contactSees')} error={at(refusal, 'reason')}>
        {(control) => <Input {...control} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
      </Field>
      <FormRefusal refusal={refusal} />
      {refusal?.code === 'second_factor_required' && <SecondFactor onConfirmed={() => reveal.mutate()} />}
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" size="large" loading={reveal.isPending}>
          {own('showContact')}
        </Button>
        <Button size="large" onClick={() => setOpen(false)}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
