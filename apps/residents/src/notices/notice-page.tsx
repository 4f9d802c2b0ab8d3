import { useWords } from '../dictionary/words.ts'
import { useDates } from '../dictionary/use-dates.ts'
import { useLoad } from '../platform/use-load.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { ErrorState, Skeleton } from '../ui/state.tsx'
import { loadNotice } from './load-notices.ts'
import { noticeWords } from './words.ts'

export default function NoticePage({ id = '' }: { id?: string }) {
  const t = useWords(noticeWords)
  const dates = useDates()
  const { say } = useRefusals()
  const notice = useLoad(id, () => loadNotice(id))
  if (notice.state === 'ready') {
    const { title, body, area, publishedAt } = notice.data
    return (
      <Page key="notice" title={title} back="/notices" lead={t('from', { area: area.name, when: dates.moment(publishedAt) })}>
        <article className="typed reading">{body}</article>
      </Page>
    )
  }
  return (
    <Page key="looking" title={t('title')} back="/notices">
      {notice.state === 'loading' && <Skeleton />}
      {notice.state === 'failed' && (
        <>
          <ErrorState
            sentence={['not_found', 'invalid_input'].includes(notice.refusal.code) ? t('gone') : say(notice.refusal)}
            {...(notice.refusal.code === 'offline' && { retry: notice.retry })}
          />
          <ButtonLink to="/notices">{t('all')}</ButtonLink>
        </>
      )}
    </Page>
  )
}
