import type { FollowedRequest } from '@ejia/contract/intake.ts'
import { useState } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { type Refusal, refusalFrom } from '../../platform/api.ts'
import { makeId } from '../../platform/ids.ts'
import { useRefusals } from '../../refusals/use-refusals.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import type { FollowSource } from './follow-source.ts'
import { requestWords } from '../words.ts'

const withForm = ['comment', 'correctText', 'withdraw', 'notSolved', 'rate'] as const
export type MoveWithForm = (typeof withForm)[number]

/** The screen asked for, if this report still allows it. */
export function formOf(wanted: string | null, request: FollowedRequest): MoveWithForm | null {
  const form = withForm.find((move) => move === wanted)
  return form && request.allowedMoves.includes(form) ? form : null
}

type Offered = {
  request: FollowedRequest
  source: FollowSource
  onStart: (move: MoveWithForm) => void
  onDone: (next: FollowedRequest) => void
  part: 'now' | 'later'
}

/** `now`: what waits for the resident. `later`: what they may also do. The server says which are allowed. */
export function MovesOffered({ request, source, onStart, onDone, part }: Offered) {
  const t = useWords(requestWords)
  const { say } = useRefusals()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [attempt] = useState(makeId)
  const may = (move: FollowedRequest['allowedMoves'][number]) => request.allowedMoves.includes(move)

  async function confirm() {
    setBusy(true)
    setRefusal(null)
    try {
      onDone(await source.move({ move: 'confirmSolved' }, attempt))
    } catch (thrown) {
      setRefusal(refusalFrom(thrown))
    }
    setBusy(false)
  }

  if (part === 'now') {
    if (may('confirmSolved')) {
      return (
        <section className="your-turn">
          <h2>{t('confirmQuestion')}</h2>
          <p>{t('confirmLead')}</p>
          {refusal && (
            <Banner tone="danger" live>
              <p>{say(refusal)}</p>
            </Banner>
          )}
          <div className="button-row">
            <Button weight="primary" icon="check" busy={busy} onClick={() => void confirm()}>
              {t('solvedYes')}
            </Button>
            {may('notSolved') && <Button onClick={() => onStart('notSolved')}>{t('solvedNo')}</Button>}
          </div>
        </section>
      )
    }
    if (may('rate') && !request.rating) {
      return (
        <section className="your-turn">
          <h2>{t('rateTitle')}</h2>
          <div className="button-row">
            <Button weight="primary" onClick={() => onStart('rate')}>
              {t('rateStars')}
            </Button>
          </div>
        </section>
      )
    }
    return null
  }

  const later = (['comment', 'correctText', 'notSolved', 'withdraw'] as const).filter((move) => may(move) && !(move === 'notSolved' && may('confirmSolved')))
  if (later.length === 0) return null
  const word = { comment: 'addComment', correctText: 'correct', notSolved: 'solvedNo', withdraw: 'withdraw' } as const
  return (
    <Section title={t('more')}>
      <div className="button-row">
        {later.map((move) => (
          <Button key={move} weight={move === 'withdraw' ? 'danger' : 'secondary'} onClick={() => onStart(move)}>
            {t(word[move])}
          </Button>
        ))}
      </div>
    </Section>
  )
}
