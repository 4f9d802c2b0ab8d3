import type { PlaceInput } from '@ejia/contract/intake.ts'
import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useWords, words } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { Pick } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Failure } from '../../../ui/states.tsx'
import { uiWords } from '../../../ui/words.ts'
import { useMe } from '../../sessions/session.ts'
import { BuildingSearch } from './building-search.tsx'

const placeWords = words(
  {
    area: '社区或网格',
    building: '楼栋',
    noBuilding: '不在楼栋里，或不清楚',
    detail: '单元、楼层、门牌或旁边的标志',
  },
  {
    area: 'Community or grid',
    building: 'Building',
    noBuilding: 'Not in a building, or not known',
    detail: 'Stairwell, floor, room, or a landmark nearby',
  },
)

type Props = { value: PlaceInput; onChange: (place: PlaceInput) => void; error?: string | undefined }

/** Area, building, and a few words: no map needed. Starts in the person's own grid when there is only one. */
export function PlacePicker({ value, onChange, error }: Props) {
  const t = useWords(placeWords)
  const ui = useWords(uiWords)
  const me = useMe()
  const subdistrict = me?.home?.code.slice(0, 9) ?? ''
  const tree = useQuery({
    queryKey: ['places', subdistrict],
    queryFn: () => api.areas.publicTree(subdistrict.length === 9 ? { subdistrict } : {}),
    staleTime: 5 * 60_000,
  })
  const area = value.areaCode ?? ''
  const buildings = useQuery({ queryKey: ['buildings', area], queryFn: () => api.areas.publicBuildings({ area }), enabled: area !== '', staleTime: 5 * 60_000 })
  const areas = (tree.data?.areas ?? []).filter(({ code }) => code.length >= 12).toSorted((one, other) => one.code.localeCompare(other.code))
  const rows = buildings.data?.rows ?? []
  const oneGrid = me?.assignments.every(({ area: held }) => held.code.length === 15) ?? false
  const failed = tree.error ?? buildings.error
  const { buildingId: _building, ...rest } = value
  return (
    <>
      {failed && <Failure error={failed} retry={() => void tree.refetch()} />}
      {!oneGrid && (
        <BuildingSearch
          value={value.buildingId ?? ''}
          onChange={({ id, gridCode }) => onChange({ ...(value.detail && { detail: value.detail }), areaCode: gridCode, buildingId: id })}
        />
      )}
      <Field label={t('area')} error={error}>
        {(control) => (
          <Pick
            {...control}
            empty={ui('choose')}
            value={area}
            options={areas.map(({ code, name }) => ({ value: code, label: code.length === 15 ? `　${name}` : name }))}
            onChange={(code) => onChange({ ...(value.detail && { detail: value.detail }), ...(code && { areaCode: code }) })}
          />
        )}
      </Field>
      {rows.length > 0 && (
        <Field label={t('building')} optional>
          {(control) => (
            <Pick
              {...control}
              empty={t('noBuilding')}
              value={value.buildingId ?? ''}
              options={rows.map(({ id, name, address }) => ({ value: id, label: [name, address].filter(Boolean).join(' · ') }))}
              onChange={(id) => onChange(id ? { ...rest, buildingId: id } : rest)}
            />
          )}
        </Field>
      )}
      <Field label={t('detail')} optional>
        {(control) => (
          <Input {...control} maxLength={200} value={value.detail ?? ''} onChange={(event) => onChange({ ...value, detail: event.target.value })} />
        )}
      </Field>
    </>
  )
}
