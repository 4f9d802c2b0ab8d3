import type { FillMove, FillState } from '@ejia/contract/report-forge.ts'

type Rule = { readonly from: readonly FillState[]; readonly to: readonly FillState[] | 'same' }

/** The life of a filling. Whether it is `collecting` or `complete` follows from its missing cells. */
export const fillMoves: Record<FillMove, Rule> = {
  recount: { from: ['draft', 'collecting', 'complete'], to: 'same' },
  collect: { from: ['draft'], to: ['collecting', 'complete'] },
  seal: { from: ['complete'], to: ['sealed'] },
  send: { from: ['sealed'], to: ['sent'] },
  // What was sealed stays as its version; the next one corrects it.
  reopen: { from: ['sealed', 'sent'], to: ['collecting', 'complete'] },
  cancel: { from: ['draft', 'collecting', 'complete'], to: ['cancelled'] },
}

export const typingStates: readonly FillState[] = ['collecting', 'complete']

/** Cells may come and go while a filling is open: it is complete when none is missing. */
export function stateWith(state: FillState, missing: number): FillState {
  return typingStates.includes(state) ? (missing === 0 ? 'complete' : 'collecting') : state
}
