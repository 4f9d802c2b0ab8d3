import { useEffect, useState } from 'react'
import { useWords } from '../dictionary/words.ts'
import { type Refusal, refusalFrom } from '../platform/api.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { Field } from '../ui/field.tsx'
import { ErrorState } from '../ui/state.tsx'
import { FoundBuildings } from './found-buildings.tsx'
import type { ChoosePlace } from './place-chooser.tsx'
import { type FoundBuilding, placeOfBuilding } from './chosen-place.ts'
import { findBuildings } from './places.ts'
import { areaWords } from './words.ts'

const pauseMs = 350

export function BuildingSearch({ onChosen }: ChoosePlace) {
  const t = useWords(areaWords)
  const { say } = useRefusals()
  const [text, setText] = useState('')
  const [outcome, setOutcome] = useState<{ text: string; rows: FoundBuilding[] } | { refusal: Refusal } | null>(null)
  const wanted = text.trim()

  useEffect(() => {
    setOutcome(null)
    if (wanted === '') return
    let current = true
    const timer = setTimeout(() => {
      findBuildings(wanted).then(
        ({ rows }) => current && setOutcome({ text: wanted, rows }),
        (thrown: unknown) => current && setOutcome({ refusal: refusalFrom(thrown) }),
      )
    }, pauseMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [wanted])

  return (
    <>
      <Field
        label={t('search')}
        hint={t('searchHint')}
        type="search"
        maxLength={60}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div aria-live="polite">
        {wanted !== '' && !outcome && <p className="field-hint">{t('searching')}</p>}
        {outcome && 'refusal' in outcome && <ErrorState sentence={say(outcome.refusal)} />}
        {outcome && 'rows' in outcome && (
          <p className="field-hint">{outcome.rows.length === 0 ? t('foundNothing', { text: outcome.text }) : t('found', { count: outcome.rows.length })}</p>
        )}
      </div>
      {outcome && 'rows' in outcome && outcome.rows.length > 0 && (
        <FoundBuildings rows={outcome.rows} onChosen={(building) => onChosen(placeOfBuilding(building))} />
      )}
    </>
  )
}
