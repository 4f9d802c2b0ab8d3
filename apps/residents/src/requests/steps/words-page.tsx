import { useState } from 'react'
import { useBilingual, useWords } from '../../dictionary/words.ts'
import { startAtField } from '../../platform/document.ts'
import { Link, useGo } from '../../platform/navigation.tsx'
import { usePreferences } from '../../platform/preferences.ts'
import { useRefusals } from '../../refusals/use-refusals.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { PageActions } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/state.tsx'
import { ContactFields, PhotoFields, PlaceDetailField } from './report-fields.tsx'
import { longestText } from '../draft/draft-filing.ts'
import { changeDraft, useDraft } from '../draft/draft.ts'
import { ReportFrame } from './report-frame.tsx'
import { stepPath } from './report-steps.ts'
import { reportWords } from './report-words.ts'
import { useSend } from '../sending/use-send.ts'

/** Normal mode: words, photos, phone and sending on one page. Elder mode: the words alone. */
export default function WordsPage() {
  const t = useWords(reportWords)
  const go = useGo()
  const { mode } = usePreferences()
  const writing = useDraft()
  const { send, busy, refusal } = useSend()
  const { say, at } = useRefusals()
  const [empty, setEmpty] = useState(false)
  const elder = mode === 'elder'

  function submit() {
    if (!writing) return
    const nothing = writing.draft.text.trim() === ''
    setEmpty(nothing)
    if (nothing) return startAtField('text')
    if (elder) go(stepPath.photos)
    else void send()
  }

  return (
    <ReportFrame step="words" title={t('wordsTitle')} startsElsewhere>
      {!writing && <Skeleton />}
      {writing && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <ChosenSoFar />
          <TextArea
            label={t('text')}
            hint={t('textHint')}
            max={longestText}
            value={writing.draft.text}
            name="text"
            autoFocus
            error={empty && writing.draft.text.trim() === '' ? t('textRequired') : at(refusal, 'text')}
            onChange={(event) => changeDraft({ text: event.target.value })}
          />
          {!elder && (
            <>
              {writing.draft.place && <PlaceDetailField />}
              <PhotoFields error={at(refusal, 'photoIds')} />
              <ContactFields phoneError={at(refusal, 'phone')} />
            </>
          )}
          {refusal && (
            <Banner tone="danger" live>
              <p>{say(refusal)}</p>
            </Banner>
          )}
          <PageActions>
            <Button type="submit" weight="primary" wide busy={busy} icon={elder ? 'next' : 'send'}>
              {elder ? t('next') : t('send')}
            </Button>
          </PageActions>
        </form>
      )}
    </ReportFrame>
  )
}

function ChosenSoFar() {
  const t = useWords(reportWords)
  const say = useBilingual()
  const { draft } = useDraft() ?? {}
  if (!draft?.category) return null
  const place = draft.place?.label ?? t('placeUnknownChosen')
  return (
    <p className="chosen-so-far">
      <span>{t('summary', { category: say(draft.category.name), place })}</span> <Link to={stepPath.place}>{t('change')}</Link>
    </p>
  )
}
