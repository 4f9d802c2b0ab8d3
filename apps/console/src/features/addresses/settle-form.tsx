import type { AddressFault } from '@ejia/contract/address-waits.ts'
import type { WrittenAddress, WrittenAddressOf } from '@ejia/contract/written-addresses.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import type { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { OneOf, Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Failure, FormRefusal, Loading } from '../../ui/states.tsx'
import { addressWords } from './words.ts'

type Opened = Omit<WrittenAddress, keyof Awaited<ReturnType<typeof api.writtenAddresses.list>>['rows'][number]>
type Choice = { dwellingId: string } | { buildingId: string; stairwell?: string; door: string } | { buildingId: string } | { leaveOut: true }

/** An address that waits, whatever it belongs to: how it is opened and settled. `settle` answers what is told afterwards. */
export interface Waiting {
  key: string
  of: WrittenAddressOf | 'import'
  /** Of an enterprise the building is enough. */
  isHouse: boolean
  fault: AddressFault
  title: string | null
  label: string
  from: string
  open: () => Promise<Opened>
  settle: (choice: Choice) => Promise<string>
}

const newDoor = 'new'
type Props = { wait: Waiting; onClose: () => void; onSettled: (words: string) => void }

/** The address as it was written, and the places that may be meant. */
export function SettleForm(props: Props) {
  const query = useQuery({ queryKey: ['address-wait', props.wait.key], queryFn: props.wait.open, gcTime: 0 })
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} />
  return query.data ? <Settle {...props} opened={query.data} /> : <Loading rows={3} />
}

/** A dwelling, a door that is not there yet, or for an enterprise the building. */
function Settle({ wait, opened, onClose, onSettled }: Props & { opened: Opened }) {
  const t = useWords(addressWords)
  const { at } = useRefusals()
  const client = useQueryClient()
  const { isHouse } = wait
  const doors = opened.suggestions.filter((one) => one.dwellingId !== null)
  const houses = opened.suggestions.filter((one) => one.dwellingId === null)
  const options = isHouse
    ? houses.map((one) => ({ value: one.buildingId, label: one.label }))
    : [
        ...doors.map((one) => ({ value: one.dwellingId!, label: one.label })),
        ...(houses.length > 0 ? [{ value: newDoor, label: t('newDoor'), hint: t('newDoorHint') }] : []),
      ]
  const [chosen, setChosen] = useState(options[0]?.value ?? '')
  const [typed, setTyped] = useState({ buildingId: houses[0]?.buildingId ?? '', stairwell: opened.read.stairwell ?? '', door: opened.read.door ?? '' })
  const choice = (): Choice => {
    if (isHouse) return { buildingId: chosen }
    if (chosen !== newDoor) return { dwellingId: chosen }
    return { buildingId: typed.buildingId, door: typed.door, ...(typed.stairwell && { stairwell: typed.stairwell }) }
  }
  const send = useMutation({
    mutationFn: (leaveOut: boolean) => wait.settle(leaveOut ? { leaveOut: true } : choice()),
    onSuccess: (words) => {
      onSettled(words)
      for (const key of ['import', 'registry', 'enterprise']) void client.invalidateQueries({ queryKey: [key] })
      return client.invalidateQueries({ queryKey: ['address-waits'] })
    },
  })
  const refusal = send.error && refusalOf(send.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate(false)
  }
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={t('settle')}>
      <p>
        {t('written')} <strong>{opened.address}</strong> {opened.maskedName && <span className="soft">（{opened.maskedName}）</span>}
      </p>
      {options.length === 0 ? (
        <p className="soft">{t(wait.of === 'import' ? 'noSuggestion' : 'noBuilding')}</p>
      ) : (
        <OneOf legend={t(isHouse ? 'whichHouse' : 'where')} value={chosen} options={options} onChange={setChosen} error={at(refusal, 'choice')} />
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
            {(control) => (
              <Input {...control} maxLength={20} value={typed.stairwell} onChange={(event) => setTyped({ ...typed, stairwell: event.target.value })} />
            )}
          </Field>
          <Field label={t('door')} error={at(refusal, 'door')}>
            {(control) => <Input {...control} maxLength={20} value={typed.door} onChange={(event) => setTyped({ ...typed, door: event.target.value })} />}
          </Field>
        </div>
      )}
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        {options.length > 0 && (
          <Button type="primary" htmlType="submit" size="large" loading={send.isPending} disabled={chosen === ''}>
            {t('confirm')}
          </Button>
        )}
        <Button size="large" loading={send.isPending} onClick={() => send.mutate(true)}>
          {t(wait.of === 'import' ? 'leaveOut' : isHouse ? 'asWritten' : 'drop')}
        </Button>
        <Button size="large" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
