import type { NeedPoolMove, NeedPoolState } from '@ejia/contract/needs.ts'
import type { Action } from '@ejia/contract/access.ts'

/** A pool gathers until the need is met or dropped, or until another pool goes on with what it gathered. */
export const needPoolMoves: Record<NeedPoolMove, { from: readonly NeedPoolState[]; to: readonly NeedPoolState[] | 'same'; by: Action }> = {
  note: { from: ['gathering'], to: 'same', by: 'need.note' },
  merge: { from: ['gathering'], to: ['merged'], by: 'need.manage' },
  end: { from: ['gathering'], to: ['met', 'dropped'], by: 'need.manage' },
}
