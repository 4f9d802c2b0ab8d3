import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useWords } from '../dictionary/words.ts'
import { useLoad } from '../platform/use-load.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { Button } from '../ui/button.tsx'
import { Tiles } from '../ui/choice.tsx'
import { ErrorState, Skeleton } from '../ui/state.tsx'
import type { ChooseArea } from './place-chooser.tsx'
import { buildingLabel, placeOfBuilding } from './chosen-place.ts'
import { loadBuildings, loadPlaces } from './places.ts'
import { areaWords } from './words.ts'

/** Community, then building, or the grid when it is not in a building: one list at a time, each tap goes on. */
export function PlaceStages({ onChosen, gridsOnly = false }: ChooseArea) {
  const t = useWords(areaWords)
  const { say } = useRefusals()
  const places = useLoad('places', loadPlaces)
  const [community, setCommunity] = useState<string | null>(null)
  const [stageCount, setStageCount] = useState(0)
  const choose = (code: string | null) => {
    setCommunity(code)
    setStageCount(stageCount + 1)
  }
  if (places.state === 'loading') return <Skeleton />
  if (places.state === 'failed') return <ErrorState sentence={say(places.refusal)} retry={places.retry} />
  const { areas } = places.data
  const chosen = areas.find(({ code }) => code === community)
  if (!chosen) {
    return (
      <>
        <StageHeading starts={stageCount > 0}>{t('chooseCommunity')}</StageHeading>
        <Tiles
          look="names"
          choices={areas.filter(({ kind }) => kind === 'community').map(({ code, name }) => ({ value: code, label: name }))}
          onChoose={choose}
        />
      </>
    )
  }
  return (
    <>
      <p>
        <strong>{chosen.name}</strong>{' '}
        <Button weight="quiet" onClick={() => choose(null)}>
          {t('anotherCommunity')}
        </Button>
      </p>
      <BuildingStage
        community={chosen}
        grids={areas.filter(({ kind, parentCode }) => kind === 'grid' && parentCode === community)}
        onChosen={onChosen}
        gridsOnly={gridsOnly}
      />
    </>
  )
}

type Named = { code: string; name: string }
function BuildingStage({ community, grids, onChosen, gridsOnly = false }: ChooseArea & { community: Named; grids: readonly Named[] }) {
  const t = useWords(areaWords)
  const { say } = useRefusals()
  const buildings = useLoad(community.code, () => loadBuildings(community.code))
  const [outside, setOutside] = useState(false)
  if (buildings.state === 'loading') return <Skeleton />
  if (buildings.state === 'failed') return <ErrorState sentence={say(buildings.refusal)} retry={buildings.retry} />
  const { rows } = buildings.data
  // Within a community the name mostly says enough; "1号楼" alone does not.
  const clear = new Set(rows.map(({ name }) => name)).size === rows.length
  if (outside || rows.length === 0) {
    return (
      <>
        <StageHeading key="grid">{t('chooseGrid')}</StageHeading>
        <Tiles
          look="names"
          choices={[
            ...grids.map(({ code, name }) => ({ value: code, label: name })),
            ...(gridsOnly ? [] : [{ value: community.code, label: t('wholeCommunity', { community: community.name }) }]),
          ]}
          onChoose={(area) => onChosen({ areaCode: area, label: grids.find(({ code }) => code === area)?.name ?? community.name })}
        />
      </>
    )
  }
  return (
    <>
      <StageHeading key="building">{t('chooseBuilding')}</StageHeading>
      <Tiles
        look="names"
        choices={rows.map((row) => ({ value: row.id, label: clear ? row.name : buildingLabel(row) }))}
        onChoose={(id) => {
          const found = rows.find((row) => row.id === id)
          if (found) onChosen(placeOfBuilding(found))
        }}
      />
      <p className="after-tiles">
        <Button wide onClick={() => setOutside(true)}>
          {t('notInBuilding')}
        </Button>
      </p>
    </>
  )
}

/** The list that was tapped is gone: the reader goes on at the next one's heading. */
function StageHeading({ starts = true, children }: { starts?: boolean; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (starts) heading.current?.focus()
  }, [starts])
  return (
    <h2 ref={heading} tabIndex={-1} className="stage-heading">
      {children}
    </h2>
  )
}
