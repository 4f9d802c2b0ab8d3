import { useEffect } from 'react'
import { loadPlaces } from '../areas/places.ts'
import { useWords } from '../dictionary/words.ts'
import { useDates } from '../dictionary/use-dates.ts'
import { loadNotices } from '../notices/load-notices.ts'
import { usePreferences } from '../platform/preferences.ts'
import { whenPagesAreKept } from '../platform/service-worker.ts'
import { useLoad } from '../platform/use-load.ts'
import { isWorthKeeping, missingStep } from '../requests/draft/draft-filing.ts'
import { useDraft } from '../requests/draft/draft.ts'
import { stepPath } from '../requests/steps/report-steps.ts'
import { loadReportForm } from '../requests/steps/report-form.ts'
import { Banner } from '../ui/banner.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { LinkCard } from '../ui/link-card.tsx'
import { Section } from '../ui/page.tsx'
import { homeWords } from './words.ts'

const newest = 3

/** Comes after the first page is on screen: it also fetches what a report without network needs. */
export default function HomeNews() {
  const t = useWords(homeWords)
  const dates = useDates()
  const { mode } = usePreferences()
  const notices = useLoad('notices', () => loadNotices())
  const writing = useDraft()
  useEffect(() => {
    whenPagesAreKept(() => {
      for (const load of [loadReportForm, loadPlaces]) load().catch(() => undefined)
    })
  }, [])
  const rows = notices.state === 'ready' ? notices.data.rows.slice(0, newest) : []
  return (
    <>
      {writing && isWorthKeeping(writing.draft) && (
        <div className="spaced">
          <Banner tone="info" title={t('drafting')}>
            {writing.draft.text.trim() !== '' && <p className="excerpt">“{writing.draft.text.trim()}”</p>}
            <ButtonLink to={stepPath[missingStep(writing.draft) ?? 'words']}>{t('continueDraft')}</ButtonLink>
          </Banner>
        </div>
      )}
      {mode === 'normal' && rows.length > 0 && (
        <Section title={t('latest')}>
          <div className="link-cards">
            {rows.map((notice) => (
              <LinkCard key={notice.id} to={`/notices/${notice.id}`} title={notice.title}>
                {notice.area.name} · {dates.day(notice.publishedAt)}
              </LinkCard>
            ))}
          </div>
          <ButtonLink to="/notices" weight="quiet">
            {t('allNotices')}
          </ButtonLink>
        </Section>
      )}
    </>
  )
}
