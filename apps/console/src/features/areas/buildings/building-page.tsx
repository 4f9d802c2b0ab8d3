import type { Dwelling, Stairwell } from '@ejia/contract/areas.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useRefusals } from '../../../dictionary/use-refusals.ts'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { makeId } from '../../../platform/ids.ts'
import { refusalOf } from '../../../platform/refusal.ts'
import { Pick } from '../../../ui/choice.tsx'
import { DataTable } from '../../../ui/data-table.tsx'
import { Field } from '../../../ui/field.tsx'
import { Page } from '../../../ui/page.tsx'
import { Failure, FormRefusal, Loading } from '../../../ui/states.tsx'
import { may, useMe } from '../../sessions/session.ts'
import { BuildingForm } from './building-form.tsx'
import { buildingQuery } from '../queries.ts'
import { areaWords } from '../words.ts'
import '../areas.css'

type Row = Dwelling

export function BuildingPage() {
  const t = useWords(areaWords)
  const { buildingId } = useParams({ from: '/staff/areas/buildings/$buildingId' })
  const edits = may(useMe(), 'area.edit')
  const client = useQueryClient()
  const query = useQuery(buildingQuery(buildingId))
  const refresh = () => client.invalidateQueries({ queryKey: ['building', buildingId] })
  const replace = useMutation({ mutationFn: () => api.areas.replaceQrCode({ buildingId }), onSuccess: refresh })
  const remove = useMutation({ mutationFn: (dwellingId: string) => api.areas.removeDwelling({ buildingId, dwellingId }), onSuccess: refresh })
  if (query.isPending)
    return (
      <Page title={t('buildings')}>
        <Loading />
      </Page>
    )
  if (query.isError)
    return (
      <Page title={t('buildings')}>
        <Failure error={query.error} retry={() => void query.refetch()} />
      </Page>
    )
  const { building, stairwells, dwellings } = query.data
  const nameOf = (row: Row) => stairwells.find((stairwell) => stairwell.id === row.stairwellId)?.name ?? '—'
  return (
    <Page title={building.name}>
      <p className="soft">
        <Link to="/areas" search={{ in: building.gridCode }}>
          {building.gridName}
        </Link>{' '}
        · {building.address} · {t('qr')} {building.qrCode}
      </p>
      {edits && (
        <div className="card stack">
          <BuildingForm buildingId={building.id} gridCode={building.gridCode} title={t('edit')} building={building} />
          {replace.error && <FormRefusal refusal={refusalOf(replace.error)} />}
          <div>
            <Button onClick={() => replace.mutate()} loading={replace.isPending}>
              {t('replaceQr')}
            </Button>
          </div>
        </div>
      )}
      <div className="card stack">
        {remove.error && <FormRefusal refusal={refusalOf(remove.error)} />}
        <DataTable
          caption={`${t('dwellings')} ${dwellings.length}`}
          keyOf={(row) => row.id}
          rows={dwellings}
          columns={[
            { title: t('dwelling'), cell: (row) => row.name },
            { title: t('stairwell'), cell: nameOf },
            { title: t('floor'), cell: (row) => row.floor ?? '—', number: true },
            ...(edits
              ? [
                  {
                    title: t('remove'),
                    cell: (row: Row) => (
                      <Button size="small" onClick={() => remove.mutate(row.id)} aria-label={`${t('remove')} ${nameOf(row)} ${row.name}`}>
                        {t('remove')}
                      </Button>
                    ),
                  },
                ]
              : []),
          ]}
        />
        {edits && <AddForm buildingId={building.id} stairwells={stairwells} onSaved={refresh} />}
      </div>
    </Page>
  )
}

function AddForm({ buildingId, stairwells, onSaved }: { buildingId: string; stairwells: readonly Stairwell[]; onSaved: () => unknown }) {
  const t = useWords(areaWords)
  const { at } = useRefusals()
  const [stair, setStair] = useState('')
  const [room, setRoom] = useState({ name: '', floor: '', stairwellId: '' })
  const addStair = useMutation({
    mutationFn: () => api.areas.saveStairwell({ buildingId, stairwellId: makeId(), name: stair }),
    onSuccess: () => {
      setStair('')
      return onSaved()
    },
  })
  const addRoom = useMutation({
    mutationFn: () =>
      api.areas.saveDwelling({
        buildingId,
        dwellingId: makeId(),
        name: room.name,
        ...(room.floor && { floor: Number(room.floor) }),
        ...(room.stairwellId && { stairwellId: room.stairwellId }),
      }),
    onSuccess: () => {
      setRoom({ ...room, name: '' })
      return onSaved()
    },
  })
  const [stairRefusal, roomRefusal] = [addStair.error && refusalOf(addStair.error), addRoom.error && refusalOf(addRoom.error)]
  const submit = (event: FormEvent, send: () => void) => {
    event.preventDefault()
    send()
  }
  return (
    <div className="form-grid">
      <form className="stack" onSubmit={(event) => submit(event, () => addStair.mutate())} noValidate aria-label={t('addStairwell')}>
        <Field label={t('stairwell')} error={at(stairRefusal, 'name')}>
          {(control) => <Input {...control} value={stair} onChange={(event) => setStair(event.target.value)} />}
        </Field>
        <FormRefusal refusal={stairRefusal} />
        <Button htmlType="submit">{t('addStairwell')}</Button>
      </form>
      <form className="stack" onSubmit={(event) => submit(event, () => addRoom.mutate())} noValidate aria-label={t('addDwelling')}>
        <Field label={t('dwelling')} error={at(roomRefusal, 'name')}>
          {(control) => <Input {...control} value={room.name} onChange={(event) => setRoom({ ...room, name: event.target.value })} />}
        </Field>
        <Field label={t('floor')} optional error={at(roomRefusal, 'floor')}>
          {(control) => <Input {...control} inputMode="numeric" value={room.floor} onChange={(event) => setRoom({ ...room, floor: event.target.value })} />}
        </Field>
        <Field label={t('stairwell')} optional error={at(roomRefusal, 'stairwellId')}>
          {(control) => (
            <Pick
              {...control}
              value={room.stairwellId}
              empty="—"
              options={stairwells.map((stairwell) => ({ value: stairwell.id, label: stairwell.name }))}
              onChange={(value) => setRoom({ ...room, stairwellId: value })}
            />
          )}
        </Field>
        <FormRefusal refusal={roomRefusal} />
        <Button htmlType="submit">{t('addDwelling')}</Button>
      </form>
    </div>
  )
}
