import { importKindWords } from '@ejia/dictionary/import-words.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDates } from '../../dictionary/use-dates.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { RegistryTabs } from '../registry/registry-tabs.tsx'
import { UploadForm } from './upload-form.tsx'
import { importWords } from './words.ts'

export function ImportsPage() {
  const t = useWords(importWords)
  const say = useShared()
  const dates = useDates()
  const query = useQuery({ queryKey: ['imports'], queryFn: () => api.imports.list() })
  const rows = query.data?.rows ?? []
  return (
    <Page title={t('title')}>
      <RegistryTabs />
      <p className="soft">{t('intro')}</p>
      <UploadForm />
      {query.isPending && <Loading />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <Nothing title={t('noneTitle')}>{t('noneText')}</Nothing>}
      {rows.length > 0 && (
        <div className="card">
          <DataTable
            caption={t('title')}
            hideCaption
            keyOf={(row) => row.id}
            rows={rows}
            columns={[
              { title: t('when'), cell: (row) => dates.moment(row.createdAt) },
              { title: t('fileName'), cell: (row) => row.fileName || '—' },
              { title: t('kind'), cell: (row) => say(importKindWords, row.kind) },
              { title: t('who'), cell: (row) => row.createdBy },
              { title: t('rows'), cell: (row) => row.rows, number: true },
              { title: t('applied'), cell: (row) => row.applied, number: true },
              {
                title: t('state'),
                cell: (row) => (
                  <Link to="/registry/imports/$importId" params={{ importId: row.id }} aria-label={`${t(`state_${row.state}`)} ${dates.moment(row.createdAt)}`}>
                    {t(`state_${row.state}`)}
                  </Link>
                ),
              },
            ]}
          />
        </div>
      )}
    </Page>
  )
}
