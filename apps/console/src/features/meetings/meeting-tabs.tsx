import { Link } from '@tanstack/react-router'
import { useWords } from '../../dictionary/words.ts'
import { may, useMe } from '../sessions/session.ts'
import { meetingWords } from './words.ts'

export function MeetingTabs() {
  const t = useWords(meetingWords)
  const me = useMe()
  const current = { 'aria-current': 'page' } as const
  return (
    <nav className="page-tabs" aria-label={t('title')}>
      <Link to="/meetings" activeOptions={{ exact: true, includeSearch: false }} activeProps={current}>
        {t('meetings')}
      </Link>
      {may(me, 'meeting.raise') && (
        <Link to="/topics" activeOptions={{ exact: true, includeSearch: false }} activeProps={current}>
          {t('topics')}
        </Link>
      )}
      <Link to="/meeting-tasks" activeOptions={{ exact: true, includeSearch: false }} activeProps={current}>
        {t('tasks')}
      </Link>
      {may(me, 'practice.read') && (
        <Link to="/practices" activeOptions={{ exact: true, includeSearch: false }} activeProps={current}>
          {t('practices')}
        </Link>
      )}
    </nav>
  )
}
