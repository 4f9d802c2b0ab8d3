import type { ChosenPlace } from '../../areas/chosen-place.ts'
import { PlaceChooser } from '../../areas/place-chooser.tsx'
import { useWords } from '../../dictionary/words.ts'
import { useGo } from '../../platform/navigation.tsx'
import { usePreferences } from '../../platform/preferences.ts'
import { Button } from '../../ui/button.tsx'
import { PageActions } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/state.tsx'
import { changeDraft, choosePlace, useDraft } from '../draft/draft.ts'
import { PlaceDetailField } from './report-fields.tsx'
import { ReportFrame } from './report-frame.tsx'
import { stepPath } from './report-steps.ts'
import { reportWords } from './report-words.ts'

/** A place known already is shown to be confirmed. Elder mode asks for the room here, normal mode beside the words. */
export default function PlacePage() {
  const t = useWords(reportWords)
  const go = useGo()
  const { mode } = usePreferences()
  const writing = useDraft()
  const place = writing?.draft.place ?? null

  function choose(chosen: ChosenPlace | null) {
    choosePlace(chosen)
    if (mode === 'normal' || chosen === null) go(stepPath.words)
  }

  return (
    <ReportFrame key={place ? 'confirm' : 'choose'} step="place" title={t('whereTitle')}>
      {!writing && <Skeleton />}
      {writing && place && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            go(stepPath.words)
          }}
        >
          <div className="chosen-place">
            <p>
              <span className="field-hint">{t('whereChosen')}</span>
              <strong>{place.label}</strong>
            </p>
            <Button weight="quiet" onClick={() => changeDraft({ place: null, placeUnknown: false })}>
              {t('changePlace')}
            </Button>
          </div>
          {mode === 'elder' && <PlaceDetailField />}
          <PageActions>
            <Button type="submit" weight="primary" wide>
              {t('next')}
            </Button>
          </PageActions>
        </form>
      )}
      {writing && !place && (
        <>
          <PlaceChooser onChosen={choose} />
          <p className="after-tiles">
            <Button weight="quiet" onClick={() => choose(null)}>
              {t('placeUnknown')}
            </Button>
          </p>
        </>
      )}
    </ReportFrame>
  )
}
