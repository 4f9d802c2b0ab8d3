import type { OwnEnterprise, OwnEnterprises } from '@ejia/contract/own-enterprises.ts'
import { enterpriseSizeWords } from '@ejia/dictionary/registry-words.ts'
import { roleWords } from '@ejia/dictionary/words.ts'
import { useDates } from '../dictionary/use-dates.ts'
import { useBilingual, useWords } from '../dictionary/words.ts'
import { api } from '../platform/api.ts'
import { ReportCard } from '../requests/report-card.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Section } from '../ui/page.tsx'
import type { Change } from './own-enterprise-page.tsx'
import { enterpriseWords } from './words.ts'

export function EnterpriseEntry({ row }: { row: OwnEnterprise }) {
  const t = useWords(enterpriseWords)
  const say = useBilingual()
  const dates = useDates()
  const facts: [string, string | null][] = [
    [t('creditCode'), row.creditCode],
    [t('industry'), row.industry],
    [t('size'), row.size && say(enterpriseSizeWords[row.size])],
    [t('address'), row.address],
    [t('grid'), row.grid.name],
    [t('contactName'), row.contactName],
    [t('contactPhone'), row.contactPhone],
  ]
  return (
    <Section title={row.name}>
      <p>
        <strong>{t(row.isStale ? 'stale' : 'fresh')}</strong>{' '}
        <span className="field-hint">{t('verified', { when: dates.day(row.verifiedAt), day: dates.day(row.validUntil) })}</span>
      </p>
      <ul>
        {facts.map(([term, value]) => (
          <li key={term} className="card">
            <span className="field-hint">{term}</span>
            <br />
            <strong>{value ?? t('nothing')}</strong>
          </li>
        ))}
      </ul>
      <div className="button-row spaced">
        <ButtonLink to={`/own-enterprise?correct=${row.id}`} weight="primary">
          {t('correct')}
        </ButtonLink>
      </div>
      <h3>{t('cases')}</h3>
      {row.requests.length === 0 && <p className="field-hint">{t('noCases')}</p>}
      <ul className="report-cards">
        {row.requests.map((one) => (
          <ReportCard key={one.id} to={`/my/${one.id}`} title={one.excerpt} number={one.receiptNumber} filedAt={one.filedAt} state={one.state} />
        ))}
      </ul>
      <h3>{t('looks')}</h3>
      {row.looks.length === 0 && <p className="field-hint">{t('noLooks')}</p>}
      <ul>
        {row.looks.map((look) => (
          <li key={look.at} className="card">
            <p>{t('look', { role: say(roleWords[look.role]), when: dates.moment(look.at) })}</p>
            <p className="field-hint">{t('lookReason', { reason: look.reason })}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function EnterpriseAsks({ asks, change }: { asks: OwnEnterprises['asks']; change: Change }) {
  const t = useWords(enterpriseWords)
  const dates = useDates()
  if (asks.length === 0) return null
  return (
    <Section title={t('asks')}>
      <ul>
        {asks.map((ask) => (
          <li key={ask.id} className="card">
            <p>
              <strong>{t(`ask_${ask.kind}`, { name: ask.enterpriseName })}</strong>{' '}
              {ask.state === 'open' ? t('state_open', { day: dates.day(ask.dueOn) }) : t(`state_${ask.state}`)}
            </p>
            {ask.answer && <p>{t('answer', { answer: ask.answer })}</p>}
            {ask.state === 'open' && <Button onClick={() => void change(() => api.ownEnterprises.withdrawAsk({ askId: ask.id }))}>{t('takeBack')}</Button>}
          </li>
        ))}
      </ul>
    </Section>
  )
}
