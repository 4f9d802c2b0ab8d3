import type { Area } from '@ejia/contract/areas.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { useMe } from '../sessions/session.ts'
import { AreaForm } from './area-form.tsx'
import { BuildingList } from './buildings/building-list.tsx'
import { ImportForm } from './import-form.tsx'
import { areasQuery } from './queries.ts'
import { Versions } from './versions.tsx'
import { areaWords } from './words.ts'
import './areas.css'

const AreaMap = lazy(() => import('./area-map.tsx').then(({ AreaMap: component }) => ({ default: component })))

export function AreasPage() {
  const t = useWords(areaWords)
  const me = useMe()
  const search = useSearch({ from: '/staff/areas' })
  const query = useQuery(areasQuery())
  if (query.isPending)
    return (
      <Page title={t('title')}>
        <Loading />
      </Page>
    )
  if (query.isError)
    return (
      <Page title={t('title')}>
        <Failure error={query.error} retry={() => void query.refetch()} />
      </Page>
    )
  const areas = query.data.rows
  const code = search.in ?? me?.home?.code ?? areas[0]?.code ?? ''
  const area = areas.find((candidate) => candidate.code === code) ?? areas[0]
  if (!area)
    return (
      <Page title={t('title')}>
        <Nothing title={t('nothingBelow')} />
      </Page>
    )
  return <AreaPage area={area} areas={areas} />
}

function AreaPage({ area, areas }: { area: Area; areas: readonly Area[] }) {
  const t = useWords(areaWords)
  const above = areas.filter((candidate) => area.code.startsWith(candidate.code)).toSorted((one, other) => one.code.length - other.code.length)
  const below = areas.filter((candidate) => candidate.parentCode === area.code)
  return (
    <Page title={area.name}>
      <nav aria-label={t('path')}>
        <ol className="crumbs">
          {above.map((candidate) => (
            <li key={candidate.code}>
              <Link to="/areas" search={{ in: candidate.code }} {...(candidate.code === area.code && { 'aria-current': 'page' as const })}>
                {candidate.name}
              </Link>
            </li>
          ))}
        </ol>
      </nav>
      <p className="soft">
        {t(area.kind)} · {t('code')} {area.code}
        {area.gridKind && ` · ${t(area.gridKind)}`}
        {area.phone && ` · ${t('phone')} ${area.phone}`}
      </p>
      {area.code.length >= 9 && (
        <Suspense fallback={<Loading rows={3} />}>
          <AreaMap code={area.code} areas={areas} />
        </Suspense>
      )}
      {area.code.length >= 9 && (
        <Link to="/officer-notice/$code" params={{ code: area.code }} className="back-link">
          {t('officerNotice')}
        </Link>
      )}
      {area.kind === 'subdistrict' && (
        <Link to="/areas/$code/stickers" params={{ code: area.code }} className="back-link">
          {t('stickers')}
        </Link>
      )}
      {area.kind !== 'grid' && <Below rows={below} />}
      {area.code.length >= 12 && <BuildingList area={area} />}
      {area.kind !== 'district' && <Versions code={area.code} />}
      {area.mayEdit && <AreaForm key={area.code} area={area} />}
      {(area.mayEdit || area.kind === 'district') && area.kind !== 'grid' && <AreaForm key={`new-${area.code}`} parent={area} siblings={below} />}
      {area.mayEdit && area.kind === 'subdistrict' && <ImportForm subdistrict={area.code} />}
    </Page>
  )
}

function Below({ rows }: { rows: readonly Area[] }) {
  const t = useWords(areaWords)
  if (rows.length === 0) return <Nothing title={t('nothingBelow')}>{t('nothingBelowText')}</Nothing>
  return (
    <div className="card">
      <DataTable
        caption={t('below')}
        keyOf={(row) => row.code}
        rows={rows}
        columns={[
          {
            title: t('name'),
            cell: (row) => (
              <Link to="/areas" search={{ in: row.code }}>
                {row.name}
              </Link>
            ),
          },
          { title: t('code'), cell: (row) => row.code },
          { title: t('kind'), cell: (row) => t(row.gridKind ?? row.kind) },
          { title: t('below'), cell: (row) => row.children, number: true },
          { title: t('buildings'), cell: (row) => row.buildings, number: true },
          { title: t('boundary'), cell: (row) => (row.hasBoundary ? t('has') : t('none')) },
        ]}
      />
    </div>
  )
}
