import type { OwnEnterprises } from '@ejia/contract/own-enterprises.ts'
import { useState } from 'react'
import { useWords } from '../dictionary/words.ts'
import { api, type Refusal, refusalFrom } from '../platform/api.ts'
import { useGo, useQuery } from '../platform/navigation.tsx'
import { useLoad } from '../platform/use-load.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { useSession } from '../sessions/session.ts'
import { Banner } from '../ui/banner.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { LinkCard } from '../ui/link-card.tsx'
import { Page } from '../ui/page.tsx'
import { Empty, ErrorState, Skeleton } from '../ui/state.tsx'
import { CorrectEnterprise } from './correct-enterprise.tsx'
import { EnterpriseAsks, EnterpriseEntry } from './enterprise-entry.tsx'
import { LinkForm } from './link-form.tsx'
import { enterpriseWords } from './words.ts'

/** What is kept of the enterprise I am the contact of, one task a screen. */
export default function OwnEnterprisePage() {
  const t = useWords(enterpriseWords)
  const { known, me } = useSession()
  return (
    <Page title={t('title')} back="/account" lead={t('lead')}>
      {!known && <Skeleton lines={4} />}
      {known && !me && (
        <Empty title={t('signInFirst')}>
          <p>{t('signInWhy')}</p>
          <ButtonLink to="/sign-in" weight="primary">
            {t('signIn')}
          </ButtonLink>
        </Empty>
      )}
      {me && <Own />}
    </Page>
  )
}

function Own() {
  const { say } = useRefusals()
  const own = useLoad('own-enterprises', () => api.ownEnterprises.own())
  if (own.state === 'loading') return <Skeleton lines={6} />
  if (own.state === 'failed') return <ErrorState sentence={say(own.refusal)} retry={own.retry} />
  return <Known own={own.data} onChange={own.replace} />
}

export type Change = (work: () => Promise<OwnEnterprises>) => Promise<boolean>

function Known({ own, onChange }: { own: OwnEnterprises; onChange: (own: OwnEnterprises) => void }) {
  const t = useWords(enterpriseWords)
  const { say } = useRefusals()
  const go = useGo()
  const query = useQuery()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [done, setDone] = useState(false)
  const correcting = own.rows.find(({ id }) => id === query.get('correct'))
  const change: Change = async (work) => {
    setRefusal(null)
    setDone(false)
    try {
      onChange(await work())
      setDone(true)
      if (query.get('correct') || query.get('add')) go('/own-enterprise', { replace: true })
      return true
    } catch (thrown) {
      setRefusal(refusalFrom(thrown))
      return false
    }
  }
  const told = (
    <>
      <div aria-live="polite">{done && <Banner tone="good" title={t('sent')} />}</div>
      {refusal && (
        <Banner tone="danger" live>
          <p>{say(refusal)}</p>
        </Banner>
      )}
    </>
  )
  if (correcting)
    return (
      <>
        {told}
        <CorrectEnterprise row={correcting} refusal={refusal} change={change} />
      </>
    )
  return (
    <>
      {told}
      {own.rows.map((row) => (
        <EnterpriseEntry key={row.id} row={row} />
      ))}
      {(own.rows.length === 0 || query.get('add')) && <LinkForm refusal={refusal} change={change} />}
      <EnterpriseAsks asks={own.asks} change={change} />
      {own.rows.length > 0 && (
        <>
          <div className="link-cards spaced">
            <LinkCard to="/report" icon="list" title={t('report')} />
            <LinkCard to="/my" icon="list" title={t('reports')} />
          </div>
          {!query.get('add') && (
            <div className="button-row spaced">
              <ButtonLink to="/own-enterprise?add=1">{t('another')}</ButtonLink>
            </div>
          )}
        </>
      )}
      <p className="field-hint">{t('call')}</p>
    </>
  )
}
