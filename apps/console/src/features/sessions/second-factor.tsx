import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Field } from '../../ui/field.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { sessionWords } from './words.ts'

/** Asked again before something is shown or taken whole; then what was asked for goes on by itself. */
export function SecondFactor({ onConfirmed }: { onConfirmed: () => void }) {
  const t = useWords(sessionWords)
  const [totp, setTotp] = useState('')
  const verify = useMutation({ mutationFn: () => api.sessions.confirmSecondFactor({ totp }), onSuccess: onConfirmed })
  return (
    <>
      <Field label={t('secondFactor')} hint={t('secondFactorHint')}>
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            style={{ maxWidth: 160 }}
            value={totp}
            onChange={(event) => setTotp(event.target.value)}
          />
        )}
      </Field>
      <FormRefusal refusal={verify.error && refusalOf(verify.error)} />
      <div>
        <Button loading={verify.isPending} onClick={() => verify.mutate()}>
          {t('verify')}
        </Button>
      </div>
    </>
  )
}
