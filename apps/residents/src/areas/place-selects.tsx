import { useState } from 'react'
import { useWords } from '../dictionary/words.ts'
import { useLoad } from '../platform/use-load.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/field.tsx'
import { ErrorState, Skeleton } from '../ui/state.tsx'
import type { ChooseArea } from './place-chooser.tsx'
import { buildingLabel, placeOfBuilding } from './chosen-place.ts'
import { loadBuildings, loadPlaces } from './places.ts'
import { areaWords } from './words.ts'

const elsewhere = 'elsewhere'

/** Community, then building; or the grid when it is not in a building. Three plain selects. */
export function PlaceSelects({ onChosen, gridsOnly = false }: ChooseArea) {
  const t = useWords(areaWords)
  const { say } = useRefusals()
  const places = useLoad('places', loadPlaces)
  const [community, setCommunity] = useState('')
  if (places.state === 'loading') return <Skeleton lines={2} />
  if (places.state === 'failed') return <ErrorState sentence={say(places.refusal)} retry={places.retry} />
  const { areas } = places.data
  const communities = areas.filter(({ kind }) => kind === 'community')
  const chosen = communities.find(({ code }) => code === community)
  return (
    <>
      <Select
        label={t('community')}
        empty={t('chooseCommunity')}
        value={community}
        choices={communities.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(event) => setCommunity(event.target.value)}
      />
      {chosen && (
        <BuildingSelect
          key={community}
          community={chosen}
          grids={areas.filter(({ kind, parentCode }) => kind === 'grid' && parentCode === community)}
          onChosen={onChosen}
          gridsOnly={gridsOnly}
        />
      )}
    </>
  )
}

type Named = { code: string; name: string }
function BuildingSelect({ community, grids, onChosen, gridsOnly = false }: ChooseArea & { community: Named; grids: readonly Named[] }) {
  const t = useWords(areaWords)
  const { say } = useRefusals()
  const buildings = useLoad(community.code, () => loadBuildings(community.code))
  const [building, setBuilding] = useState('')
  const [area, setArea] = useState(gridsOnly ? (grids[0]?.code ?? community.code) : community.code)
  if (buildings.state === 'loading') return <Skeleton lines={1} />
  if (buildings.state === 'failed') return <ErrorState sentence={say(buildings.refusal)} retry={buildings.retry} />
  const { rows } = buildings.data
  const outside = building === elsewhere || rows.length === 0

  function use() {
    const found = rows.find(({ id }) => id === building)
    if (found) onChosen(placeOfBuilding(found))
    else onChosen({ areaCode: area, label: grids.find(({ code }) => code === area)?.name ?? community.name })
  }

  return (
    <>
      {rows.length > 0 && (
        <Select
          label={t('building')}
          empty={t('chooseBuilding')}
          value={building}
          choices={[...rows.map((row) => ({ value: row.id, label: buildingLabel(row) })), { value: elsewhere, label: t('notInBuilding') }]}
          onChange={(event) => setBuilding(event.target.value)}
        />
      )}
      {outside && (
        <Select
          label={t('chooseGrid')}
          value={area}
          choices={[
            ...(gridsOnly ? [] : [{ value: community.code, label: t('wholeCommunity', { community: community.name }) }]),
            ...grids.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={(event) => setArea(event.target.value)}
        />
      )}
      {(building !== '' || outside) && (
        <Button weight="primary" wide onClick={use}>
          {t('use')}
        </Button>
      )}
    </>
  )
}
