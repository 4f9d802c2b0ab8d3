import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useRefusals } from '../../../dictionary/use-refusals.ts'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { refusalOf } from '../../../platform/refusal.ts'
import { Field } from '../../../ui/field.tsx'
import { FormRefusal } from '../../../ui/states.tsx'
import { sessionWords } from '../words.ts'

const empty = { current: '', next: '', totp: '' }

export function PasswordForm() {
  const t = useWords(sessionWords)
  const { at } = useRefusals()
  const [typed, setTyped] = useState(empty)
  const change = useMutation({ mutationFn: () => api.sessions.changePassword(typed), onSuccess: () => setTyped(empty) })
  const refusal = change.error && refusalOf(change.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate()
  }
  return (
    <form className="card form" onSubmit={submit} noValidate aria-labelledby="password-title">
      <h2 id="password-title">{t('changePassword')}</h2>
      <Field label={t('currentPassword')} error={at(refusal, 'current')}>
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="current-password"
            value={typed.current}
            onChange={(event) => setTyped({ ...typed, current: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('newPassword')} hint={t('passwordHint')} error={at(refusal, 'next')}>
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="new-password"
            value={typed.next}
            onChange={(event) => setTyped({ ...typed, next: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('totp')} hint={t('totpHint')} error={at(refusal, 'totp')}>
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={typed.totp}
            onChange={(event) => setTyped({ ...typed, totp: event.target.value })}
          />
        )}
      </Field>
      <FormRefusal refusal={refusal} />
      {change.isSuccess && <Alert type="success" showIcon role="status" title={t('passwordChanged')} />}
      <div className="form-buttons">
        <Button htmlType="submit" loading={change.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
