import { loadPlaces } from '../areas/places.ts'
import { useWords } from '../dictionary/words.ts'
import { useDates } from '../dictionary/use-dates.ts'
import { useGo, useQuery } from '../platform/navigation.tsx'
import { useLoad } from '../platform/use-load.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { Select } from '../ui/field.tsx'
import { LinkCard } from '../ui/link-card.tsx'
import { Page } from '../ui/page.tsx'
import { Empty, ErrorState, Skeleton } from '../ui/state.tsx'
import { loadNotices } from './load-notices.ts'
import { noticeWords } from './words.ts'

export default function NoticesPage() {
  const t = useWords(noticeWords)
  const dates = useDates()
  const { say } = useRefusals()
  const go = useGo()
  const community = useQuery().get('community')
  const notices = useLoad(`notices-${community}`, () => loadNotices(community))
  const places = useLoad('places', loadPlaces)
  const communities = places.state === 'ready' ? places.data.areas.filter(({ kind }) => kind === 'community') : []
  return (
    <Page title={t('title')} back="/">
      <Select
        label={t('ofCommunity')}
        empty={t('everywhere')}
        value={community ?? ''}
        choices={communities.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(event) => go(event.target.value ? `/notices?community=${event.target.value}` : '/notices', { replace: true })}
      />
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
