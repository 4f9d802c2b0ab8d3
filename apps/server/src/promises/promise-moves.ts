import type { PromiseMove, PromiseState } from '@ejia/contract/promises.ts'
import type { RequestState } from '@ejia/contract/requests.ts'

type Rule = { readonly from: readonly PromiseState[]; readonly to: PromiseState }

/** A promise is kept, or the resident hears why not; meanwhile it may change hands. */
export const promiseMoves: Record<PromiseMove, Rule> = {
  keep: { from: ['open'], to: 'kept' },
  passOn: { from: ['open'], to: 'open' },
  takeBack: { from: ['open'], to: 'takenBack' },
}

/** Nobody follows these cases any more: nothing new is promised there. */
const nobodyFollows: readonly RequestState[] = ['declined', 'merged', 'withdrawn']
export const mayBePromised = (state: RequestState): boolean => !nobodyFollows.includes(state)
