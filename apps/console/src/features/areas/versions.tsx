import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../dictionary/words.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { boundariesQuery } from './queries.ts'
import { areaWords } from './words.ts'

/** A boundary is never overwritten: each version with the days it was in force. */
export function Versions({ code }: { code: string }) {
  const t = useWords(areaWords)
  const { data } = useQuery(boundariesQuery(code, true))
  if (!data || data.rows.length === 0) return null
  return (
    <div className="card">
      <DataTable
        caption={t('versions')}
        keyOf={(row) => row.id}
        rows={data.rows}
        columns={[
          { title: t('from'), cell: (row) => row.validFrom },
          { title: t('to'), cell: (row) => row.validTo ?? t('today') },
          { title: t('note'), cell: (row) => [row.note, row.savedBy].filter(Boolean).join(' · ') || '—' },
        ]}
      />
    </div>
  )
}
