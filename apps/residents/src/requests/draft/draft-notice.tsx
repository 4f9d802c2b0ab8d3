import { useState } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/banner.tsx'
import { isWorthKeeping } from './draft-filing.ts'
import { startAfresh, useDraft } from './draft.ts'
import { reportWords } from '../steps/report-words.ts'

/** Shown when words of an earlier visit are still on the sheet. Clearing asks again, in place. */
export function DraftNotice() {
  const t = useWords(reportWords)
  const writing = useDraft()
  const [asking, setAsking] = useState(false)
  if (!writing || !isWorthKeeping(writing.draft)) return null
  return (
    <Banner tone="info">
      {writing.draft.text.trim() !== '' && <p className="excerpt">“{writing.draft.text.trim()}”</p>}
      <p>{asking ? t('startOverSure') : t('draftKept')}</p>
      <div className="button-row">
        {asking ? (
          <>
            <Button weight="danger" onClick={() => void startAfresh().then(() => setAsking(false))}>
              {t('startOverYes')}
            </Button>
            <Button onClick={() => setAsking(false)}>{t('startOverNo')}</Button>
          </>
        ) : (
          <Button weight="quiet" onClick={() => setAsking(true)}>
            {t('startOver')}
          </Button>
        )}
      </div>
    </Banner>
  )
}
