import type { EndingMove, EndingState } from '@ejia/contract/purposes.ts'
import type { Action } from '@ejia/contract/access.ts'

/** `who`: two people decide (field.md §5.1): never the asker; the asker alone takes it back. */
type Rule = {
  readonly from: EndingState
  readonly to: EndingState
  readonly by: Extract<Action, `registry.${string}`>
  readonly who: 'asker' | 'another' | 'anybody'
}

/** The life of an ending. From `approved` to `ended` it is moved by the job that has destroyed the last value. */
export const endingMoves: Record<EndingMove, Rule> = {
  approve: { from: 'asked', to: 'approved', by: 'registry.approve', who: 'another' },
  decline: { from: 'asked', to: 'declined', by: 'registry.approve', who: 'another' },
  withdraw: { from: 'asked', to: 'withdrawn', by: 'registry.rights', who: 'asker' },
  // A new campaign: what was destroyed stays so.
  restart: { from: 'ended', to: 'ended', by: 'registry.approve', who: 'anybody' },
}
