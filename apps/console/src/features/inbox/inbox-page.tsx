import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { may, useMe } from '../sessions/session.ts'
import { BulkBar } from './bulk-bar.tsx'
import { Filters } from './filters/filters.tsx'
import { countFilters, type InboxSearch } from './filters/inbox-search.ts'
import { rememberInboxSearch } from './filters/last-search.ts'
import { NewsBar } from './news-bar.tsx'
import { countsQuery, inboxQuery } from './queries.ts'
import { RequestRow } from './request-row.tsx'
import { ScopeTabs } from './scope-tabs.tsx'
import { inboxWords } from './words.ts'
import './inbox.css'

const route = getRouteApi('/staff/inbox')

export function InboxPage() {
  const t = useWords(inboxWords)
  const me = useMe()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const queries = useQueryClient()
  const counts = useQuery(countsQuery(search))
  const list = useInfiniteQuery(inboxQuery(search))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const dispatches = may(me, 'request.dispatch')

  useEffect(() => rememberInboxSearch(search), [search])

  const go = (next: InboxSearch) => {
    setChosen(new Set())
    void navigate({ search: next, replace: true })
  }
  const choose = (id: string, on: boolean) =>
    setChosen((before) => {
      const after = new Set(before)
      if (on) after.add(id)
      else after.delete(id)
      return after
    })
  const refresh = () => {
    void queries.invalidateQueries({ queryKey: ['inbox'] })
    void queries.invalidateQueries({ queryKey: ['inbox-counts'] })
  }
  const left = (counts.data?.matching ?? 0) - rows.length
  return (
    <Page title={t('title')} extra={counts.data && <span className="soft">{t('matching', { count: counts.data.matching })}</span>}>
      <ScopeTabs counts={counts.data} search={search} />
      <Filters search={search} byState={counts.data?.byState ?? []} onChange={go} />
      <NewsBar onRefresh={refresh} />
      {list.isPending && <Loading rows={8} />}
      {list.error && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <EmptyInbox search={search} onClear={() => go(search.scope ? { scope: search.scope } : {})} />}
      {rows.length > 0 && (
        <ul className="inbox-list" aria-label={t('list')} aria-busy={list.isPlaceholderData}>
          {rows.map((row) => (
            <RequestRow key={row.id} row={row} {...(dispatches && { chosen: chosen.has(row.id), onChoose: (on: boolean) => choose(row.id, on) })} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more', { count: Math.min(30, Math.max(1, left)) })}
        </Button>
      )}
      {chosen.size > 0 && <BulkBar rows={rows.filter((row) => chosen.has(row.id))} onDone={refresh} onClear={() => setChosen(new Set())} />}
    </Page>
  )
}

function EmptyInbox({ search, onClear }: { search: InboxSearch; onClear: () => void }) {
  const t = useWords(inboxWords)
  if (countFilters(search) === 0) {
    return (
      <Nothing title={t('emptyTitle')}>
        <p>{t('emptyText')}</p>
      </Nothing>
    )
  }
  return (
    <Nothing title={t('emptyFilteredTitle')}>
      <p>{t('emptyFilteredText')}</p>
      <Button onClick={onClear}>{t('clear')}</Button>
    </Nothing>
  )
}
