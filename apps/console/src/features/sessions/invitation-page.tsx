import { roleWords } from '@ejia/dictionary/words.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Field } from '../../ui/field.tsx'
import { Failure, FormRefusal, Loading } from '../../ui/states.tsx'
import { svgSource } from '../../ui/svg-source.ts'
import { Door } from './door.tsx'
import { sessionQuery } from './session.ts'
import { sessionWords } from './words.ts'

const route = getRouteApi('/invitation/$token')

export function InvitationPage() {
  const t = useWords(sessionWords)
  const { token } = route.useParams()
  const offer = useQuery({ queryKey: ['invitation', token], queryFn: () => api.sessions.openInvitation({ token }), staleTime: Infinity })
  return (
    <Door title={t('invitationTitle')}>
      {offer.isPending && <Loading />}
      {offer.error && <Failure error={offer.error} retry={() => void offer.refetch()} />}
      {offer.data && <Acceptance token={token} offer={offer.data} />}
    </Door>
  )
}

type Offer = Awaited<ReturnType<typeof api.sessions.openInvitation>>

function Acceptance({ token, offer }: { token: string; offer: Offer }) {
  const t = useWords(sessionWords)
  const say = useShared()
  const dates = useDates()
  const { at } = useRefusals()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [totp, setTotp] = useState('')
  const accept = useMutation({
    mutationFn: () => api.sessions.acceptInvitation({ token, login, password, totp }),
    onSuccess: async (me) => {
      queries.setQueryData(sessionQuery.queryKey, { me, demo: false })
      await navigate({ to: '/' })
    },
  })
  const refusal = accept.error && refusalOf(accept.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    accept.mutate()
  }
  return (
    <form className="card form" onSubmit={submit} noValidate>
      <div>
        <p>{t('invitationFor', { name: offer.name, area: offer.area.name, role: say(roleWords, offer.role) })}</p>
        <p className="soft small">{t('invitationUntil', { moment: dates.moment(offer.expiresAt) })}</p>
      </div>
      <h2>{t('stepLogin')}</h2>
      <Field label={t('login')} hint={t('loginHint')} error={at(refusal, 'login')}>
        {(control) => <Input {...control} autoComplete="username" autoCapitalize="none" value={login} onChange={(event) => setLogin(event.target.value)} />}
      </Field>
      <Field label={t('newPassword')} hint={t('passwordHint')} error={at(refusal, 'password')}>
        {(control) => <Input {...control} type="password" autoComplete="new-password" value={password} onChange={(event) => setPassword(event.target.value)} />}
      </Field>
      <h2>{t('stepTotp')}</h2>
      <p>{t('scanHint')}</p>
      <img className="totp-qr" alt={t('totpQr')} src={svgSource(offer.totpQr)} />
      <p>
        {t('typeKey')}
        <br />
        <span className="totp-key">{offer.totpSecret.replace(/(.{4})/g, '$1 ').trim()}</span>
      </p>
      <Field label={t('totp')} hint={t('stepCode')} error={at(refusal, 'totp')}>
        {(control) => (
          <Input {...control} inputMode="numeric" autoComplete="one-time-code" maxLength={6} value={totp} onChange={(event) => setTotp(event.target.value)} />
        )}
      </Field>
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={accept.isPending}>
          {t('accept')}
        </Button>
      </div>
    </form>
  )
}
