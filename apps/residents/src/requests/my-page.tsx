import { useEffect, useState } from 'react'
import { useWords } from '../dictionary/words.ts'
import { useSession } from '../sessions/session.ts'
import { Banner } from '../ui/banner.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { LinkCard } from '../ui/link-card.tsx'
import { Page, Section } from '../ui/page.tsx'
import { Empty } from '../ui/state.tsx'
import { isWorthKeeping, missingStep } from './draft/draft-filing.ts'
import { useDraft } from './draft/draft.ts'
import { type KeptReceipt, receipts } from './kept.ts'
import { LocalReports } from './local-reports.tsx'
import { useOutbox } from './sending/outbox.ts'
import { OwnReports } from './own-reports.tsx'
import { stepPath } from './steps/report-steps.ts'
import { requestWords } from './words.ts'

/** What waits on this phone, what was sent from it, and what is in the account. */
export default function MyPage() {
  const t = useWords(requestWords)
  const { me } = useSession()
  const outbox = useOutbox()
  const writing = useDraft()
  const [kept, setKept] = useState<KeptReceipt[] | null>(null)
  const [adoptions, setAdoptions] = useState(0)
  useEffect(() => void receipts.list().then((all) => setKept(all.sort((one, other) => other.filedAt.localeCompare(one.filedAt)))), [outbox])

  const unfinished = writing && isWorthKeeping(writing.draft) ? writing.draft : null
  const queued = [...outbox.waiting, ...outbox.refused]
  const nothing = kept?.length === 0 && queued.length === 0 && !unfinished && !me
  return (
    <Page title={t('myTitle')} back="/">
      {unfinished && (
        <Banner tone="info" title={t('drafting')}>
          {unfinished.text.trim() !== '' && <p className="excerpt">“{unfinished.text.trim()}”</p>}
          <ButtonLink to={stepPath[missingStep(unfinished) ?? 'words']}>{t('continueDraft')}</ButtonLink>
        </Banner>
      )}
      {queued.length > 0 && (
        <div className="link-cards">
          {queued.map(({ draft, state }) => (
            <LinkCard
              key={draft.id}
              to={`/sent/${draft.id}`}
              icon={state === 'waiting' ? 'offline' : 'warning'}
              title={state === 'waiting' ? t('waitingToSend') : t('refusedTitle')}
            >
              {draft.text.slice(0, 40)}
            </LinkCard>
          ))}
        </div>
      )}
      {nothing && (
        <Empty title={t('nothingYet')}>
          <p>{t('nothingYetLead')}</p>
          <ButtonLink to={stepPath.category} weight="primary">
            {t('reportFirst')}
          </ButtonLink>
        </Empty>
      )}
      {me?.assignments.some(({ role }) => role === 'buildingCaptain') && (
        <div className="link-cards">
          <LinkCard to="/captain-tasks" icon="group" title={t('captainTasks')} />
        </div>
      )}
      {me && <OwnReports key={adoptions} />}
      {kept && kept.length > 0 && (
        <LocalReports kept={kept} mayAdopt={me !== null} onAdopted={() => setAdoptions(adoptions + 1)} onForgotten={() => setKept([])} />
      )}
      <Section title={t('findTitle')}>
        <div className="link-cards">
          <LinkCard to="/follow" icon="search" title={t('findByNumber')} />
          {!me && (
            <LinkCard to="/sign-in" icon="person" title={t('signInToGather')}>
              {t('signInToGatherMore')}
            </LinkCard>
          )}
        </div>
      </Section>
    </Page>
  )
}
