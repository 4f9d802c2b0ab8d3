import type { FollowedRequest } from '@ejia/contract/intake.ts'
import { useState } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { useGo, useQuery } from '../../platform/navigation.tsx'
import { useLoad } from '../../platform/use-load.ts'
import { useRefusals } from '../../refusals/use-refusals.ts'
import { Banner } from '../../ui/banner.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { ErrorState, Skeleton } from '../../ui/state.tsx'
import type { FollowSource } from './follow-source.ts'
import { FollowedFacts, FollowedText } from './followed-facts.tsx'
import { FollowedTimeline } from './followed-timeline.tsx'
import { MoveForm } from './move-form.tsx'
import { formOf, type MoveWithForm, MovesOffered } from './moves-offered.tsx'
import { StateBadge } from '../state-badge.tsx'
import { requestWords } from '../words.ts'

export const doneWord = {
  comment: 'doneComment',
  correctText: 'doneCorrectText',
  withdraw: 'doneWithdraw',
  confirmSolved: 'doneConfirmSolved',
  notSolved: 'doneNotSolved',
  rate: 'doneRate',
} as const

/** A report in its reporter's words. A move with something to fill in has its own screen (`?do=`). */
export function FollowedReport({ source }: { source: FollowSource }) {
  const t = useWords(requestWords)
  const { say } = useRefusals()
  const go = useGo()
  const wanted = useQuery().get('do')
  const report = useLoad(source.key, source.open)
  const [done, setDone] = useState<keyof typeof doneWord | null>(null)
  const back = source.key.startsWith('own-') ? '/my' : '/'

  if (report.state === 'loading') {
    return (
      <Page title={t('progress')} back={back}>
        <Skeleton />
      </Page>
    )
  }
  if (report.state === 'failed') {
    const lost = ['not_found', 'link_expired', 'invalid_input'].includes(report.refusal.code)
    return (
      <Page title={t('progress')} back={back}>
        <ErrorState sentence={lost ? t('followLost') : say(report.refusal)} {...(!lost && { retry: report.retry })} />
        <div className="button-row">
          {report.refusal.code === 'unauthenticated' ? (
            <ButtonLink to="/sign-in" weight="primary">
              {t('signInToGather')}
            </ButtonLink>
          ) : (
            <ButtonLink to="/follow" icon="search">
              {t('findInstead')}
            </ButtonLink>
          )}
        </div>
      </Page>
    )
  }

  const request = report.data
  const form = formOf(wanted, request)
  const finish = (move: keyof typeof doneWord, next: FollowedRequest) => {
    report.replace(next)
    setDone(move)
    go(source.path, { replace: true })
  }
  if (form) return <MoveForm key={form} move={form} request={request} source={source} onDone={(next) => finish(form, next)} />

  const start = (move: MoveWithForm) => {
    setDone(null)
    go(`${source.path}?do=${move}`)
  }
  return (
    <Page title={t('followTitle', { number: request.receiptNumber })} back={back} key="report">
      <div aria-live="polite">{done && <Banner tone="good" title={t(doneWord[done])} />}</div>
      <p className="state-line">
        <StateBadge state={request.state} />
      </p>
      <MovesOffered request={request} source={source} onStart={start} onDone={(next) => finish('confirmSolved', next)} part="now" />
      <FollowedFacts request={request} />
      <Section title={t('progress')}>
        <FollowedTimeline request={request} source={source} />
      </Section>
      <FollowedText request={request} source={source} />
      <MovesOffered request={request} source={source} onStart={start} onDone={(next) => finish('confirmSolved', next)} part="later" />
    </Page>
  )
}
