import type { HandoverMove, HandoverState } from '@ejia/contract/handovers.ts'

export type HandoverSide = 'giver' | 'receiver' | 'overseer'
type Rule = { readonly to: Partial<Record<HandoverState, HandoverState>>; readonly by: readonly HandoverSide[] }

const stays = { open: 'open', given: 'given', received: 'received' } as const

/** Acknowledged by both sides, in either order; after that nothing moves any more. */
export const handoverMoves: Record<HandoverMove, Rule> = {
  // Another receiver may be named until the one who was named has acknowledged.
  name: { to: { open: 'open', given: 'given' }, by: ['overseer'] },
  note: { to: stays, by: ['giver', 'receiver', 'overseer'] },
  give: { to: { open: 'given', received: 'done' }, by: ['giver'] },
  receive: { to: { open: 'received', given: 'done' }, by: ['receiver'] },
  // The leave it belonged to was withdrawn: nothing is handed over. No side makes this move.
  cancel: { to: { open: 'done', given: 'done', received: 'done' }, by: [] },
  standIn: { to: { open: 'given', received: 'done' }, by: ['overseer'] },
}
