import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useWords } from '../../dictionary/words.ts'
import { BarCell, DataTable } from '../../ui/data-table.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { freshnessQuery } from './queries.ts'
import { RegistryTabs } from './registry-tabs.tsx'
import { registryWords } from './words.ts'
import './registry.css'

const route = getRouteApi('/staff/registry/freshness')
const percent = (fresh: number | null, facts: number | null) => (fresh === null || !facts ? '—' : `${Math.round((100 * fresh) / facts)}%`)

/** The share of fresh facts below an area and over the weeks, each with the counts behind it. */
export function FreshnessPage() {
  const t = useWords(registryWords)
  const { area } = route.useSearch()
  const query = useQuery(freshnessQuery(area))
  const data = query.data
  return (
    <Page title={t('freshness')} extra={data && <span className="soft">{data.area.name}</span>}>
      <RegistryTabs />
      <p className="soft">{t('freshnessNote')}</p>
      {area && area.length > 9 && (
        <Link to="/registry/freshness" search={{ area: area.slice(0, -3) }} className="back-link">
          ‹ {t('up')}
        </Link>
      )}
      {query.isPending && <Loading rows={8} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {data && (
        <>
          <div className="card">
            <DataTable
              caption={data.people === null ? t('area') : `${t('area')} · ${t('peopleCount')} ${data.people}`}
              keyOf={(row) => row.area.code}
              rows={data.byArea}
              columns={[
                {
                  title: t('area'),
                  cell: (row) =>
                    row.area.code.length === 15 ? (
                      <Link to="/registry/round" search={{ grid: row.area.code }}>
                        {row.area.name}
                      </Link>
                    ) : (
                      <Link to="/registry/freshness" search={{ area: row.area.code }}>
                        {row.area.name}
                      </Link>
                    ),
                },
                { title: t('peopleCount'), cell: (row) => row.people ?? t('tooFew'), number: true },
                { title: t('factsCount'), cell: (row) => row.facts ?? '—', number: true, wide: true },
                { title: t('freshCount'), cell: (row) => row.fresh ?? '—', number: true },
                { title: t('share'), cell: (row) => percent(row.fresh, row.facts), number: true },
              ]}
            />
          </div>
          {(data.people === null || data.byArea.some((row) => row.people === null)) && <p className="soft small">{t('tooFewNote')}</p>}
          <div className="card">
            <DataTable
              caption={t('overTime')}
              keyOf={(row) => row.week}
              rows={data.overTime}
              columns={[
                { title: t('week'), cell: (row) => row.week },
                { title: t('factsCount'), cell: (row) => <BarCell value={row.facts} most={Math.max(...data.overTime.map((one) => one.facts))} />, wide: true },
                { title: t('freshCount'), wide: true, cell: (row) => <BarCell value={row.fresh} most={Math.max(...data.overTime.map((one) => one.facts))} /> },
                { title: t('share'), cell: (row) => percent(row.fresh, row.facts), number: true },
              ]}
            />
          </div>
        </>
      )}
    </Page>
  )
}
