import { useState } from 'react'
import { useWords } from '../dictionary/words.ts'
import { useDates } from '../dictionary/use-dates.ts'
import { api, type Refusal, refusalFrom } from '../platform/api.ts'
import { useLoad } from '../platform/use-load.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { useSession } from '../sessions/session.ts'
import { Banner } from '../ui/banner.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { ErrorState, Skeleton } from '../ui/state.tsx'
import { captainWords } from './words.ts'

/** The one-time link: what it means, then yes. */
export default function InvitationPage({ token = '' }: { token?: string }) {
  const t = useWords(captainWords)
  const dates = useDates()
  const { say } = useRefusals()
  const { known, me } = useSession()
  const invitation = useLoad(token, () => api.captains.openInvitation({ token }))
  const [busy, setBusy] = useState(false)
  const [accepted, setAccepted] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function accept() {
    if (busy) return
    setBusy(true)
    setRefusal(null)
    try {
      await api.captains.accept({ token })
      setAccepted(true)
    } catch (thrown) {
      setRefusal(refusalFrom(thrown))
    }
    setBusy(false)
  }

  if (accepted)
    return (
      <Page title={t('accepted')} back="/" key="accepted">
        <Banner tone="good" title={t('accepted')} live>
          <p>{t('acceptedMore')}</p>
        </Banner>
        <ButtonLink to="/captain-tasks" weight="primary">
          {t('toTasks')}
        </ButtonLink>
      </Page>
    )
  return (
    <Page title={t('inviteTitle')} back="/">
      {invitation.state === 'loading' && <Skeleton />}
      {invitation.state === 'failed' && <ErrorState sentence={say(invitation.refusal)} retry={invitation.retry} />}
      {invitation.state === 'ready' && (
        <>
          <p className="page-lead">{t('inviteLead', { community: invitation.data.community, building: invitation.data.building })}</p>
          <p>{t('inviteWhat')}</p>
          <p className="field-hint">{t('inviteUntil', { moment: dates.moment(invitation.data.expiresAt) })}</p>
          {refusal && (
            <Banner tone="danger" live>
              <p>{say(refusal)}</p>
            </Banner>
          )}
          {!known && <Skeleton lines={1} />}
          {known && !me && (
            <ButtonLink to={`/sign-in?then=/captain/${token}`} weight="primary">
              {t('signInFirst')}
            </ButtonLink>
          )}
          {me && (
            <Button weight="primary" wide busy={busy} onClick={() => void accept()}>
              {t('accept')}
            </Button>
          )}
        </>
      )}
    </Page>
  )
}
