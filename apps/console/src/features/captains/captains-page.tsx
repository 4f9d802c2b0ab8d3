import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { AreaFilter } from '../inbox/filters/area-filter.tsx'
import '../posts/posts.css'
import { CaptainCard } from './captain-card.tsx'
import { InviteForm } from './invite-form.tsx'
import { captainWords } from './words.ts'

const route = getRouteApi('/staff/captains')

export function CaptainsPage() {
  const t = useWords(captainWords)
  const { area } = route.useSearch()
  const navigate = route.useNavigate()
  const [inviting, setInviting] = useState(false)
  const list = useQuery({ queryKey: ['captains', area ?? ''], queryFn: () => api.captains.list(area ? { area } : {}) })
  return (
    <Page title={t('title')}>
      <p className="soft">{t('lead')}</p>
      <section className="card stack" aria-label={t('invite')}>
        {inviting ? (
          <InviteForm onClose={() => setInviting(false)} />
        ) : (
          <div>
            <Button type="primary" onClick={() => setInviting(true)}>
              {t('invite')}
            </Button>
          </div>
        )}
        <AreaFilter value={area ?? ''} onChange={(code) => void navigate({ search: code ? { area: code } : {}, replace: true })} />
      </section>
      {list.isPending && <Loading rows={6} />}
      {list.error && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.data?.rows.length === 0 && <Nothing title={t('emptyTitle')}>{t('emptyText')}</Nothing>}
      <ul className="post-list" aria-label={t('title')}>
        {list.data?.rows.map((row) => (
          <li key={row.id} className="card stack">
            <CaptainCard captain={row} />
          </li>
        ))}
      </ul>
    </Page>
  )
}
