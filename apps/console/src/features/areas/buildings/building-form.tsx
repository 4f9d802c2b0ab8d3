import type { Building } from '@ejia/contract/areas.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useRefusals } from '../../../dictionary/use-refusals.ts'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { refusalOf } from '../../../platform/refusal.ts'
import { Field } from '../../../ui/field.tsx'
import { FormRefusal } from '../../../ui/states.tsx'
import { areaWords } from '../words.ts'

type Props = { buildingId: string; gridCode: string; title: string; building?: Building }

export function BuildingForm({ buildingId, gridCode, title, building }: Props) {
  const t = useWords(areaWords)
  const { at } = useRefusals()
  const client = useQueryClient()
  const [id] = useState(buildingId)
  const [typed, setTyped] = useState({ gridCode, name: building?.name ?? '', address: building?.address ?? '', floors: building?.floors?.toString() ?? '' })
  const save = useMutation({
    mutationFn: (retired: boolean) =>
      api.areas.saveBuilding({
        buildingId: id,
        gridCode: typed.gridCode,
        name: typed.name,
        address: typed.address,
        ...(typed.floors && { floors: Number(typed.floors) }),
        ...(retired && { retired }),
      }),
    onSuccess: () => client.invalidateQueries({ predicate: ({ queryKey }) => ['buildings', 'building', 'areas'].includes(String(queryKey[0])) }),
  })
  const refusal = save.error && refusalOf(save.error)
  const isRetired = building !== undefined && building.retiredAt !== null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(isRetired)
  }
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={title}>
      <h2>{title}</h2>
      <div className="form-grid">
        <Field label={t('name')} error={at(refusal, 'name')}>
          {(control) => <Input {...control} value={typed.name} onChange={(event) => setTyped({ ...typed, name: event.target.value })} />}
        </Field>
        <Field label={t('address')} error={at(refusal, 'address')}>
          {(control) => <Input {...control} value={typed.address} onChange={(event) => setTyped({ ...typed, address: event.target.value })} />}
        </Field>
        <Field label={t('floors')} optional error={at(refusal, 'floors')}>
          {(control) => (
            <Input {...control} inputMode="numeric" value={typed.floors} onChange={(event) => setTyped({ ...typed, floors: event.target.value })} />
          )}
        </Field>
        {building && (
          <Field label={`${t('grid')} ${t('code')}`} error={at(refusal, 'gridCode')}>
            {(control) => (
              <Input {...control} inputMode="numeric" value={typed.gridCode} onChange={(event) => setTyped({ ...typed, gridCode: event.target.value })} />
            )}
          </Field>
        )}
      </div>
      <FormRefusal refusal={refusal} />
      {save.isSuccess && <Alert type="success" showIcon role="status" title={t('saved')} />}
      <div className="row">
        <Button htmlType="submit" loading={save.isPending}>
          {t('save')}
        </Button>
        {building && (
          <Button danger={!isRetired} onClick={() => save.mutate(!isRetired)} loading={save.isPending}>
            {isRetired ? t('restore') : t('retire')}
          </Button>
        )}
      </div>
    </form>
  )
}
