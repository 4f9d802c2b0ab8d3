import { useState } from 'react'
import { useWords } from '../dictionary/words.ts'
import { api, refusalFrom } from '../platform/api.ts'
import { askPosition, hasPosition } from '../platform/position.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { FoundBuildings } from './found-buildings.tsx'
import type { ChoosePlace } from './place-chooser.tsx'
import { type FoundBuilding, placeOfBuilding } from './chosen-place.ts'
import { areaWords } from './words.ts'

type Around = { grid: { code: string; name: string }; nearby: FoundBuilding[] }

/** Read once, on a tap; the server forgets the point. The person then names the building in words. */
export function PositionFinder({ onChosen }: ChoosePlace) {
  const t = useWords(areaWords)
  const { say } = useRefusals()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const [around, setAround] = useState<Around | null>(null)

  async function look() {
    setBusy(true)
    setProblem('')
    const position = hasPosition() ? await askPosition() : 'unavailable'
    if (position === 'refused') setProblem(t('positionRefused'))
    else if (position === 'unavailable') setProblem(t('positionUnavailable'))
    else {
      try {
        const { grid, nearby } = await api.areas.findByPoint({ point: position, pointSystem: 'wgs84' })
        if (grid) setAround({ grid, nearby })
        else setProblem(t('positionOutside'))
      } catch (thrown) {
        setProblem(say(refusalFrom(thrown)))
      }
    }
    setBusy(false)
  }

  return (
    <div className="place-way">
      <Button icon="place" busy={busy} onClick={() => void look()}>
        {t('usePosition')}
      </Button>
      {problem && (
        <Banner tone="warning" live>
          <p>{problem}</p>
        </Banner>
      )}
      {around && (
        <>
          <p role="status">{t('nearby', { grid: around.grid.name })}</p>
          <FoundBuildings rows={around.nearby} onChosen={(building) => onChosen(placeOfBuilding(building))} />
          <Button onClick={() => onChosen({ areaCode: around.grid.code, label: around.grid.name })}>{t('here', { grid: around.grid.name })}</Button>
        </>
      )}
    </div>
  )
}
