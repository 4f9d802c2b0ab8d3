import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { makeId } from '../../platform/ids.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { ListPage } from '../../ui/list-page.tsx'
import { TextSearch } from '../../ui/text-search.tsx'
import { MeetingTabs } from '../meetings/meeting-tabs.tsx'
import { may, useMe } from '../sessions/session.ts'
import type { PracticesSearch } from './routes.ts'
import { practiceWords } from './words.ts'

const route = getRouteApi('/staff/practices')

const practicesQuery = (search: PracticesSearch) =>
  infiniteQueryOptions({
    queryKey: ['practices', search],
    queryFn: ({ pageParam }) => api.practices.list({ ...search, limit: 50, ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })

export function PracticesPage() {
  const t = useWords(practiceWords)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = may(useMe(), 'practice.write')
  const [newId] = useState(makeId)
  const list = useInfiniteQuery(practicesQuery(search))
  return (
    <ListPage
      title={t('title')}
      list={list}
      count={(count) => t('matching', { count })}
      head={<MeetingTabs />}
      filterLabel={t('show')}
      filter={
        <>
          <Field label={t('show')}>
            {({ id }) => (
              <Pick
                id={id}
                value={search.show ?? 'shared'}
                options={(['shared', 'plans'] as const).map((value) => ({ value, label: t(`show_${value}`) }))}
                onChange={(show) => void navigate({ search: { ...(search.text && { text: search.text }), ...(show === 'plans' && { show }) }, replace: true })}
              />
            )}
          </Field>
          <TextSearch
            label={t('search')}
            find={t('find')}
            text={search.text}
            onSearch={(text) => void navigate({ search: { ...(search.show && { show: search.show }), ...(text && { text }) }, replace: true })}
          />
          {mayWrite && (
            <p>
              <Link to="/practices/$practiceId/edit" params={{ practiceId: newId }} className="link-button">
                {t('write')} ›
              </Link>
            </p>
          )}
        </>
      }
      none={{ title: t('emptyTitle'), text: t('emptyText') }}
      label={t('title')}
      line={(row) => (
        <article className="card stack">
          <p className="row">
            <Link to="/practices/$practiceId" params={{ practiceId: row.id }} className="target">
              <strong>{row.title}</strong>
            </Link>
            <span className="tag tag-plain">{t(`state_${row.state}`)}</span>
            <span className="soft">{row.area.name}</span>
            <span className="soft">{t('usedBy', { count: row.usedBy })}</span>
          </p>
          <p className="said" dir="auto">
            {row.situation}
          </p>
        </article>
      )}
      more={t('more')}
    />
  )
}
