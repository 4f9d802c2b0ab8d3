import { useState } from 'react'
import { useWords } from '../dictionary/words.ts'
import { useDates } from '../dictionary/use-dates.ts'
import { api, type Refusal, refusalFrom } from '../platform/api.ts'
import { useLoad } from '../platform/use-load.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { Banner } from '../ui/banner.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { LinkCard } from '../ui/link-card.tsx'
import { Page, Section } from '../ui/page.tsx'
import { Empty, ErrorState, Skeleton } from '../ui/state.tsx'
import { signedOut, useSession } from './session.ts'
import { sessionWords } from './words.ts'

export default function AccountPage() {
  const t = useWords(sessionWords)
  const { say } = useRefusals()
  const { known, me } = useSession()
  const [left, setLeft] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function leave(out: () => Promise<unknown>) {
    setRefusal(null)
    try {
      await out()
      setLeft(true)
      signedOut()
    } catch (thrown) {
      setRefusal(refusalFrom(thrown))
    }
  }

  return (
    <Page title={t('accountTitle')} back="/">
      <div aria-live="polite">{left && <Banner tone="good" title={t('signedOut')} />}</div>
      {refusal && (
        <Banner tone="danger" live>
          <p>{say(refusal)}</p>
        </Banner>
      )}
      {!known && <Skeleton lines={2} />}
      {known && !me && (
        <Empty title={t('notSignedIn')}>
          <p>{t('signInLead')}</p>
          <ButtonLink to="/sign-in" weight="primary">
            {t('signInTitle')}
          </ButtonLink>
        </Empty>
      )}
      {me && (
        <>
          <p>{me.phoneEnding ? t('signedInAs', { ending: me.phoneEnding }) : t('signedInAsName', { name: me.name })}</p>
          <div className="link-cards spaced">
            <LinkCard to="/my" icon="list" title={t('myReports')} />
            {me.assignments.some(({ role }) => role === 'buildingCaptain') && <LinkCard to="/captain-tasks" icon="group" title={t('captainTasks')} />}
            <LinkCard to="/own" icon="shield" title={t('ownData')} />
            <LinkCard to="/own-enterprise" icon="shield" title={t('ownEnterprise')} />
            <LinkCard to="/privacy" icon="shield" title={t('privacy')} />
          </div>
          <Devices />
          <div className="button-row spaced">
            <Button onClick={() => void leave(() => api.sessions.signOut())}>{t('signOut')}</Button>
            <Button weight="danger" onClick={() => void leave(() => api.sessions.signOutEverywhere())}>
              {t('signOutEverywhere')}
            </Button>
          </div>
        </>
      )}
    </Page>
  )
}

function Devices() {
  const t = useWords(sessionWords)
  const { say } = useRefusals()
  const dates = useDates()
  const devices = useLoad('devices', () => api.sessions.listSessions())
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function end(sessionId: string) {
    try {
      await api.sessions.endSession({ sessionId })
      if (devices.state === 'ready') devices.reload()
    } catch (thrown) {
      setRefusal(refusalFrom(thrown))
    }
  }

  return (
    <Section title={t('devices')}>
      {devices.state === 'loading' && <Skeleton lines={2} />}
      {devices.state === 'failed' && <ErrorState sentence={say(devices.refusal)} retry={devices.retry} />}
      {refusal && (
        <Banner tone="danger" live>
          <p>{say(refusal)}</p>
        </Banner>
      )}
      {devices.state === 'ready' && (
        <ul>
          {devices.data.rows.map((row) => (
            <li key={row.id} className="card device">
              <p>
                <strong>{row.current ? t('thisDevice') : row.device}</strong>
                <span className="field-hint">{t('lastSeen', { when: dates.moment(row.lastSeenAt) })}</span>
              </p>
              {!row.current && <Button onClick={() => void end(row.id)}>{t('endDevice')}</Button>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
