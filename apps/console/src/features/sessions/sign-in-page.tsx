import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import type { Me } from '@ejia/contract/sessions.ts'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Field } from '../../ui/field.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { DemoCards } from './demo-cards.tsx'
import { Door } from './door.tsx'
import { sessionQuery } from './session.ts'
import { sessionWords } from './words.ts'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const t = useWords(sessionWords)
  const { at } = useRefusals()
  const { next, why } = route.useSearch()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [totp, setTotp] = useState('')
  const [asksCode, setAsksCode] = useState(false)

  const enter = async (me: Me) => {
    queries.clear()
    queries.setQueryData(sessionQuery.queryKey, { me, demo: false })
    await queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
    await navigate({ href: `/console${next ?? '/'}`, reloadDocument: false })
  }
  const signIn = useMutation({
    mutationFn: () => api.sessions.signIn({ login, password, ...(asksCode && { totp }) }),
    onSuccess: ({ me }) => (me ? enter(me) : setAsksCode(true)),
  })
  const refusal = signIn.error && refusalOf(signIn.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    signIn.mutate()
  }
  return (
    <Door title={t('signInTitle')}>
      {why && <Alert type="info" showIcon title={t(why)} />}
      <form className="card form" onSubmit={submit} noValidate>
        {asksCode ? (
          <Field label={t('totp')} hint={t('totpHint')} error={at(refusal, 'totp')}>
            {(control) => (
              <Input
                {...control}
                autoFocus
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={6}
                value={totp}
                onChange={(event) => setTotp(event.target.value)}
              />
            )}
          </Field>
        ) : (
          <>
            <Field label={t('login')} error={at(refusal, 'login')}>
              {(control) => (
                <Input {...control} autoComplete="username" autoCapitalize="none" value={login} onChange={(event) => setLogin(event.target.value)} />
              )}
            </Field>
            <Field label={t('password')} error={at(refusal, 'password')}>
              {(control) => (
                <Input {...control} type="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
              )}
            </Field>
          </>
        )}
        <FormRefusal refusal={refusal} />
        <div className="form-buttons">
          <Button type="primary" htmlType="submit" loading={signIn.isPending}>
            {asksCode ? t('signIn') : t('next')}
          </Button>
          {asksCode && (
            <Button
              onClick={() => {
                setAsksCode(false)
                setTotp('')
                signIn.reset()
              }}
            >
              {t('startOver')}
            </Button>
          )}
        </div>
        <p className="soft small">{t('forgot')}</p>
      </form>
      <DemoCards onEntered={enter} />
    </Door>
  )
}
