import { retentionEntryWords } from '@ejia/dictionary/retention-words.ts'
import { useQuery } from '@tanstack/react-query'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { RegistryTabs } from '../registry/registry-tabs.tsx'
import { privacyWords } from './words.ts'
import '../registry/registry.css'

/** What went when its time was over, and what goes next. Nothing here is to be pressed: it runs by itself. */
export function RetentionPage() {
  const t = useWords(privacyWords)
  const say = useShared()
  const query = useQuery({ queryKey: ['retention'], queryFn: () => api.retention.list() })
  const data = query.data
  return (
    <Page title={t('retention')}>
      <RegistryTabs />
      <p className="soft">{t('retentionNote')}</p>
      {query.isPending && <Loading />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {data && (
        <>
          <div className="card">
            <DataTable
              caption={t('next')}
              keyOf={(row) => row.entry}
              rows={data.entries}
              columns={[
                { title: t('entry'), cell: (row) => say(retentionEntryWords, row.entry) },
                { title: t('kept'), cell: (row) => t('keptDays', { days: row.keptDays }), number: true },
                { title: t('soon'), cell: (row) => row.soon, number: true },
                { title: t('nextOn'), cell: (row) => row.nextOn ?? '—' },
              ]}
            />
          </div>
          <section className="card stack" aria-labelledby="retention-days">
            <h2 id="retention-days">{t('done')}</h2>
            {data.days.length === 0 ? (
              <p className="soft">{t('noDays')}</p>
            ) : (
              <DataTable
                caption={t('done')}
                hideCaption
                keyOf={(row) => `${row.subdistrict.code} ${row.day}`}
                rows={data.days}
                columns={[
                  { title: t('day'), cell: (row) => row.day },
                  {
                    title: t('destroyed'),
                    cell: (row) => row.destroyed.map((one) => `${say(retentionEntryWords, one.entry)} ${one.count}`).join('；') || t('nothingDue'),
                  },
                ]}
              />
            )}
          </section>
        </>
      )}
    </Page>
  )
}
