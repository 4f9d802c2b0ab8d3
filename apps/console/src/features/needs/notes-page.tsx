import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { NeedTabs } from './need-tabs.tsx'
import { NoteLine } from './note-line.tsx'
import { needWords } from './words.ts'

const notesQuery = (mine: boolean) =>
  infiniteQueryOptions({
    queryKey: ['need-notes', mine],
    queryFn: ({ pageParam }) => api.needs.listNotes({ ...(mine && { mine: 'true' as const }), limit: 50, ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })

export function NotesPage() {
  const t = useWords(needWords)
  const [mine, setMine] = useState(false)
  const list = useInfiniteQuery(notesQuery(mine))
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Page title={t('notes')}>
      <NeedTabs />
      <label className="tick">
        <input type="checkbox" checked={mine} onChange={(event) => setMine(event.target.checked)} />
        {t('mine')}
      </label>
      {list.isPending && <Loading rows={8} />}
      {list.error && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <Nothing title={t('noNotes')}>{t('noNotesText')}</Nothing>}
      {rows.length > 0 && (
        <ul className="card line-list" aria-label={t('notes')}>
          {rows.map((note) => (
            <li key={note.id}>
              <NoteLine note={note} showPool />
            </li>
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
