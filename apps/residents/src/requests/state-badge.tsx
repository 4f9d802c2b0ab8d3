import type { RequestState } from '@ejia/contract/requests.ts'
import { stateWordsForResidents } from '@ejia/dictionary/words.ts'
import { usePreferences } from '../platform/preferences.ts'
import { Icon, type IconName } from '../ui/icon.tsx'

type Tone = 'going' | 'yours' | 'done' | 'stopped'
const toneOf: Record<RequestState, Tone> = {
  filed: 'going',
  accepted: 'going',
  dispatched: 'going',
  objected: 'going',
  acknowledged: 'going',
  handling: 'going',
  deferred: 'stopped',
  answered: 'yours',
  verified: 'yours',
  closed: 'done',
  rated: 'done',
  merged: 'going',
  declined: 'stopped',
  withdrawn: 'stopped',
}
const iconOf: Record<Tone, IconName> = { going: 'clock', yours: 'bell', done: 'check', stopped: 'info' }

/** Status by word and shape, not by colour alone. */
export function StateBadge({ state }: { state: RequestState }) {
  const { language } = usePreferences()
  const tone = toneOf[state]
  return (
    <span className={`badge badge-${tone}`}>
      <Icon name={iconOf[tone]} />
      {stateWordsForResidents[state][language]}
    </span>
  )
}
