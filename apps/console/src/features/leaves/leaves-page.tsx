import type { LeaveSummary } from '@ejia/contract/leaves.ts'
import { roleWords } from '@ejia/dictionary/words.ts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { PostTabs } from '../posts/post-tabs.tsx'
import { ShowPick } from '../posts/show-pick.tsx'
import '../posts/posts.css'
import { may, useMe } from '../sessions/session.ts'
import { AskForm } from './ask-form.tsx'
import { leaveWords } from './words.ts'

const route = getRouteApi('/staff/leaves')

/** What I cover and until when, my own leave, and what waits for my word. */
export function LeavesPage() {
  const t = useWords(leaveWords)
  const say = useShared()
  const dates = useDates()
  const decides = may(useMe(), 'leave.approve')
  const [asking, setAsking] = useState(false)
  const own = useQuery({ queryKey: ['leaves', 'own'], queryFn: () => api.leaves.own() })
  return (
    <Page title={t('ask')}>
      <PostTabs />
      {own.isPending && <Loading rows={6} />}
      {own.error && <Failure error={own.error} retry={() => void own.refetch()} />}
      {own.data && own.data.covering.length > 0 && (
        <section className="card stack" aria-labelledby="covering">
          <h2 id="covering">{t('covering')}</h2>
          <ul className="post-list">
            {own.data.covering.map((cover) => (
              <li key={cover.id} className="post-line">
                <strong>
                  {t('coveringLine', { role: say(roleWords, cover.post.role), area: cover.post.unit?.name ?? cover.post.area.name, name: cover.person.name })}
                </strong>
                <span className={cover.running ? 'tag tag-wait' : 'soft'}>
                  {cover.running ? t('until', { moment: dates.moment(cover.to) }) : t('begins', { moment: dates.moment(cover.from) })}
                </span>
                <Link to="/leaves/$leaveId" params={{ leaveId: cover.leaveId }}>
                  {t('leaveOf', { name: cover.person.name })}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {decides && <OfMyAreas />}
      {own.data && (
        <section className="card stack" aria-labelledby="own-leaves">
          <h2 id="own-leaves">{t('mine')}</h2>
          {own.data.posts.length === 0 ? (
            <p className="soft">{t('noPosts')}</p>
          ) : asking ? (
            <AskForm posts={own.data.posts} onClose={() => setAsking(false)} />
          ) : (
            <div>
              <Button type="primary" onClick={() => setAsking(true)}>
                {t('ask')}
              </Button>
            </div>
          )}
          {own.data.rows.length === 0 && own.data.posts.length > 0 && <p className="soft">{t('noneMine')}</p>}
          <Lines rows={own.data.rows} />
        </section>
      )}
    </Page>
  )
}

function OfMyAreas() {
  const t = useWords(leaveWords)
  const { show } = route.useSearch()
  const navigate = route.useNavigate()
  const list = useQuery({ queryKey: ['leaves', 'areas', show ?? 'open'], queryFn: () => api.leaves.list({ show: show ?? 'open' }) })
  return (
    <section className="card stack" aria-labelledby="area-leaves">
      <h2 id="area-leaves">{t('forMe')}</h2>
      <ShowPick value={show} onChange={(next) => void navigate({ search: next, replace: true })} />
      {list.isPending && <Loading rows={4} />}
      {list.error && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.data?.rows.length === 0 && <Nothing title={t('emptyTitle')}>{t('emptyText')}</Nothing>}
      {list.data && <Lines rows={list.data.rows} />}
    </section>
  )
}

function Lines({ rows }: { rows: readonly LeaveSummary[] }) {
  const t = useWords(leaveWords)
  const dates = useDates()
  return (
    <ul className="post-list">
      {rows.map((row) => (
        <li key={row.id} className="post-line">
          <p className="row">
            <Link to="/leaves/$leaveId" params={{ leaveId: row.id }}>
              <strong>{t('leaveOf', { name: row.person.name })}</strong>
            </Link>
            <span className={row.state === 'asked' ? 'tag tag-wait' : 'tag tag-plain'}>{t(row.state)}</span>
            {row.running && <span className="tag tag-new">{t('running')}</span>}
          </p>
          <p className="soft">
            {t('days', { from: dates.day(row.startsOn), to: dates.day(row.endsOn) })} ·{' '}
            {t('covered', { name: [...new Set(row.covers.map((cover) => cover.substitute.name))].join('、') })}
          </p>
        </li>
      ))}
    </ul>
  )
}
