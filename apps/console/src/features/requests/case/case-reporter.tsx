import type { RequestCase } from '@ejia/contract/requests.ts'
import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useRefusals } from '../../../dictionary/use-refusals.ts'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { refusalOf } from '../../../platform/refusal.ts'
import { Field } from '../../../ui/field.tsx'
import { FormRefusal } from '../../../ui/states.tsx'
import { caseWords } from '../words.ts'

const consents = ['spoken', 'written', 'notAsked'] as const

/** Masked; name and number only with a reason that is kept. They leave the page with it. */
export function CaseReporter({ request }: { request: RequestCase }) {
  const t = useWords(caseWords)
  const { at } = useRefusals()
  const { reporter } = request
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const reveal = useMutation({ mutationFn: () => api.requests.revealReporter({ requestId: request.id, reason }), gcTime: 0 })
  const refusal = reveal.error && refusalOf(reveal.error)
  const consent = consents.find((word) => word === reporter.consent)
  const shown = reveal.data
  const submit = (event: FormEvent) => {
    event.preventDefault()
    reveal.mutate()
  }
  const hide = () => {
    reveal.reset()
    setAsking(false)
    setReason('')
  }
  const name = shown?.name ?? reporter.name
  const phone = shown?.phone ?? reporter.phone
  return (
    <section className="card stack" aria-labelledby="case-reporter">
      <h2 id="case-reporter">{t('reporter')}</h2>
      {reporter.onBehalf && <p>{[t('onBehalf'), consent && t(`consent_${consent}`)].filter(Boolean).join(' · ')}</p>}
      {!name && !phone && <p className="soft">{reporter.anonymous ? t('anonymous') : t('noContact')}</p>}
      {(name || phone) && (
        <dl className="facts" aria-live="polite">
          {name && (
            <div>
              <dt>{t('name')}</dt>
              <dd>{name}</dd>
            </div>
          )}
          {phone && (
            <div>
              <dt>{t('phone')}</dt>
              <dd>
                {shown?.phone ? <a href={`tel:${shown.phone}`}>{shown.phone}</a> : phone}{' '}
                {reporter.wantsCallBack && <span className="soft">{t('wantsCallBack')}</span>}
              </dd>
            </div>
          )}
        </dl>
      )}
      {shown && (
        <div>
          <Button onClick={hide}>{t('hide')}</Button>
        </div>
      )}
      {reporter.mayReveal && !shown && !asking && (
        <div>
          <Button onClick={() => setAsking(true)}>{t('reveal')}</Button>
        </div>
      )}
      {asking && !shown && (
        <form className="form" onSubmit={submit} noValidate>
          <Field label={t('revealReason')} hint={t('revealHint')} error={at(refusal, 'reason')}>
            {(control) => <Input {...control} autoFocus maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
          </Field>
          <FormRefusal refusal={refusal} />
          <div className="form-buttons">
            <Button htmlType="submit" loading={reveal.isPending}>
              {t('revealSubmit')}
            </Button>
            <Button onClick={hide}>{t('hide')}</Button>
          </div>
        </form>
      )}
    </section>
  )
}
