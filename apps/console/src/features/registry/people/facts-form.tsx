import { FactSource, IdKind, type PersonFacts, type RecordedFor, Relation, Sex } from '@ejia/contract/registry.ts'
import { factSourceWords, idKindWords, relationWords, sexWords } from '@ejia/dictionary/registry-words.ts'
import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useRefusals } from '../../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { type Refusal, refusalOf } from '../../../platform/refusal.ts'
import { Pick } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { FormRefusal } from '../../../ui/states.tsx'
import { registryWords } from '../words.ts'

type Told = { facts: PersonFacts; source: FactSource; recordedFor?: RecordedFor }
type Props<R> = {
  title: string
  newcomer?: boolean
  /** Not for a campaign: what waits would have to end with it. */
  everydayOnly?: boolean
  send: (told: Told) => Promise<R>
  onDone: (done: R) => unknown
  onCancel: () => void
  /** What is asked before the facts. */
  children?: (refusal: Refusal | null) => ReactNode
}

const empty = { name: '', sex: '', birthDate: '', relation: '', contact: '', phone: '', idKind: 'citizenId' as IdKind, idNumber: '' }

/**
 * Only what is filled in is told; the rest stays as it was. What is typed here is personal and lives in this form alone,
 * never in the browser's storage.
 */
export function FactsForm<R>({ title, newcomer = false, everydayOnly = false, send, onDone, onCancel, children }: Props<R>) {
  const t = useWords(registryWords)
  const say = useShared()
  const { at } = useRefusals()
  const [typed, setTyped] = useState(empty)
  const [source, setSource] = useState<FactSource>('visit')
  const [recordedFor, setRecordedFor] = useState<RecordedFor | ''>('')
  const change = (part: Partial<typeof empty>) => setTyped((before) => ({ ...before, ...part }))
  const sent = useMutation({ mutationFn: () => send({ facts: factsOf(typed), source, ...(recordedFor && { recordedFor }) }), onSuccess: onDone })
  const refusal = sent.error && refusalOf(sent.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    sent.mutate()
  }
  const keep = newcomer ? '' : t('keep')
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={title}>
      <div className="form-grid">
        {children?.(refusal)}
        <Field label={t('name')} optional={!newcomer} hint={newcomer ? undefined : t('nameHint')} error={at(refusal, 'name')}>
          {(control) => <Input {...control} autoComplete="off" maxLength={60} value={typed.name} onChange={(event) => change({ name: event.target.value })} />}
        </Field>
        <Field label={t('phone')} optional hint={newcomer ? undefined : t('phoneHint')} error={at(refusal, 'phone')}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              inputMode="tel"
              maxLength={24}
              value={typed.phone}
              onChange={(event) => change({ phone: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('sex')} optional error={at(refusal, 'sex')}>
          {(control) => (
            <Pick
              {...control}
              empty={keep}
              value={typed.sex as Sex | ''}
              options={Sex.options.map((value) => ({ value, label: say(sexWords, value) }))}
              onChange={(sex) => change({ sex })}
            />
          )}
        </Field>
        <Field label={t('birthDate')} optional error={at(refusal, 'birthDate')}>
          {(control) => <Input {...control} type="date" value={typed.birthDate} onChange={(event) => change({ birthDate: event.target.value })} />}
        </Field>
        <Field label={t('relation')} optional error={at(refusal, 'relation')}>
          {(control) => (
            <Pick
              {...control}
              empty={keep}
              value={typed.relation as Relation | ''}
              options={Relation.options.map((value) => ({ value, label: say(relationWords, value) }))}
              onChange={(relation) => change({ relation })}
            />
          )}
        </Field>
        <Field label={t('isContact')} optional error={at(refusal, 'contactPerson')}>
          {(control) => (
            <Pick
              {...control}
              empty={keep}
              value={typed.contact as 'yes' | 'no' | ''}
              options={(['yes', 'no'] as const).map((value) => ({ value, label: t(value) }))}
              onChange={(contact) => change({ contact })}
            />
          )}
        </Field>
        <Field label={t('idKind')} optional>
          {(control) => (
            <Pick
              {...control}
              value={typed.idKind}
              options={IdKind.options.map((value) => ({ value, label: say(idKindWords, value) }))}
              onChange={(idKind) => change({ idKind: idKind || 'citizenId' })}
            />
          )}
        </Field>
        <Field label={t('idNumber')} optional hint={t('idHint')} error={at(refusal, 'idNumber')}>
          {(control) => (
            <Input {...control} autoComplete="off" maxLength={40} value={typed.idNumber} onChange={(event) => change({ idNumber: event.target.value })} />
          )}
        </Field>
        <Field label={t('sourceLabel')}>
          {(control) => (
            <Pick
              {...control}
              value={source}
              options={FactSource.options
                .filter((value) => value !== 'import' && value !== 'enterprise')
                .map((value) => ({ value, label: say(factSourceWords, value) }))}
              onChange={(value) => setSource(value || 'visit')}
            />
          )}
        </Field>
        {!everydayOnly && (
          <Field label={t('recordedFor')} error={at(refusal, 'recordedFor')}>
            {(control) => (
              <Pick
                {...control}
                empty={newcomer ? t('forUsualNew') : t('forUsual')}
                value={recordedFor}
                options={[
                  { value: 'epidemicControl' as const, label: t('forCampaign') },
                  ...(newcomer ? [] : [{ value: 'everyday' as const, label: t('forEveryday') }]),
                ]}
                onChange={setRecordedFor}
              />
            )}
          </Field>
        )}
      </div>
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" size="large" loading={sent.isPending}>
          {t('save')}
        </Button>
        <Button size="large" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

function factsOf(typed: typeof empty): PersonFacts {
  return {
    ...(typed.name.trim() && { name: typed.name.trim() }),
    ...(typed.sex && { sex: typed.sex as Sex }),
    ...(typed.birthDate && { birthDate: typed.birthDate }),
    ...(typed.relation && { relation: typed.relation as Relation }),
    ...(typed.contact && { contactPerson: typed.contact === 'yes' }),
    ...(typed.phone.trim() && { phone: typed.phone.trim() }),
    ...(typed.idNumber.trim() && { idNumber: { kind: typed.idKind, number: typed.idNumber.trim() } }),
  }
}
