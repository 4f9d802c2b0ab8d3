import type { OwnRecord } from '@ejia/contract/rights.ts'
import { useWords } from '../dictionary/words.ts'
import { api } from '../platform/api.ts'
import { useQuery } from '../platform/navigation.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { CorrectForm } from './correct-form.tsx'
import { DeleteForm } from './delete-form.tsx'
import { type Change as ChangeOf, OwnFrame } from './own-frame.tsx'
import { OwnAsks, OwnFacts, OwnLooks } from './own-parts.tsx'
import { RecogniseForm } from './recognise-form.tsx'
import { ownWords } from './words.ts'

export type Change = ChangeOf<OwnRecord>

/** What is kept of me, one task a screen: reading, correcting, deleting. */
export default function OwnPage() {
  const t = useWords(ownWords)
  const task = useQuery().get('do')
  const words = {
    title: t('title'),
    lead: t('lead'),
    signInFirst: t('signInFirst'),
    signInWhy: t('signInWhy'),
    signIn: t('signIn'),
    sent: t('sent'),
  }
  return (
    <OwnFrame path="/own" load={() => api.rights.own()} words={words} isTask={task !== null}>
      {({ own, refusal, change }) => {
        if (!own.record)
          return (
            <>
              <RecogniseForm refusal={refusal} change={change} waiting={own.asks.some((ask) => ask.kind === 'link' && ask.state === 'open')} />
              <OwnAsks asks={own.asks} change={change} />
            </>
          )
        if (task === 'correct') return <CorrectForm refusal={refusal} change={change} />
        if (task === 'delete') return <DeleteForm change={change} />
        return (
          <>
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
      }}
    </OwnFrame>
  )
}
