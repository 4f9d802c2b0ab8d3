import { EnterpriseKind, EnterpriseSize } from '@ejia/contract/enterprises.ts'
import { enterpriseKindWords, enterpriseSizeWords } from '@ejia/dictionary/registry-words.ts'
import { SearchOutlined } from '@ant-design/icons'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { makeId } from '../../platform/ids.ts'
import { Pick } from '../../ui/choice.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { AreaFilter } from '../inbox/filters/area-filter.tsx'
import { RegistryTabs } from '../registry/registry-tabs.tsx'
import { may, useMe } from '../sessions/session.ts'
import type { EnterpriseSearch } from './routes.ts'
import { enterpriseWords } from './words.ts'

const route = getRouteApi('/staff/enterprises')

const listQuery = (search: EnterpriseSearch) =>
  infiniteQueryOptions({
    queryKey: ['enterprises', search],
    queryFn: ({ pageParam }) => api.enterprises.list({ ...search, limit: 50, ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })

export function EnterprisesPage() {
  const t = useWords(enterpriseWords)
  const say = useShared()
  const search = route.useSearch()
  const go = route.useNavigate()
  const navigate = useNavigate()
  const me = useMe()
  const list = useInfiniteQuery(listQuery(search))
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? []
  const total = list.data?.pages[0]?.total
  const set = (part: EnterpriseSearch, drop: keyof EnterpriseSearch) => {
    const { [drop]: _, ...rest } = search
    void go({ search: { ...rest, ...part }, replace: true })
  }
  return (
    <Page title={t('title')} extra={total !== undefined && <span className="soft">{t('matching', { count: total })}</span>}>
      <RegistryTabs />
      <section className="card form-grid" aria-label={t('apply')}>
        <TextFilter value={search.text ?? ''} onChange={(text) => set(text ? { text } : {}, 'text')} />
        <Field label={t('kind')}>
          {({ id }) => (
            <Pick
              id={id}
              empty={t('any')}
              value={search.kind ?? ''}
              options={EnterpriseKind.options.map((value) => ({ value, label: say(enterpriseKindWords, value) }))}
              onChange={(kind) => set(kind ? { kind } : {}, 'kind')}
            />
          )}
        </Field>
        <Field label={t('size')}>
          {({ id }) => (
            <Pick
              id={id}
              empty={t('any')}
              value={search.size ?? ''}
              options={EnterpriseSize.options.map((value) => ({ value, label: say(enterpriseSizeWords, value) }))}
              onChange={(size) => set(size ? { size } : {}, 'size')}
            />
          )}
        </Field>
        <AreaFilter value={search.area ?? ''} onChange={(area) => set(area ? { area } : {}, 'area')} />
      </section>
      {may(me, 'registry.edit') && (
        <div className="row">
          <Button onClick={() => void navigate({ to: '/enterprises/$enterpriseId', params: { enterpriseId: `new-${makeId()}` } })}>{t('add')}</Button>
          {may(me, 'registry.import') && (
            <Link to="/registry/imports" className="link-button">
              {t('importSheet')} ›
            </Link>
          )}
        </div>
      )}
      {list.isPending && <Loading rows={10} />}
      {list.error && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <Nothing title={t('emptyTitle')}>{t('emptyText')}</Nothing>}
      {rows.length > 0 && (
        <div className="card">
          <DataTable
            caption={t('title')}
            hideCaption
            keyOf={(row) => row.id}
            rows={rows}
            columns={[
              {
                title: t('name'),
                cell: (row) => (
                  <Link to="/enterprises/$enterpriseId" params={{ enterpriseId: row.id }}>
                    {row.name}
                  </Link>
                ),
              },
              {
                title: t('kind'),
                cell: (row) => [say(enterpriseKindWords, row.kind), row.size && say(enterpriseSizeWords, row.size)].filter(Boolean).join(' · '),
              },
              { title: t('industry'), cell: (row) => row.industry },
              { title: t('grid'), cell: (row) => row.grid.name },
              {
                title: t('verified'),
                cell: (row) => <span className={row.isStale ? 'tag tag-wait' : 'tag tag-plain'}>{row.isStale ? t('stale') : t('fresh')}</span>,
              },
            ]}
          />
        </div>
      )}
      {list.hasNextPage && (
        <Button block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Page>
  )
}

function TextFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useWords(enterpriseWords)
  const [typed, setTyped] = useState(value)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onChange(typed.trim())
  }
  return (
    <form role="search" onSubmit={submit}>
      <Field label={t('text')}>
        {({ id }) => (
          <span className="text-search">
            <Input id={id} type="search" maxLength={60} value={typed} onChange={(event) => setTyped(event.target.value)} />
            <Button htmlType="submit" icon={<SearchOutlined />} aria-label={t('apply')} />
          </span>
        )}
      </Field>
    </form>
  )
}
