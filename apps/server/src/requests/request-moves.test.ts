import { expect, test } from 'vitest'
import { ReporterMove, RequestState, StaffMove } from '@ejia/contract/requests.ts'
import { reporterMoves, staffMoves, stateAfter } from './request-moves.ts'

/** Written apart from the code: which states each move may start from. field.md §2. */
const unanswered = 'filed accepted dispatched objected acknowledged handling'
const open = `${unanswered} deferred answered verified`
const all = `${open} declined closed rated merged withdrawn`
const staff: Record<StaffMove, string> = {
  accept: 'filed',
  decline: 'filed accepted objected',
  dispatch: 'filed accepted',
  acknowledge: 'dispatched',
  object: 'dispatched acknowledged',
  settleObjection: 'objected',
  reassign: 'dispatched acknowledged handling objected',
  start: 'acknowledged',
  askExtension: 'dispatched acknowledged handling',
  settleExtension: 'dispatched acknowledged handling',
  defer: 'acknowledged handling',
  resume: 'deferred',
  pause: unanswered,
  unpause: unanswered,
  merge: 'filed accepted dispatched acknowledged handling',
  answer: 'acknowledged handling',
  verify: 'answered',
  recordCallback: 'answered verified',
  close: 'answered verified',
  reopenByStaff: 'answered verified closed rated',
  comment: open,
  note: all,
  link: all,
  unlink: all,
  addParty: all,
  clearParty: all,
  correctPlace: unanswered,
  changeCategory: unanswered,
}
const reporter: Record<ReporterMove, string> = {
  comment: `${open} merged closed`,
  correctText: unanswered,
  withdraw: `${unanswered} deferred`,
  confirmSolved: 'answered verified',
  notSolved: 'answered verified closed rated',
  rate: 'closed',
}

test.each(StaffMove.options.flatMap((move) => RequestState.options.map((state) => [move, state] as const)))('%s from %s', (move, state) => {
  const legal = staff[move].split(' ').includes(state)
  if (legal) expect(RequestState.options).toContain(stateAfter(move, staffMoves[move], state))
  else expect(() => stateAfter(move, staffMoves[move], state)).toThrow('move_not_allowed')
})

test.each(ReporterMove.options.flatMap((move) => RequestState.options.map((state) => [move, state] as const)))('the reporter’s %s from %s', (move, state) => {
  const legal = reporter[move].split(' ').includes(state)
  if (legal) expect(RequestState.options).toContain(stateAfter(move, reporterMoves[move], state))
  else expect(() => stateAfter(move, reporterMoves[move], state)).toThrow('move_not_allowed')
})

test('a move ends only in a state of its table', () => {
  expect(() => stateAfter('settleObjection', staffMoves.settleObjection, 'objected', 'closed')).toThrow('move_not_allowed')
  expect(stateAfter('settleObjection', staffMoves.settleObjection, 'objected', 'dispatched')).toBe('dispatched')
})
