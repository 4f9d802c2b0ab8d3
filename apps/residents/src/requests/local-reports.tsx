import type { RequestState } from '@ejia/contract/requests.ts'
import { useEffect, useState } from 'react'
import { useBilingual, useWords } from '../dictionary/words.ts'
import { api, type Refusal, refusalFrom } from '../platform/api.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/page.tsx'
import { type KeptReceipt, receipts } from './kept.ts'
import { ReportCard } from './report-card.tsx'
import { requestWords } from './words.ts'

const freshStates = 8

/** Reports sent from this phone, remembered here without an account. Clearing asks again, in place. */
export function LocalReports({
  kept,
  mayAdopt,
  onAdopted,
  onForgotten,
}: {
  kept: readonly KeptReceipt[]
  mayAdopt: boolean
  onAdopted: () => void
  onForgotten: () => void
}) {
  const t = useWords(requestWords)
  const say = useBilingual()
  const { say: sayRefusal } = useRefusals()
  const states = useStates(kept)
  const [asking, setAsking] = useState(false)
  const [outcome, setOutcome] = useState<'adopted' | Refusal | null>(null)

  async function adopt() {
    try {
      for (const { followKey } of kept) await adoptOne(followKey)
      setOutcome('adopted')
      onAdopted()
    } catch (thrown) {
      setOutcome(refusalFrom(thrown))
    }
  }
  async function forgetAll() {
    for (const { id } of kept) await receipts.forget(id)
    onForgotten()
  }

  return (
    <Section title={t('onThisPhone')}>
      <p className="field-hint">{t('count', { count: kept.length })}</p>
      <ul className="report-cards">
        {kept.map((receipt) => (
          <ReportCard
            key={receipt.id}
            to={`/r/${receipt.followKey}`}
            title={receipt.category ? say(receipt.category) : receipt.receiptNumber}
            number={receipt.receiptNumber}
            filedAt={receipt.filedAt}
            state={states[receipt.id] ?? null}
          >
            {receipt.excerpt}
          </ReportCard>
        ))}
      </ul>
      <div aria-live="polite">
        {outcome === 'adopted' && <Banner tone="good" title={t('adopted')} />}
        {outcome && outcome !== 'adopted' && (
          <Banner tone="danger">
            <p>{sayRefusal(outcome)}</p>
          </Banner>
        )}
      </div>
      {asking && <p>{t('forgetSure')}</p>}
      <div className="button-row">
        {mayAdopt && outcome !== 'adopted' && <Button onClick={() => void adopt()}>{t('adopt', { count: kept.length })}</Button>}
        {asking ? (
          <>
            <Button weight="danger" onClick={() => void forgetAll()}>
              {t('forgetYes')}
            </Button>
            <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
          </>
        ) : (
          <Button weight="quiet" onClick={() => setAsking(true)}>
            {t('forget')}
          </Button>
        )}
      </div>
    </Section>
  )
}

/** One that is in an account already stays there; the others still come. */
async function adoptOne(followKey: string): Promise<void> {
  try {
    await api.intake.adopt({ followKey })
  } catch (thrown) {
    if (!['conflict', 'not_found'].includes(refusalFrom(thrown).code)) throw thrown
  }
}

/** Where the newest ones stand now; without network the cards stay without a state. */
function useStates(kept: readonly KeptReceipt[]): Record<string, RequestState> {
  const [states, setStates] = useState<Record<string, RequestState>>({})
  const keys = kept
    .slice(0, freshStates)
    .map(({ id }) => id)
    .join()
  useEffect(() => {
    let current = true
    for (const { id, followKey } of kept.slice(0, freshStates)) {
      api.intake.follow({ followKey }).then(
        ({ state }) => current && setStates((known) => ({ ...known, [id]: state })),
        () => undefined,
      )
    }
    return () => {
      current = false
    }
    // `keys` stands for the receipts shown.
  }, [keys])
  return states
}
