import { PlaceChooser } from '../areas/place-chooser.tsx'
import { useWords } from '../dictionary/words.ts'
import { useGo } from '../platform/navigation.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { PageActions } from '../ui/page.tsx'
import { Skeleton } from '../ui/state.tsx'
import { changeDraft, choosePlace, useDraft } from './draft.ts'
import { ReportFrame } from './report-frame.tsx'
import { stepPath } from './report-steps.ts'
import { reportWords } from './report-words.ts'

export default function PlacePage() {
  const t = useWords(reportWords)
  const go = useGo()
  const writing = useDraft()
  const place = writing?.draft.place ?? null
  return (
    <ReportFrame step="place" title={t('whereTitle')}>
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
          <Field
            label={t('detail')}
            hint={t('detailHint')}
            optional
            maxLength={200}
            value={writing.draft.placeDetail}
            onChange={(event) => changeDraft({ placeDetail: event.target.value })}
          />
          <PageActions>
            <Button type="submit" weight="primary" wide>
              {t('next')}
            </Button>
          </PageActions>
        </form>
      )}
      {writing && !place && (
        <>
          <PlaceChooser onChosen={choosePlace} />
          <p>
            <Button
              weight="quiet"
              onClick={() => {
                choosePlace(null)
                go(stepPath.words)
              }}
            >
              {t('placeUnknown')}
            </Button>
          </p>
        </>
      )}
    </ReportFrame>
  )
}
