import type { OwnRecord } from '@ejia/contract/rights.ts'
import { useState } from 'react'
import { useWords } from '../dictionary/words.ts'
import { api, type Refusal, refusalFrom } from '../platform/api.ts'
import { useGo, useQuery } from '../platform/navigation.tsx'
import { useLoad } from '../platform/use-load.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { useSession } from '../sessions/session.ts'
import { Banner } from '../ui/banner.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { Empty, ErrorState, Skeleton } from '../ui/state.tsx'
import { CorrectForm } from './correct-form.tsx'
import { DeleteForm } from './delete-form.tsx'
import { OwnAsks, OwnFacts, OwnLooks } from './own-parts.tsx'
import { RecogniseForm } from './recognise-form.tsx'
import { ownWords } from './words.ts'

/** What is kept of me, one task a screen: reading, correcting, deleting. */
export default function OwnPage() {
  const t = useWords(ownWords)
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
  const own = useLoad('own', () => api.rights.own())
  if (own.state === 'loading') return <Skeleton lines={6} />
  if (own.state === 'failed') return <ErrorState sentence={say(own.refusal)} retry={own.retry} />
  return <Known own={own.data} onChange={own.replace} />
}

export type Change = (work: () => Promise<OwnRecord>, done?: string) => Promise<boolean>

function Known({ own, onChange }: { own: OwnRecord; onChange: (own: OwnRecord) => void }) {
  const t = useWords(ownWords)
  const { say } = useRefusals()
  const go = useGo()
  const task = useQuery().get('do')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const change: Change = async (work, said = t('sent')) => {
    setRefusal(null)
    setDone(null)
    try {
      onChange(await work())
      setDone(said)
      if (task) go('/own', { replace: true })
      return true
    } catch (thrown) {
      setRefusal(refusalFrom(thrown))
      return false
    }
  }
  const told = (
    <>
      <div aria-live="polite">{done && <Banner tone="good" title={done} />}</div>
      {refusal && (
        <Banner tone="danger" live>
          <p>{say(refusal)}</p>
        </Banner>
      )}
    </>
  )
  if (!own.record)
    return (
      <>
        {told}
        <RecogniseForm refusal={refusal} change={change} waiting={own.asks.some((ask) => ask.kind === 'link' && ask.state === 'open')} />
        <OwnAsks asks={own.asks} change={change} />
      </>
    )
  if (task === 'correct')
    return (
      <>
        {told}
        <CorrectForm refusal={refusal} change={change} />
      </>
    )
  if (task === 'delete')
    return (
      <>
        {told}
        <DeleteForm change={change} />
      </>
    )
  return (
    <>
      {told}
      <OwnFacts record={own.record} change={change} />
      <div className="button-row spaced">
        <ButtonLink to="/own?do=correct" weight="primary">
          {t('correct')}
        </ButtonLink>
        <a className="button button-secondary" href="/api/own/copy" download>
          <span>{t('copy')}</span>
        </a>
      </div>
      <OwnLooks looks={own.record.looks} />
      <OwnAsks asks={own.asks} change={change} />
      <div className="button-row spaced">
        <ButtonLink to="/own?do=delete">{t('deleteTitle')}</ButtonLink>
      </div>
      <p className="field-hint">{t('call')}</p>
    </>
  )
}
