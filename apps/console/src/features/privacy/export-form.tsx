import { ExportKind, type ExportField } from '@ejia/contract/exports.ts'
import type { DataPurpose } from '@ejia/contract/registry.ts'
import { exportKindWords } from '@ejia/dictionary/export-words.ts'
import { dataPurposeWords, personFieldWords } from '@ejia/dictionary/registry-words.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button, Checkbox, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { OneOf, Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { areasQuery } from '../areas/queries.ts'
import { useMe } from '../sessions/session.ts'
import { privacyWords } from './words.ts'

const route = getRouteApi('/staff/registry/exports')
type Props = { fields: readonly { purpose: DataPurpose; fields: readonly ExportField[] }[] }
const usual: readonly ExportField[] = ['name', 'phone', 'residence']

export function ExportForm({ fields }: Props) {
  const t = useWords(privacyWords)
  const say = useShared()
  const { at } = useRefusals()
  const me = useMe()
  const client = useQueryClient()
  const areas = useQuery(areasQuery())
  const mine = me?.actions.find((held) => held.action === 'registry.export')?.areas ?? []
  const places = (areas.data?.rows ?? []).filter((area) => area.code.length >= 9 && mine.some((root) => area.code.startsWith(root)))
  const [typed, setTyped] = useState({ kind: 'people' as ExportKind, area: '', whole: 'masked' as 'masked' | 'whole', reason: '', recipient: '' })
  const [purpose, setPurpose] = useState<DataPurpose>('gridService')
  const [chosen, setChosen] = useState<readonly ExportField[]>(usual)
  const offered = fields.find((one) => one.purpose === purpose)?.fields ?? []
  const household = route.useSearch()
  const area = typed.area || household.area || (places.find((place) => place.code.length === 15)?.code ?? '')
  const ask = useMutation({
    mutationFn: () => {
      const { kind, whole, reason, recipient } = typed
      const one = household.household === undefined || typed.area ? {} : { householdId: household.household }
      const wanted = kind === 'people' ? { fields: offered.filter((field) => chosen.includes(field)), ...one } : {}
      return api.exports.ask({ kind, area, whole: kind === 'people' && whole === 'whole', purpose, reason, recipient, ...wanted })
    },
    onSuccess: () => {
      setTyped((before) => ({ ...before, reason: '' }))
      return client.invalidateQueries({ queryKey: ['exports'] })
    },
  })
  const refusal = ask.error && refusalOf(ask.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate()
  }
  const toggle = (field: ExportField, on: boolean) => setChosen((before) => (on ? [...before, field] : before.filter((one) => one !== field)))
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-label={t('newExport')}>
      <h2>{t('newExport')}</h2>
      {household.household && !typed.area && <p>{t('oneHousehold')}</p>}
      <div className="form-grid">
        <Field label={t('kind')}>
          {(control) => (
            <Pick
              {...control}
              value={typed.kind}
              options={ExportKind.options.map((value) => ({ value, label: say(exportKindWords, value) }))}
              onChange={(kind) => setTyped({ ...typed, kind: kind || 'people' })}
            />
          )}
        </Field>
        <Field label={t('area')} error={at(refusal, 'area')}>
          {(control) => (
            <Pick
              {...control}
              value={area}
              options={places.map((place) => ({ value: place.code, label: place.name }))}
              onChange={(value) => setTyped({ ...typed, area: value })}
            />
          )}
        </Field>
        <Field label={t('purposeOf')} error={at(refusal, 'purpose')}>
          {(control) => (
            <Pick
              {...control}
              value={purpose}
              options={fields.map((one) => ({ value: one.purpose, label: say(dataPurposeWords, one.purpose) }))}
              onChange={(value) => setPurpose(value || 'gridService')}
            />
          )}
        </Field>
        <Field label={t('exportReason')} error={at(refusal, 'reason')}>
          {(control) => <Input {...control} maxLength={200} value={typed.reason} onChange={(event) => setTyped({ ...typed, reason: event.target.value })} />}
        </Field>
        <Field label={t('recipient')} hint={t('recipientHint')} error={at(refusal, 'recipient')}>
          {(control) => (
            <Input {...control} maxLength={60} value={typed.recipient} onChange={(event) => setTyped({ ...typed, recipient: event.target.value })} />
          )}
        </Field>
      </div>
      {typed.kind === 'people' && (
        <>
          <fieldset className="one-of">
            <legend>{t('exportFields')}</legend>
            <div className="row">
              {offered.map((field) => (
                <Checkbox key={field} checked={chosen.includes(field)} onChange={(event) => toggle(field, event.target.checked)}>
                  {say(personFieldWords, field)}
                </Checkbox>
              ))}
            </div>
            {at(refusal, 'fields') && <p className="field-error">{at(refusal, 'fields')}</p>}
          </fieldset>
          <OneOf
            legend={t('detail')}
            value={typed.whole}
            options={[
              { value: 'masked', label: t('masked'), hint: t('maskedHint') },
              { value: 'whole', label: t('whole'), hint: t('wholeHint') },
            ]}
            onChange={(whole) => setTyped({ ...typed, whole })}
          />
        </>
      )}
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" size="large" loading={ask.isPending}>
          {t('send')}
        </Button>
      </div>
    </form>
  )
}
