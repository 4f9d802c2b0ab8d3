import { useState } from 'react'
import { useBilingual, useWords } from '../dictionary/words.ts'
import { api, type Refusal, refusalFrom } from '../platform/api.ts'
import { useLoad } from '../platform/use-load.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Section } from '../ui/page.tsx'
import { Empty, ErrorState, Skeleton } from '../ui/state.tsx'
import { ReportCard } from './report-card.tsx'
import { stepPath } from './steps/report-steps.ts'
import { requestWords } from './words.ts'

const pageSize = 20

export function OwnReports() {
  const t = useWords(requestWords)
  const say = useBilingual()
  const { say: sayRefusal } = useRefusals()
  const first = useLoad('own-reports', () => api.intake.listOwn({ limit: pageSize }))
  const [older, setOlder] = useState<Awaited<ReturnType<typeof api.intake.listOwn>> | null>(null)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  if (first.state === 'loading') {
    return (
      <Section title={t('inMyAccount')}>
        <Skeleton />
      </Section>
    )
  }
  if (first.state === 'failed') {
    return (
      <Section title={t('inMyAccount')}>
        <ErrorState sentence={sayRefusal(first.refusal)} retry={first.retry} />
      </Section>
    )
  }
  const rows = [...first.data.rows, ...(older?.rows ?? [])]
  const next = older ? older.next : first.data.next

  async function loadOlder(after: string) {
    setBusy(true)
    setRefusal(null)
    try {
      const page = await api.intake.listOwn({ after, limit: pageSize })
      setOlder({ rows: [...(older?.rows ?? []), ...page.rows], next: page.next })
    } catch (thrown) {
      setRefusal(refusalFrom(thrown))
    }
    setBusy(false)
  }

  return (
    <Section title={t('inMyAccount')}>
      {rows.length === 0 && (
        <Empty title={t('nothingYet')}>
          <p>{t('nothingYetLead')}</p>
          <ButtonLink to={stepPath.category} weight="primary">
            {t('reportFirst')}
          </ButtonLink>
        </Empty>
      )}
      {rows.length > 0 && next === null && <p className="field-hint">{t('count', { count: rows.length })}</p>}
      <ul className="report-cards">
        {rows.map((row) => (
          <ReportCard key={row.id} to={`/my/${row.id}`} title={say(row.category.name)} number={row.receiptNumber} filedAt={row.filedAt} state={row.state}>
            {row.lastTold ? t('lastNews', { told: row.lastTold }) : row.excerpt}
          </ReportCard>
        ))}
      </ul>
      {refusal && <ErrorState sentence={sayRefusal(refusal)} />}
      {next !== null && (
        <Button wide busy={busy} onClick={() => void loadOlder(next)}>
          {t('loadMore')}
        </Button>
      )}
    </Section>
  )
}
