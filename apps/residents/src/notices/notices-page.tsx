import { useWords } from '../dictionary/words.ts'
import { useDates } from '../dictionary/use-dates.ts'
import { useLoad } from '../platform/use-load.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { LinkCard } from '../ui/link-card.tsx'
import { Page } from '../ui/page.tsx'
import { Empty, ErrorState, Skeleton } from '../ui/state.tsx'
import { loadNotices } from './load-notices.ts'
import { noticeWords } from './words.ts'

export default function NoticesPage() {
  const t = useWords(noticeWords)
  const dates = useDates()
  const { say } = useRefusals()
  const notices = useLoad('notices', loadNotices)
  return (
    <Page title={t('title')} back="/">
      {notices.state === 'loading' && <Skeleton />}
      {notices.state === 'failed' && <ErrorState sentence={say(notices.refusal)} retry={notices.retry} />}
      {notices.state === 'ready' && notices.data.rows.length === 0 && (
        <Empty title={t('none')}>
          <p>{t('noneMore')}</p>
        </Empty>
      )}
      {notices.state === 'ready' && notices.data.rows.length > 0 && (
        <>
          <p className="field-hint">{t('count', { count: notices.data.rows.length })}</p>
          <div className="link-cards">
            {notices.data.rows.map((notice) => (
              <LinkCard key={notice.id} to={`/notices/${notice.id}`} title={notice.title}>
                {t('from', { area: notice.area.name, when: dates.day(notice.publishedAt) })}
              </LinkCard>
            ))}
          </div>
        </>
      )}
    </Page>
  )
}
