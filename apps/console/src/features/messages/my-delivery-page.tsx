import type { Delivery } from '@ejia/contract/messages.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading } from '../../ui/states.tsx'
import { MessageTabs } from './message-tabs.tsx'
import { messageWords } from './words.ts'

const key = ['my-delivery']

/** Besides the inbox: by which ways, and when. */
export function MyDeliveryPage() {
  const t = useWords(messageWords)
  const query = useQuery({ queryKey: key, queryFn: () => api.messages.delivery() })
  return (
    <Page title={t('delivery')}>
      <MessageTabs />
      {query.isPending && <Loading rows={4} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <>
          <p>{t('ways')}</p>
          {query.data.channels.map((one) => (
            <Way key={one.channel} one={one} />
          ))}
          <p className="soft">{t('hours', query.data)}</p>
        </>
      )}
    </Page>
  )
}

function Way({ one }: { one: Delivery }) {
  const t = useWords(messageWords)
  const queries = useQueryClient()
  const [editing, setEditing] = useState(false)
  const refresh = () => queries.invalidateQueries({ queryKey: key })
  const toggle = useMutation({ mutationFn: (wanted: boolean) => api.messages.setDelivery({ channel: one.channel, wanted }), onSuccess: refresh })
  return (
    <section className="card stack" aria-labelledby={`way-${one.channel}`}>
      <h2 id={`way-${one.channel}`}>{t(one.channel)}</h2>
      {!one.available && <p className="soft">{t('unavailable')}</p>}
      <p>
        {one.address ?? t('none')}
        {one.address !== null && <span className="soft"> · {one.setByOffice ? t('byOffice') : one.provedAt ? t('proved') : t('unproved')}</span>}
      </p>
      {one.address !== null && (
        <label className="tick">
          <input type="checkbox" checked={one.wanted} disabled={toggle.isPending} onChange={(event) => toggle.mutate(event.target.checked)} />
          {t('on')}
        </label>
      )}
      {toggle.error && <Failure error={toggle.error} />}
      {editing || (one.address !== null && one.provedAt === null) ? (
        <AddressForm
          one={one}
          onDone={() => {
            setEditing(false)
            return refresh()
          }}
        />
      ) : (
        <div>
          <Button onClick={() => setEditing(true)} aria-label={`${t('change')} ${t(one.channel)}`}>
            {t('change')}
          </Button>
        </div>
      )}
    </section>
  )
}

/** First the address, then the code that was sent there. */
function AddressForm({ one, onDone }: { one: Delivery; onDone: () => unknown }) {
  const t = useWords(messageWords)
  const { at } = useRefusals()
  const [address, setAddress] = useState('')
  const [code, setCode] = useState('')
  const send = useMutation({ mutationFn: () => api.messages.setDelivery({ channel: one.channel, address, wanted: true }) })
  const prove = useMutation({ mutationFn: () => api.messages.prove({ channel: one.channel, code }), onSuccess: onDone })
  const waiting = send.isSuccess || (one.address !== null && one.provedAt === null && !send.isError)
  const refusal = (send.error && refusalOf(send.error)) ?? (prove.error && refusalOf(prove.error))
  const submit = (act: () => void) => (event: FormEvent) => {
    event.preventDefault()
    act()
  }
  const hint = { sms: t('smsHint'), wecom: t('wecomHint'), email: t('emailHint') }[one.channel]
  return (
    <>
      <form className="form" noValidate onSubmit={submit(() => send.mutate())} aria-label={`${t('send')} ${t(one.channel)}`}>
        <Field label={t('address')} hint={hint} error={at(refusal, 'address')}>
          {(control) => <Input {...control} value={address} onChange={(event) => setAddress(event.target.value)} autoComplete="off" />}
        </Field>
        <div className="form-buttons">
          <Button htmlType="submit" loading={send.isPending}>
            {t('send')}
          </Button>
        </div>
      </form>
      {waiting && (
        <form className="form" noValidate onSubmit={submit(() => prove.mutate())} aria-label={`${t('confirm')} ${t(one.channel)}`}>
          {send.isSuccess && <Alert type="info" showIcon role="status" title={send.data.demoCode ? t('demoCode', { code: send.data.demoCode }) : t('sent')} />}
          <Field label={t('code')} error={at(refusal, 'code')}>
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                maxLength={6}
                autoComplete="one-time-code"
                value={code}
                onChange={(event) => setCode(event.target.value)}
              />
            )}
          </Field>
          <div className="form-buttons">
            <Button type="primary" htmlType="submit" loading={prove.isPending}>
              {t('confirm')}
            </Button>
          </div>
        </form>
      )}
      <FormRefusal refusal={refusal} />
    </>
  )
}
