import { DeliveryChannel } from '@ejia/contract/messages.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Failure, FormRefusal, Loading } from '../../ui/states.tsx'
import { messageWords } from './words.ts'

/** The office enters what it knows of a colleague, such as the account in the enterprise's address book. */
export function ColleagueDelivery({ accountId }: { accountId: string }) {
  const t = useWords(messageWords)
  const { at } = useRefusals()
  const queries = useQueryClient()
  const key = ['delivery-of', accountId]
  const [channel, setChannel] = useState<DeliveryChannel>('wecom')
  const [address, setAddress] = useState('')
  const query = useQuery({ queryKey: key, queryFn: () => api.messages.deliveryOf({ accountId }) })
  const save = useMutation({
    mutationFn: (one: { channel: DeliveryChannel; address: string | null }) => api.messages.setDeliveryOf({ accountId, ...one }),
    onSuccess: () => {
      setAddress('')
      return queries.invalidateQueries({ queryKey: key })
    },
  })
  const refusal = save.error && refusalOf(save.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ channel, address })
  }
  return (
    <section className="card stack" aria-labelledby="colleague-delivery">
      <h2 id="colleague-delivery">{t('ofColleague')}</h2>
      {query.isPending && <Loading rows={2} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      <ul className="line-list">
        {query.data?.channels.map((one) => (
          <li key={one.channel}>
            <span>
              {t(one.channel)} {one.address ?? t('none')}
            </span>
            {one.address !== null && (
              <Button onClick={() => save.mutate({ channel: one.channel, address: null })} aria-label={`${t('remove')} ${t(one.channel)}`}>
                {t('remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <form className="form-grid" noValidate onSubmit={submit}>
        <Field label={t('delivery')}>
          {({ id }) => (
            <Pick
              id={id}
              value={channel}
              options={DeliveryChannel.options.map((value) => ({ value, label: t(value) }))}
              onChange={(picked) => setChannel(picked || 'wecom')}
            />
          )}
        </Field>
        <Field label={t('address')} error={at(refusal, 'address')}>
          {(control) => <Input {...control} value={address} autoComplete="off" onChange={(event) => setAddress(event.target.value)} />}
        </Field>
        <Button htmlType="submit" loading={save.isPending}>
          {t('set')}
        </Button>
      </form>
      <FormRefusal refusal={refusal} />
    </section>
  )
}
