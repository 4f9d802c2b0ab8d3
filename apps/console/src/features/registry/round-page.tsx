import { personFieldWords } from '@ejia/dictionary/registry-words.ts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useShared, useWords } from '../../dictionary/words.ts'
import { Pick } from '../../ui/choice.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { areasQuery } from '../areas/queries.ts'
import { useMe } from '../sessions/session.ts'
import { roundQuery } from './queries.ts'
import { RegistryTabs } from './registry-tabs.tsx'
import { registryWords } from './words.ts'
import './registry.css'

const route = getRouteApi('/staff/registry/round')

/** Whom to ask next, and what: stale facts only. Printed, it goes along on paper: names masked. */
export function RoundPage() {
  const t = useWords(registryWords)
  const say = useShared()
  const me = useMe()
  const { grid: chosen } = route.useSearch()
  const navigate = route.useNavigate()
  const areas = useQuery(areasQuery())
  const mine = me?.actions.find((held) => held.action === 'registry.read')?.areas ?? []
  const grids = (areas.data?.rows ?? []).filter((area) => area.kind === 'grid' && mine.some((root) => area.code.startsWith(root)))
  const grid = chosen ?? grids[0]?.code ?? ''
  const query = useInfiniteQuery(roundQuery(grid))
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Page title={t('round')} extra={grids.length > 0 && <span className="soft">{grids.find((area) => area.code === grid)?.name}</span>}>
      <RegistryTabs />
      <p className="soft">{t('roundNote')}</p>
      <div className="row no-print">
        {grids.length > 1 && (
          <Field label={t('grid')}>
            {(control) => (
              <Pick
                {...control}
                value={grid}
                options={grids.map((area) => ({ value: area.code, label: area.name }))}
                onChange={(value) => void navigate({ search: value ? { grid: value } : {}, replace: true })}
              />
            )}
          </Field>
        )}
        {rows.length > 0 && <Button onClick={() => print()}>{t('print')}</Button>}
      </div>
      {(query.isPending && grid !== '') || areas.isPending ? <Loading rows={8} /> : null}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <Nothing title={t('nothingToAsk')}>{t('roundEmpty')}</Nothing>}
      {rows.length > 0 && (
        <div className="card">
          <DataTable
            caption={t('round')}
            hideCaption
            keyOf={(row) => row.person.id}
            rows={rows}
            columns={[
              {
                title: t('place'),
                cell: (row) =>
                  row.householdId ? (
                    <Link to="/registry/households/$householdId" params={{ householdId: row.householdId }}>
                      {row.place}
                    </Link>
                  ) : (
                    row.place
                  ),
              },
              { title: t('person'), cell: (row) => (row.person.isMinor ? t('minor') : row.person.maskedName) },
              { title: t('ask'), cell: (row) => row.fields.map((field) => say(personFieldWords, field)).join('、') },
              { title: t('since'), cell: (row) => row.staleSince },
            ]}
          />
        </div>
      )}
      {query.hasNextPage && (
        <Button block className="no-print" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Page>
  )
}
