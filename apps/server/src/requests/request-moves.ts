import type { Action } from '@ejia/contract/access.ts'
import { openStates, type ReporterMove, type RequestState, type StaffMove, unansweredStates } from '@ejia/contract/requests.ts'
import { DomainError } from '../platform/domain-error.ts'

/** `to` lists the states a move may end in; the use case picks one. 'same' leaves the state alone. */
type Move = { readonly from: readonly RequestState[]; readonly to: readonly RequestState[] | 'same' }
type StaffMoveRule = Move & { readonly needs: Action }

const all: readonly RequestState[] = [...openStates, 'declined', 'closed', 'rated', 'merged', 'withdrawn']
const inHand = ['dispatched', 'acknowledged', 'handling'] as const

/** The life of a request, field.md §2. */
export const staffMoves: Record<StaffMove, StaffMoveRule> = {
  accept: { from: ['filed'], to: ['accepted'], needs: 'request.dispatch' },
  decline: { from: ['filed', 'accepted', 'objected'], to: ['declined'], needs: 'request.dispatch' },
  dispatch: { from: ['filed', 'accepted'], to: ['dispatched'], needs: 'request.dispatch' },
  acknowledge: { from: ['dispatched'], to: ['acknowledged'], needs: 'request.handle' },
  object: { from: ['dispatched', 'acknowledged'], to: ['objected'], needs: 'request.handle' },
  settleObjection: { from: ['objected'], to: ['accepted', 'dispatched'], needs: 'request.dispatch' },
  reassign: { from: [...inHand, 'objected'], to: ['dispatched'], needs: 'request.dispatch' },
  start: { from: ['acknowledged'], to: ['handling'], needs: 'request.handle' },
  askExtension: { from: inHand, to: 'same', needs: 'request.handle' },
  settleExtension: { from: inHand, to: 'same', needs: 'request.verify' },
  defer: { from: ['acknowledged', 'handling'], to: ['deferred'], needs: 'request.verify' },
  resume: { from: ['deferred'], to: ['handling'], needs: 'request.handle' },
  pause: { from: unansweredStates, to: 'same', needs: 'request.handle' },
  unpause: { from: unansweredStates, to: 'same', needs: 'request.handle' },
  merge: { from: ['filed', 'accepted', ...inHand], to: ['merged'], needs: 'request.handle' },
  answer: { from: ['acknowledged', 'handling'], to: ['answered'], needs: 'request.handle' },
  verify: { from: ['answered'], to: ['verified'], needs: 'request.verify' },
  recordCallback: { from: ['answered', 'verified'], to: 'same', needs: 'request.handle' },
  close: { from: ['answered', 'verified'], to: ['closed'], needs: 'request.verify' },
  reopenByStaff: { from: ['answered', 'verified', 'closed', 'rated'], to: ['handling'], needs: 'request.verify' },
  comment: { from: openStates, to: 'same', needs: 'request.handle' },
  note: { from: all, to: 'same', needs: 'request.handle' },
  link: { from: all, to: 'same', needs: 'request.handle' },
  unlink: { from: all, to: 'same', needs: 'request.handle' },
  addParty: { from: all, to: 'same', needs: 'request.handle' },
  clearParty: { from: all, to: 'same', needs: 'request.handle' },
  correctPlace: { from: unansweredStates, to: 'same', needs: 'request.handle' },
  changeCategory: { from: unansweredStates, to: 'same', needs: 'request.handle' },
}

export const reporterMoves: Record<ReporterMove, Move> = {
  comment: { from: [...openStates, 'merged', 'closed'], to: 'same' },
  correctText: { from: unansweredStates, to: 'same' },
  withdraw: { from: [...unansweredStates, 'deferred'], to: ['withdrawn'] },
  confirmSolved: { from: ['answered', 'verified'], to: ['closed'] },
  // The first "not solved" reopens; later ones are passed on and leave the state alone.
  notSolved: { from: ['answered', 'verified', 'closed', 'rated'], to: ['handling', 'answered', 'verified', 'closed', 'rated'] },
  rate: { from: ['closed'], to: ['rated'] },
}

/** The state after a move. `wanted` picks among several; refuses what the table does not hold. */
export function stateAfter(move: string, rule: Move, current: RequestState, wanted?: RequestState): RequestState {
  if (!rule.from.includes(current)) throw new DomainError('move_not_allowed', { move, current })
  if (rule.to === 'same') return current
  const next = wanted ?? rule.to[0]
  if (next === undefined || !rule.to.includes(next)) throw new DomainError('move_not_allowed', { move, current })
  return next
}
