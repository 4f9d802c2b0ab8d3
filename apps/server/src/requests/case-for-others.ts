import { accountIdOf, type Actor } from '../access/actor.ts'
import { actingRole, holds, requirePermission } from '../access/permissions.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db, Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { findCaseParts } from './case-store.ts'
import { writeMove } from './move-request.ts'
import { resourceOf } from './request-resource.ts'
import { findPhoto, findRequest, listRequests, lockRequest, type RequestRow } from './request-store.ts'

/** What grows out of a case (whistles, escalations, meetings) reads and tells through here; its state is not theirs to write. */

/** The case locked, for somebody who may handle it. */
export async function lockHandledCase(tx: Tx, actor: Actor, requestId: string, now: Date): Promise<RequestRow> {
  const row = await lockRequest(tx, actor.tenants, requestId)
  if (!row) throw new DomainError('not_found')
  requirePermission(actor, 'request.handle', 'request.read', resourceOf(row), now)
  return row
}

/** Whoever locks a case and something that grew out of it locks the case first. */
export async function lockCase(tx: Tx, subdistrict: string, requestId: string): Promise<void> {
  if (!(await lockRequest(tx, [subdistrict], requestId))) throw new Error('a case vanished')
}

/** May the actor handle this case now? Out of sight is `not_found`. */
export async function mayHandleCase(db: Db, actor: Actor, requestId: string, now: Date): Promise<RequestRow | null> {
  const row = await getVisibleCase(db, actor, requestId, now)
  return holds(actor, 'request.handle', resourceOf(row), now) ? row : null
}

/** The case as far as it may be opened; out of sight is `not_found`. */
export async function getVisibleCase(db: Db, actor: Actor, requestId: string, now: Date): Promise<RequestRow> {
  const row = await findRequest(db, actor, requestId)
  if (!row || !holds(actor, 'request.read', resourceOf(row), now)) throw new DomainError('not_found')
  return row
}

/** Those of some cases that may be opened. */
export async function listVisibleCases(db: Db, actor: Actor, ids: readonly string[], now: Date): Promise<RequestRow[]> {
  return (await listRequests(db, actor, ids)).filter((row) => holds(actor, 'request.read', resourceOf(row), now))
}

/** An entry of the case's timeline that leaves its state alone: `told` is what the resident reads. */
export async function tellOnCase(
  tx: Tx,
  crypto: CryptoProvider,
  actor: Actor,
  owner: { subdistrict: string; requestId: string },
  step: 'whistle' | 'captain' | 'escalation' | 'promise' | 'meeting',
  words: { told: string | null; internal?: string; details: Record<string, unknown> },
  now: Date,
): Promise<void> {
  const row = await lockRequest(tx, [owner.subdistrict], owner.requestId)
  if (!row) throw new Error('a case vanished')
  const name = actor.kind === 'account' || actor.kind === 'system' ? actor.name : ''
  // Who promises stands by it with their public name; in the other steps a team or a level speaks.
  const role = step === 'promise' ? actingRole(actor, 'request.handle', resourceOf(row), now) : null
  const by = { kind: actor.kind === 'system' ? 'system' : 'staff', accountId: accountIdOf(actor), name, role } as const
  await writeMove({ tx, crypto, actor, row, now, entryId: newId() }, step, by, row.state, words)
}

/** The matter without anybody's name: words, place to the building, photos the reporter or the team made public. */
export async function getMatter(db: Db, subdistrict: string, requestId: string) {
  const row = await findRequest(db, { tenants: [subdistrict] }, requestId)
  if (!row) throw new Error('a case vanished')
  const parts = await findCaseParts(db, subdistrict, requestId)
  return {
    row,
    place: placeToBuilding(row, parts.area_names, parts.building_name),
    photos: parts.photos.filter((photo) => photo.public).map(({ id, width, height }) => ({ id, width, height })),
  }
}

/** The door is not told: it may be the reporter's own. */
function placeToBuilding(row: RequestRow, areaNames: Record<string, string>, building: string | null): string {
  return [areaNames[row.area_code], building].filter((part) => part).join(' ')
}

/** A public photo of the case, by content; `undefined` when there is none or it is internal. */
export async function findPublicPhoto(db: Db, subdistrict: string, requestId: string, photoId: string): Promise<string | undefined> {
  const photo = await findPhoto(db, subdistrict, requestId, photoId)
  return photo?.public ? photo.content_hash : undefined
}
