import type { RequestState } from '@ejia/contract/requests.ts'
import { stateWords } from '@ejia/dictionary/words.ts'
import { useShared } from '../dictionary/words.ts'

const tones: Record<RequestState, 'new' | 'busy' | 'wait' | 'done' | 'off'> = {
  filed: 'new',
  accepted: 'new',
  dispatched: 'new',
  objected: 'wait',
  acknowledged: 'busy',
  handling: 'busy',
  deferred: 'wait',
  answered: 'done',
  verified: 'done',
  closed: 'done',
  rated: 'done',
  declined: 'off',
  merged: 'off',
  withdrawn: 'off',
}

export function StateTag({ state }: { state: RequestState }) {
  const say = useShared()
  return <span className={`tag tag-${tones[state]}`}>{say(stateWords, state)}</span>
}
