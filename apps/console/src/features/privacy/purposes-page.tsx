import type { PurposeStanding } from '@ejia/contract/purposes.ts'
import { EndablePurpose } from '@ejia/contract/registry.ts'
import { dataPurposeWords, personFieldWords } from '@ejia/dictionary/registry-words.ts'
import { endingStateWords } from '@ejia/dictionary/purpose-words.ts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useDates } from '../../dictionary/use-dates.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { RegistryTabs } from '../registry/registry-tabs.tsx'
import { EndPurpose } from './end-purpose.tsx'
import { privacyWords } from './words.ts'
import '../registry/registry.css'

const route = getRouteApi('/staff/registry/purposes')

/** What personal data is kept for; a campaign that is over is ended here. */
export function PurposesPage() {
  const t = useWords(privacyWords)
  const say = useShared()
  const dates = useDates()
  const { end } = route.useSearch()
  const query = useQuery({ queryKey: ['purposes'], queryFn: () => api.purposes.list() })
  const rows = query.data?.rows ?? []
  const endings = rows.flatMap((row) => row.endings)
  const open = rows.find((row) => row.purpose === end && row.mayAsk)
  return (
    <Page title={t('purposes')}>
      <RegistryTabs />
      <p className="soft">{t('purposesNote')}</p>
      {query.isPending && <Loading />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {open && <EndPurpose key={open.purpose} standing={open} />}
      {query.isSuccess && (
        <>
          <div className="card">
            <DataTable
              caption={t('purposes')}
              hideCaption
              keyOf={(row) => `${row.subdistrict.code} ${row.purpose}`}
              rows={rows}
              columns={[
                { title: t('purpose'), cell: (row) => say(dataPurposeWords, row.purpose) },
                { title: t('fields'), cell: (row) => row.fields.map((field) => say(personFieldWords, field)).join('、') || t('none') },
                { title: t('state'), cell: (row) => <Standing row={row} /> },
              ]}
            />
          </div>
          <section className="card stack" aria-labelledby="endings">
            <h2 id="endings">{t('endings')}</h2>
            {endings.length === 0 && <p className="soft">{t('noEndings')}</p>}
            {endings.map((ending) => (
              <p key={ending.id} className="row">
                <Link to="/registry/purposes/$endingId" params={{ endingId: ending.id }} className="link-button">
                  {say(dataPurposeWords, ending.purpose)} · {say(endingStateWords, ending.state)}
                </Link>
                <span className="soft">{t('askedBy', { name: ending.askedBy, time: dates.moment(ending.askedAt) })}</span>
              </p>
            ))}
          </section>
        </>
      )}
    </Page>
  )
}

function Standing({ row }: { row: PurposeStanding }) {
  const t = useWords(privacyWords)
  const say = useShared()
  const purpose = EndablePurpose.options.find((one) => one === row.purpose)
  return (
    <span className="row">
      <span className={row.running ? 'tag tag-done' : 'tag tag-off'}>{row.running ? t('running') : t('stopped')}</span>
      {row.mayAsk && purpose && (
        <Link to="/registry/purposes" search={{ end: purpose }} resetScroll={false} aria-label={`${t('lookAtEnd')} ${say(dataPurposeWords, row.purpose)}`}>
          {t('lookAtEnd')}
        </Link>
      )}
    </span>
  )
}
