import type { MoveInputOf } from '@ejia/contract/inbox.ts'
import type { StaffMove } from '@ejia/contract/requests.ts'
import type { Effect, MoveContext } from '../move-request.ts'
import { accept, acknowledge, decline, dispatch, object, reassign, settleObjection, start } from './assigning.ts'
import { answer, close, merge, recordCallback, reopenByStaff, verify } from './answering.ts'
import { askExtension, defer, pause, resume, settleExtension, unpause } from './timing.ts'
import { addParty, changeCategory, clearParty, comment, correctPlace, link, note, unlink } from './describing.ts'

/** One function per move; the compiler misses none. */
export const staffEffects: { [M in StaffMove]: (context: MoveContext, input: MoveInputOf<M>) => Promise<Effect> | Effect } = {
  accept,
  decline,
  dispatch,
  acknowledge,
  object,
  settleObjection,
  reassign,
  start,
  askExtension,
  settleExtension,
  defer,
  resume,
  pause,
  unpause,
  merge,
  answer,
  verify,
  recordCallback,
  close,
  reopenByStaff,
  comment,
  note,
  link,
  unlink,
  addParty,
  clearParty,
  correctPlace,
  changeCategory,
}
