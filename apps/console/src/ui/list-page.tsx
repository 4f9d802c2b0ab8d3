import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Page } from './page.tsx'
import { Failure, Loading, Nothing } from './states.tsx'

type Rows<R> = UseInfiniteQueryResult<InfiniteData<{ rows: R[]; total: number }>>

interface Props<R> {
  title: string
  list: Rows<R>
  count: (total: number) => string
  /** Tabs, and what the list is. */
  head?: ReactNode
  filter: ReactNode
  filterLabel: string
  none: { title: string; text: ReactNode }
  more: string
}

/** Each row a card of its own, or lines within one; or a body that puts the rows in order itself. */
type Body<R> = { label: string; look?: 'stack' | 'card line-list'; line: (row: R) => ReactNode } | { body: ReactNode }

/** A page of work: how many, the filter, the rows as far as they were asked for; empty, loading and failed it says so. */
export function ListPage<R extends { id: string }>({ title, list, count, head, filter, filterLabel, none, more, ...rest }: Props<R> & Body<R>) {
  const rows = rowsOf(list)
  const total = list.data?.pages[0]?.total
  return (
    <Page title={title} extra={total !== undefined && <span className="soft">{count(total)}</span>}>
      {head}
      <section className="card form-grid" aria-label={filterLabel}>
        {filter}
      </section>
      {list.isPending && <Loading rows={8} />}
      {list.error && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <Nothing title={none.title}>{none.text}</Nothing>}
      {'body' in rest ? rest.body : <Lines rows={rows} {...rest} />}
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {more}
        </Button>
      )}
    </Page>
  )
}

export const rowsOf = <R,>(list: Rows<R>): R[] => list.data?.pages.flatMap((page) => page.rows) ?? []

function Lines<R extends { id: string }>({ rows, label, look = 'stack', line }: { rows: readonly R[] } & Extract<Body<R>, { label: string }>) {
  if (rows.length === 0) return null
  return (
    <ul className={look} aria-label={label}>
      {rows.map((row) => (
        <li key={row.id}>{line(row)}</li>
      ))}
    </ul>
  )
}
