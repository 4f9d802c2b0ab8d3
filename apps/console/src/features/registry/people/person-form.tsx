import { CareGroup, CareLevel, type Person, type PersonMove } from '@ejia/contract/registry.ts'
import { careGroupWords, careLevelWords, personMoveWords } from '@ejia/dictionary/registry-words.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useRefusals } from '../../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { refusalOf } from '../../../platform/refusal.ts'
import { OneOf, Pick } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Failure, FormRefusal } from '../../../ui/states.tsx'
import { searchQuery } from '../queries.ts'
import { registryWords } from '../words.ts'
import { FactsForm } from './facts-form.tsx'

type Props = { person: Person; move: PersonMove; onDone: () => unknown; onCancel: () => void }

export function PersonForm({ person, move, onDone, onCancel }: Props) {
  const say = useShared()
  const title = say(personMoveWords, move)
  if (move === 'correct')
    return (
      <FactsForm
        title={title}
        send={(told) => api.registry.correct({ personId: person.id, basedOn: person.version, ...told })}
        onDone={onDone}
        onCancel={onCancel}
      />
    )
  if (move === 'addCare') return <CareForm person={person} title={title} onDone={onDone} onCancel={onCancel} />
  return <OtherForm person={person} move={move} title={title} onDone={onDone} onCancel={onCancel} />
}

type FormProps = { person: Person; title: string; onDone: () => unknown; onCancel: () => void }

function CareForm({ person, title, onDone, onCancel }: FormProps) {
  const t = useWords(registryWords)
  const say = useShared()
  const dates = useDates()
  const { at } = useRefusals()
  const [typed, setTyped] = useState({
    group: 'aged80' as CareGroup,
    level: 'monthly' as CareLevel,
    reviewOn: new Date(dates.now.getTime() + 91 * 86_400_000).toISOString().slice(0, 10),
    needs: '',
  })
  const sent = useMutation({ mutationFn: () => api.registry.addCare({ personId: person.id, ...typed }), onSuccess: onDone })
  const refusal = sent.error && refusalOf(sent.error)
  return (
    <Shell title={title} pending={sent.isPending} refusal={refusal} onSubmit={() => sent.mutate()} onCancel={onCancel}>
      <div className="form-grid">
        <Field label={t('group')} error={at(refusal, 'group')}>
          {(control) => (
            <Pick
              {...control}
              value={typed.group}
              options={CareGroup.options.map((value) => ({ value, label: say(careGroupWords, value) }))}
              onChange={(group) => setTyped({ ...typed, group: group || 'aged80' })}
            />
          )}
        </Field>
        <Field label={t('level')} error={at(refusal, 'level')}>
          {(control) => (
            <Pick
              {...control}
              value={typed.level}
              options={CareLevel.options.map((value) => ({ value, label: say(careLevelWords, value) }))}
              onChange={(level) => setTyped({ ...typed, level: level || 'monthly' })}
            />
          )}
        </Field>
        <Field label={t('reviewOn')} error={at(refusal, 'reviewOn')}>
          {(control) => <Input {...control} type="date" value={typed.reviewOn} onChange={(event) => setTyped({ ...typed, reviewOn: event.target.value })} />}
        </Field>
      </div>
      <Field label={t('needs')} optional hint={t('needsHint')} error={at(refusal, 'needs')}>
        {(control) => (
          <Input.TextArea {...control} rows={3} maxLength={500} value={typed.needs} onChange={(event) => setTyped({ ...typed, needs: event.target.value })} />
        )}
      </Field>
    </Shell>
  )
}

const whys = ['movedAway', 'died', 'enteredByMistake'] as const

/** Move to another household, merge, split, take out: each names what it is about and why. */
function OtherForm({ person, move, title, onDone, onCancel }: FormProps & { move: PersonMove }) {
  const t = useWords(registryWords)
  const { at } = useRefusals()
  const [target, setTarget] = useState('')
  const [reason, setReason] = useState('')
  const [why, setWhy] = useState<(typeof whys)[number] | ''>('')
  const sent = useMutation<unknown>({
    mutationFn: () => {
      if (move === 'moveHousehold') return api.registry.moveHousehold({ personId: person.id, householdId: target, source: 'visit' })
      if (move === 'merge') return api.registry.merge({ personId: person.id, otherId: target, reason })
      if (move === 'split') return api.registry.split({ personId: person.id, otherId: target, reason })
      return api.registry.end({ personId: person.id, why: why || 'movedAway' })
    },
    onSuccess: onDone,
  })
  const refusal = sent.error && refusalOf(sent.error)
  return (
    <Shell
      title={title}
      pending={sent.isPending}
      refusal={refusal}
      onSubmit={() => sent.mutate()}
      onCancel={onCancel}
      disabled={move === 'end' ? why === '' : target === ''}
    >
      {move === 'moveHousehold' && (
        <Finder kind="home" legend={t('findHome')} value={target} except={person.householdId} onChange={setTarget}>
          {(address) => <WrittenMove personId={person.id} address={address} onDone={onDone} />}
        </Finder>
      )}
      {move === 'merge' && (
        <>
          <p className="soft">{t('mergeNote')}</p>
          <Finder kind="person" legend={t('findPerson')} value={target} except={person.id} onChange={setTarget} />
        </>
      )}
      {move === 'split' && (
        <OneOf
          legend={t('splitWhich')}
          value={target}
          options={person.mergedRecords.map((one) => ({ value: one.id, label: one.maskedName, hint: one.place }))}
          onChange={setTarget}
          error={at(refusal, 'otherId')}
        >
          <p className="soft">{t('splitNote')}</p>
        </OneOf>
      )}
      {(move === 'merge' || move === 'split') && (
        <Field label={t('reason')} error={at(refusal, 'reason')}>
          {(control) => <Input {...control} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Field>
      )}
      {move === 'end' && (
        <OneOf legend={t('endWhy')} value={why} options={whys.map((value) => ({ value, label: t(value) }))} onChange={setWhy} error={at(refusal, 'why')}>
          <p className="soft">{t('endNote')}</p>
        </OneOf>
      )}
    </Shell>
  )
}

/** A home nobody registered yet, or that is written in another way: it is looked for, or waits for somebody who knows the place. */
function WrittenMove({ personId, address, onDone }: { personId: string; address: string; onDone: () => unknown }) {
  const t = useWords(registryWords)
  const client = useQueryClient()
  const sent = useMutation({
    mutationFn: () => api.writtenAddresses.move({ personId, address, source: 'visit' }),
    onSuccess: ({ outcome }) => (outcome === 'entered' ? onDone() : client.invalidateQueries({ queryKey: ['address-waits'] })),
  })
  if (sent.data?.outcome === 'waits') return <Alert type="info" showIcon role="status" title={t('moveWaits')} />
  return (
    <div className="stack">
      <div>
        <Button loading={sent.isPending} onClick={() => sent.mutate()}>
          {t('moveAsWritten', { address })}
        </Button>
      </div>
      <FormRefusal refusal={sent.error && refusalOf(sent.error)} />
    </div>
  )
}

/** Looks somebody or a home up and offers what was found as large choices. */
function Finder({
  kind,
  legend,
  value,
  except,
  onChange,
  children,
}: {
  kind: 'home' | 'person'
  legend: string
  value: string
  except: string | null
  onChange: (value: string) => void
  /** What else can be done with the words that were looked for. */
  children?: (asked: string) => ReactNode
}) {
  const t = useWords(registryWords)
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const found = useQuery({ ...searchQuery(asked), enabled: [...asked].length >= 2 })
  const options =
    kind === 'home'
      ? (found.data?.homes ?? []).flatMap((home) =>
          home.householdId && home.householdId !== except ? [{ value: home.householdId, label: home.label, hint: home.grid.name }] : [],
        )
      : (found.data?.people ?? [])
          .filter((one) => one.id !== except)
          .map((one) => ({ value: one.id, label: one.maskedName, hint: `${one.place} · ${one.grid.name}` }))
  return (
    <div className="stack">
      <Field label={legend} hint={t('searchHint')}>
        {(control) => (
          <Input.Search
            {...control}
            autoComplete="off"
            maxLength={60}
            value={typed}
            enterButton={t('choose')}
            onChange={(event) => setTyped(event.target.value)}
            onSearch={(text, event) => {
              event?.preventDefault()
              setAsked(text.trim())
            }}
          />
        )}
      </Field>
      {found.error && <Failure error={found.error} />}
      {found.isSuccess && options.length === 0 && <p className="soft">{t('nothingTitle')}</p>}
      {options.length > 0 && <OneOf legend={legend} value={value} options={options} onChange={onChange} />}
      {found.isSuccess && children?.(asked)}
    </div>
  )
}

type ShellProps = {
  title: string
  pending: boolean
  refusal: Parameters<typeof FormRefusal>[0]['refusal']
  disabled?: boolean
  onSubmit: () => void
  onCancel: () => void
  children: ReactNode
}

function Shell({ title, pending, refusal, disabled = false, onSubmit, onCancel, children }: ShellProps) {
  const t = useWords(registryWords)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={title}>
      {children}
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" size="large" loading={pending} disabled={disabled}>
          {title}
        </Button>
        <Button size="large" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
