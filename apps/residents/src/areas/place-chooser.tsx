import { useState } from 'react'
import { useWords } from '../dictionary/words.ts'
import { usePreferences } from '../platform/preferences.ts'
import { Button } from '../ui/button.tsx'
import { BuildingSearch } from './building-search.tsx'
import { CodeEntry } from './code-entry.tsx'
import type { ChosenPlace } from './chosen-place.ts'
import { PlaceStages } from './place-stages.tsx'
import { PositionFinder } from './position-finder.tsx'
import { areaWords } from './words.ts'

type Way = 'steps' | 'search' | 'code' | 'position'
export type ChoosePlace = { onChosen: (place: ChosenPlace) => void }
/** `gridsOnly`: a whole community is no answer, for instance to "who is my officer?" */
export type ChooseArea = ChoosePlace & { gridsOnly?: boolean }

/** Every way to name a place; none needs a map. Elder mode shows one way at a time, the plainest first. */
export function PlaceChooser({ onChosen, gridsOnly = false }: ChooseArea) {
  const t = useWords(areaWords)
  const { mode } = usePreferences()
  const [way, setWay] = useState<Way>('steps')
  if (mode === 'normal') {
    return (
      <div className="place-ways">
        <div className="button-row">
          <PositionFinder onChosen={onChosen} />
          <CodeEntry onChosen={onChosen} />
        </div>
        <p className="field-hint position-note">{t('positionNote')}</p>
        <BuildingSearch onChosen={onChosen} />
        <h2 className="quiet-heading">{t('orChoose')}</h2>
        <PlaceStages onChosen={onChosen} gridsOnly={gridsOnly} />
      </div>
    )
  }
  return (
    <div className="stack">
      {way === 'steps' && <PlaceStages onChosen={onChosen} gridsOnly={gridsOnly} />}
      {way === 'search' && <BuildingSearch onChosen={onChosen} />}
      {way === 'code' && <CodeEntry onChosen={onChosen} open />}
      {way === 'position' && (
        <>
          <p className="field-hint">{t('positionNote')}</p>
          <PositionFinder onChosen={onChosen} />
        </>
      )}
      <h2 className="quiet-heading">{t('otherWay')}</h2>
      <div className="button-row">
        {way !== 'steps' && <Button onClick={() => setWay('steps')}>{t('chooseCommunity')}</Button>}
        {way !== 'search' && (
          <Button icon="search" onClick={() => setWay('search')}>
            {t('search')}
          </Button>
        )}
        {way !== 'code' && (
          <Button icon="code" onClick={() => setWay('code')}>
            {t('scan')}
          </Button>
        )}
        {way !== 'position' && (
          <Button icon="place" onClick={() => setWay('position')}>
            {t('usePosition')}
          </Button>
        )}
      </div>
    </div>
  )
}
