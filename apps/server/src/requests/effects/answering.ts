import type { MoveInputOf } from '@ejia/contract/inbox.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { insertLink } from '../link-store.ts'
import { followMaster } from '../follow-master.ts'
import type { Effect, MoveContext } from '../move-request.ts'
import { findRequest, listDuplicateIds } from '../request-store.ts'

export async function answer(context: MoveContext, input: MoveInputOf<'answer'>): Promise<Effect> {
  const { row, now } = context
  await followMaster(context, 'masterAnswered', input.told)
  return {
    told: input.told,
    details: { outcome: input.outcome },
    photoIds: input.photoIds ?? [],
    set: {
      outcome: input.outcome,
      answer_met_at: now,
      contact_met_at: row.contact_met_at ?? now,
      extension_until: null,
      extension_reason: null,
      extension_by: null,
      ...running(row.paused_since),
    },
  }
}

export function verify(_: MoveContext, input: MoveInputOf<'verify'>): Effect {
  return { internal: input.internal }
}

export function recordCallback({ row }: MoveContext, input: MoveInputOf<'recordCallback'>): Effect {
  return { internal: input.internal, details: { reached: input.reached }, set: input.reached ? {} : { failed_callbacks: row.failed_callbacks + 1 } }
}

/** Staff close only with the resident's word by phone or a recorded failed callback (field.md §2). */
export async function close(context: MoveContext, input: MoveInputOf<'close'>): Promise<Effect> {
  const { row, now } = context
  if (input.basis === 'callbackFailed' && row.failed_callbacks === 0)
    throw new DomainError('invalid_input', { issues: [{ path: ['basis'], rule: 'not_allowed_here' }] })
  await followMaster(context, 'masterClosed', input.told ?? null)
  return { told: input.told ?? null, details: { basis: input.basis }, set: { closure: input.basis, closed_at: now } }
}

export function reopenByStaff({ row }: MoveContext, input: MoveInputOf<'reopenByStaff'>): Effect {
  return { internal: input.reason, set: reopened(row.reopened_times) }
}

export function reopened(times: number) {
  return { closure: null, closed_at: null, stars: null, rating_words: null, rated_at: null, outcome: null, answer_met_at: null, reopened_times: times + 1 }
}

/** 并单: the duplicate follows its master, and its own duplicates come along. A master may not itself be a duplicate. */
export async function merge(context: MoveContext, input: MoveInputOf<'merge'>): Promise<Effect> {
  const { tx, actor, row, now } = context
  const master = await findRequest(tx, { tenants: [row.subdistrict] }, input.masterId)
  const bad = !master || master.id === row.id || master.state === 'merged' || ['declined', 'withdrawn'].includes(master.state)
  if (bad) throw new DomainError('invalid_input', { issues: [{ path: ['masterId'], rule: master ? 'not_allowed_here' : 'not_found' }] })
  if ((await listDuplicateIds(tx, row.subdistrict, row.id)).length > 0)
    throw new DomainError('invalid_input', { issues: [{ path: ['masterId'], rule: 'not_allowed_here' }] })
  await insertLink(
    tx,
    { subdistrict: row.subdistrict, id: newId(), fromId: row.id, toId: master.id, kind: 'duplicateOf', by: actor.kind === 'account' ? actor.accountId : null },
    now,
  )
  return {
    told: input.told ?? null,
    details: { master: master.receipt_number },
    set: { master_id: master.id, ...running(row.paused_since), objection_reason: null, objection_by: null },
  }
}

export function running(pausedSince: string | null) {
  return pausedSince === null ? {} : { paused_since: null, pause_reason: null }
}
