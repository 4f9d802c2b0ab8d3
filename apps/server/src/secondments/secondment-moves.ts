import type { SecondmentMove, SecondmentState } from '@ejia/contract/secondments.ts'

/** `self`: who is nominated; the others are rights over the subdistrict that receives. */
export type SecondmentBy = 'self' | 'secondment.confirm' | 'secondment.manage'
type Rule = { readonly from: readonly SecondmentState[]; readonly to: SecondmentState | 'same'; readonly by: readonly SecondmentBy[] }

export const openSecondmentStates = ['nominated', 'confirmed', 'approved', 'posted'] as const satisfies readonly SecondmentState[]

/** field.md §1: nominated by the person or the unit, confirmed by the subdistrict, approved by the district, with an end. */
export const secondmentMoves: Record<SecondmentMove, Rule> = {
  confirm: { from: ['nominated'], to: 'confirmed', by: ['secondment.confirm'] },
  decline: { from: ['nominated'], to: 'declined', by: ['secondment.confirm'] },
  approve: { from: ['confirmed'], to: 'approved', by: ['secondment.manage'] },
  refuse: { from: ['confirmed'], to: 'declined', by: ['secondment.manage'] },
  withdraw: { from: ['nominated', 'confirmed', 'approved'], to: 'withdrawn', by: ['self'] },
  post: { from: ['approved', 'posted'], to: 'posted', by: ['secondment.confirm'] },
  note: { from: ['posted'], to: 'same', by: ['self', 'secondment.confirm', 'secondment.manage'] },
  summarise: { from: ['posted'], to: 'same', by: ['self', 'secondment.confirm'] },
  end: { from: ['posted'], to: 'ended', by: ['secondment.confirm'] },
  recall: { from: ['approved', 'posted'], to: 'recalled', by: ['secondment.manage'] },
}
