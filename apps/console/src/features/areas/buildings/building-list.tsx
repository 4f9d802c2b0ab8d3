import type { Area } from '@ejia/contract/areas.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../../dictionary/words.ts'
import { makeId } from '../../../platform/ids.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { Failure, Loading } from '../../../ui/states.tsx'
import { BuildingForm } from './building-form.tsx'
import { buildingsQuery } from '../queries.ts'
import { areaWords } from '../words.ts'

export function BuildingList({ area }: { area: Area }) {
  const t = useWords(areaWords)
  const query = useQuery(buildingsQuery(area.code))
  if (query.isPending) return <Loading rows={3} />
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} />
  return (
    <section className="card stack" aria-label={t('buildings')}>
      {query.data.rows.length > 0 && (
        <Link to="/areas/$code/stickers" params={{ code: area.code }} className="back-link">
          {t('stickers')}
        </Link>
      )}
      <DataTable
        caption={`${t('buildings')} ${query.data.rows.length}`}
        keyOf={(row) => row.id}
        rows={query.data.rows}
        columns={[
          {
            title: t('name'),
            cell: (row) => (
              <>
                <Link to="/areas/buildings/$buildingId" params={{ buildingId: row.id }}>
                  {row.name}
                </Link>
                {row.retiredAt && <span className="soft">（{t('retired')}）</span>}
              </>
            ),
          },
          { title: t('address'), cell: (row) => row.address },
          { title: t('grid'), cell: (row) => row.gridName },
          { title: t('stairwells'), cell: (row) => row.stairwells, number: true },
          { title: t('dwellings'), cell: (row) => row.dwellings, number: true },
        ]}
      />
      {area.mayEdit && area.kind === 'grid' && (
        <BuildingForm key={query.data.rows.length} buildingId={makeId()} gridCode={area.code} title={t('newBuilding')} />
      )}
    </section>
  )
}
