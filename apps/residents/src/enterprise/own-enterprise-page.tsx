import type { OwnEnterprises } from '@ejia/contract/own-enterprises.ts'
import { useWords } from '../dictionary/words.ts'
import { type Change as ChangeOf, OwnFrame } from '../own/own-frame.tsx'
import { api } from '../platform/api.ts'
import { useQuery } from '../platform/navigation.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { LinkCard } from '../ui/link-card.tsx'
import { CorrectEnterprise } from './correct-enterprise.tsx'
import { EnterpriseAsks, EnterpriseEntry } from './enterprise-entry.tsx'
import { LinkForm } from './link-form.tsx'
import { enterpriseWords } from './words.ts'

export type Change = ChangeOf<OwnEnterprises>

/** What is kept of the enterprise I am the contact of, one task a screen. */
export default function OwnEnterprisePage() {
  const t = useWords(enterpriseWords)
  const query = useQuery()
  const [correct, add] = [query.get('correct'), query.get('add')]
  const words = {
    title: t('title'),
    lead: t('lead'),
    signInFirst: t('signInFirst'),
    signInWhy: t('signInWhy'),
    signIn: t('signIn'),
    sent: t('sent'),
  }
  return (
    <OwnFrame path="/own-enterprise" load={() => api.ownEnterprises.own()} words={words} isTask={correct !== null || add !== null}>
      {({ own, refusal, change }) => {
        const correcting = own.rows.find(({ id }) => id === correct)
        if (correcting) return <CorrectEnterprise row={correcting} refusal={refusal} change={change} />
        return (
          <>
            {own.rows.map((row) => (
              <EnterpriseEntry key={row.id} row={row} />
            ))}
            {(own.rows.length === 0 || add) && <LinkForm refusal={refusal} change={change} />}
            <EnterpriseAsks asks={own.asks} change={change} />
            {own.rows.length > 0 && (
              <>
                <div className="link-cards spaced">
                  <LinkCard to="/report" icon="list" title={t('report')} />
                  <LinkCard to="/my" icon="list" title={t('reports')} />
                </div>
                {!add && (
                  <div className="button-row spaced">
                    <ButtonLink to="/own-enterprise?add=1">{t('another')}</ButtonLink>
                  </div>
                )}
              </>
            )}
            <p className="field-hint spaced">{t('call')}</p>
          </>
        )
      }}
    </OwnFrame>
  )
}
