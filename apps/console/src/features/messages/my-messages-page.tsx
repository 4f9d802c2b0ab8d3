import type { StaffMessage } from '@ejia/contract/messages.ts'
import { staffMessageWords } from '@ejia/dictionary/message-words.ts'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useDates } from '../../dictionary/use-dates.ts'
import { fill, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { usePreferences } from '../../platform/preferences.ts'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { MessageTabs } from './message-tabs.tsx'
import { myMessagesKey, myMessagesQuery } from './queries.ts'
import { messageWords } from './words.ts'
import './messages.css'

const route = getRouteApi('/staff/my-messages')

/** What I was told, newest first. Opening one marks it as read. */
export function MyMessagesPage() {
  const t = useWords(messageWords)
  const { unread = false } = route.useSearch()
  const navigate = route.useNavigate()
  const queries = useQueryClient()
  const list = useInfiniteQuery(myMessagesQuery(unread))
  const read = useMutation({
    mutationFn: (ids: string[] | null) => api.messages.read(ids === null ? {} : { ids }),
    onSuccess: () => queries.invalidateQueries({ queryKey: myMessagesKey }),
  })
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const count = list.data?.pages[0]?.unread ?? 0
  return (
    <Page title={t('title')} extra={list.isSuccess && <span className="soft">{t('unreadCount', { count })}</span>}>
      <MessageTabs />
      <div className="row">
        <label className="tick">
          <input
            type="checkbox"
            checked={unread}
            onChange={(event) => void navigate({ search: event.target.checked ? { unread: true } : {}, replace: true })}
          />
          {t('unreadOnly')}
        </label>
        {count > 0 && (
          <Button loading={read.isPending && read.variables === null} onClick={() => read.mutate(null)}>
            {t('readAll')}
          </Button>
        )}
      </div>
      {read.error && <Failure error={read.error} />}
      {list.isPending && <Loading rows={6} />}
      {list.error && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <Nothing title={unread ? t('emptyUnread') : t('emptyTitle')}>{t('emptyText')}</Nothing>}
      {rows.length > 0 && (
        <ul className="card" aria-label={t('title')}>
          {rows.map((row) => (
            <Line key={row.id} row={row} onOpen={() => row.readAt === null && read.mutate([row.id])} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Page>
  )
}

function Line({ row, onOpen }: { row: StaffMessage; onOpen: () => void }) {
  const t = useWords(messageWords)
  const dates = useDates()
  const { language } = usePreferences()
  const sentence = fill(staffMessageWords[row.kind].sentence[language], { about: row.about })
  return (
    <li className={row.readAt === null ? 'message-line message-unread' : 'message-line'}>
      <p>
        {row.urgent && <span className="tag tag-wait">{t('urgent')}</span>} {sentence}
        <br />
        <span className="soft small">
          {dates.moment(row.at)}
          {row.readAt === null && ` · ${t('isUnread')}`}
        </span>
      </p>
      {/* The server wrote the address: a page of this console. */}
      <Link to={row.link as '/'} onClick={onOpen} aria-label={`${t('open')} ${sentence}`}>
        {t('open')}
      </Link>
    </li>
  )
}
