import type { MoveInput } from '@ejia/contract/inbox.ts'
import type { StaffMove } from '@ejia/contract/requests.ts'

type FieldsOf<M> = M extends { move: infer N } ? [N, Exclude<keyof M, 'move' | 'requestId'>] : never
type AnyField = FieldsOf<MoveInput>[1]
/** Three ids that are chosen together. */
type TargetField = 'areaCode' | 'unitId' | 'accountId'
export type MoveField = Exclude<AnyField, TargetField | 'linkId'> | 'target'

/** What each move asks for, in the order it is asked; `?` may stay empty. Mirrors the contract's `MoveInput`. */
export const moveFields: Record<StaffMove, readonly (MoveField | `${MoveField}?`)[]> = {
  accept: ['told?'],
  decline: ['told', 'whereToGo'],
  dispatch: ['target', 'internal?'],
  acknowledge: ['told?'],
  object: ['reason'],
  settleObjection: ['agree', 'target?', 'reason'],
  reassign: ['target', 'reason'],
  start: ['told?'],
  askExtension: ['until', 'reason'],
  settleExtension: ['agree', 'told?'],
  defer: ['told', 'reviewOn'],
  resume: ['told?'],
  pause: ['reason'],
  unpause: [],
  merge: ['masterId', 'told?'],
  answer: ['told', 'outcome', 'photoIds?'],
  verify: ['internal'],
  recordCallback: ['reached', 'internal'],
  close: ['basis', 'told?'],
  reopenByStaff: ['reason'],
  comment: ['told', 'photoIds?'],
  note: ['internal', 'photoIds?'],
  link: ['kind', 'otherId'],
  unlink: [],
  addParty: ['role', 'dwelling', 'name?', 'note?'],
  clearParty: ['partyId', 'internal?'],
  correctPlace: ['place', 'reason?'],
  changeCategory: ['category', 'reason?'],
}

/** The most useful first: these stand in the bar under the thumb. */
const order: readonly StaffMove[] = [
  'settleObjection',
  'settleExtension',
  'acknowledge',
  'dispatch',
  'answer',
  'close',
  'resume',
  'unpause',
  'accept',
  'verify',
  'start',
  'comment',
  'recordCallback',
  'decline',
  'reassign',
  'object',
  'askExtension',
  'defer',
  'pause',
  'note',
  'merge',
  'link',
  'addParty',
  'clearParty',
  'correctPlace',
  'changeCategory',
  'reopenByStaff',
]

export const inOrder = (allowed: readonly StaffMove[]) => order.filter((move) => allowed.includes(move))
