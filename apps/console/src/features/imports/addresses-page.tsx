import type { AddressWaitSummary } from '@ejia/contract/address-waits.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { OneOf, Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading, Nothing } from '../../ui/states.tsx'
import { importFaultWords } from '@ejia/dictionary/import-words.ts'
import { RegistryTabs } from '../registry/registry-tabs.tsx'
import { addressWords } from './address-words.ts'

const keyOf = (wait: { importId: string; row: number }) => `${wait.importId}.${wait.row}`

export function AddressesPage() {
  const t = useWords(addressWords)
  const query = useQuery({ queryKey: ['address-waits'], queryFn: () => api.addressWaits.list() })
  const [open, setOpen] = useState<string | null>(null)
  const [told, setTold] = useState<string | null>(null)
  const rows = query.data?.rows ?? []
  return (
    <Page title={t('title')} extra={query.data && <span className="soft">{t('count', { count: rows.length })}</span>}>
      <RegistryTabs />
      <p className="soft">{t('intro')}</p>
      <p role="status">{told}</p>
      {query.isPending && <Loading />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <Nothing title={t('noneTitle')}>{t('noneText')}</Nothing>}
      <ul className="stack" aria-label={t('title')}>
        {rows.map((wait) => (
          <li key={keyOf(wait)} className="card stack">
            <Line wait={wait} open={open === keyOf(wait)} onOpen={() => setOpen(keyOf(wait))} />
            {open === keyOf(wait) && (
              <Settle
                wait={wait}
                onClose={() => setOpen(null)}
                onSettled={(words) => {
                  setOpen(null)
                  setTold(words)
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </Page>
  )
}

function Line({ wait, open, onOpen }: { wait: AddressWaitSummary; open: boolean; onOpen: () => void }) {
  const t = useWords(addressWords)
  const say = useShared()
  const dates = useDates()
  return (
    <div className="row">
      <strong>{say(importFaultWords, wait.fault)}</strong>
      <span className="soft small">
        {t('from', { file: wait.fileName, row: wait.row, moment: dates.moment(wait.uploadedAt) })}
        {wait.suggestions[0] && ` · ${t('maybe', { place: wait.suggestions[0].label })}`}
      </span>
      {!open && (
        <Button onClick={onOpen} aria-label={`${t('settle')} ${wait.fileName} ${wait.row}`}>
          {t('settle')}
        </Button>
      )}
    </div>
  )
}

const newDoor = 'new'

/** The address as it was written, the places that may be meant, and a door that is not there yet. */
function Settle({ wait, onClose, onSettled }: { wait: AddressWaitSummary; onClose: () => void; onSettled: (words: string) => void }) {
  const t = useWords(addressWords)
  const { at } = useRefusals()
  const client = useQueryClient()
  const { importId, row } = wait
  const query = useQuery({ queryKey: ['address-wait', importId, row], queryFn: () => api.addressWaits.open({ importId, row }), gcTime: 0 })
  const doors = wait.suggestions.filter((one) => one.dwellingId !== null)
  const houses = wait.suggestions.filter((one) => one.dwellingId === null)
  const [chosen, setChosen] = useState(doors[0]?.dwellingId ?? (houses.length > 0 ? newDoor : ''))
  const [typed, setTyped] = useState<{ buildingId: string; stairwell?: string; door?: string }>({ buildingId: houses[0]?.buildingId ?? '' })
  const stairwell = typed.stairwell ?? query.data?.read.stairwell ?? ''
  const door = typed.door ?? query.data?.read.door ?? ''
  const send = useMutation({
    mutationFn: (leaveOut: boolean) =>
      api.addressWaits.settle({
        importId,
        row,
        choice: leaveOut
          ? { leaveOut: true }
          : chosen === newDoor
            ? { buildingId: typed.buildingId, door, ...(stairwell && { stairwell }) }
            : { dwellingId: chosen },
      }),
    onSuccess: ({ outcome }) => {
      onSettled(t(`outcome_${outcome}`))
      void client.invalidateQueries({ queryKey: ['import'] })
      return client.invalidateQueries({ queryKey: ['address-waits'] })
    },
  })
  const refusal = send.error && refusalOf(send.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate(false)
  }
  if (query.isPending) return <Loading rows={3} />
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} />
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={t('settle')}>
      <p>
        {t('written')} <strong>{query.data.address}</strong> <span className="soft">（{query.data.maskedName}）</span>
      </p>
      {wait.suggestions.length === 0 ? (
        <p className="soft">{t('noSuggestion')}</p>
      ) : (
        <OneOf
          legend={t('where')}
          value={chosen}
          options={[
            ...doors.map((one) => ({ value: one.dwellingId!, label: one.label })),
            ...(houses.length > 0 ? [{ value: newDoor, label: t('newDoor'), hint: t('newDoorHint') }] : []),
          ]}
          onChange={setChosen}
          error={at(refusal, 'choice')}
        />
      )}
      {chosen === newDoor && (
        <div className="form-grid">
          <Field label={t('building')}>
            {(control) => (
              <Pick
                {...control}
                value={typed.buildingId}
                options={houses.map((one) => ({ value: one.buildingId, label: one.label }))}
                onChange={(buildingId) => setTyped({ ...typed, buildingId })}
              />
            )}
          </Field>
          <Field label={t('stairwell')} optional error={at(refusal, 'stairwell')}>
            {(control) => <Input {...control} maxLength={20} value={stairwell} onChange={(event) => setTyped({ ...typed, stairwell: event.target.value })} />}
          </Field>
          <Field label={t('door')} error={at(refusal, 'door')}>
            {(control) => <Input {...control} maxLength={20} value={door} onChange={(event) => setTyped({ ...typed, door: event.target.value })} />}
          </Field>
        </div>
      )}
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        {wait.suggestions.length > 0 && (
          <Button type="primary" htmlType="submit" size="large" loading={send.isPending} disabled={chosen === ''}>
            {t('confirm')}
          </Button>
        )}
        <Button size="large" loading={send.isPending} onClick={() => send.mutate(true)}>
          {t('leaveOut')}
        </Button>
        <Button size="large" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
