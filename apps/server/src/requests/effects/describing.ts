import type { MoveInputOf } from '@ejia/contract/inbox.ts'
import { findPlace } from '../../areas/find-place.ts'
import { getConfiguration } from '../../configuration/get-configuration.ts'
import { planMilestones } from '../../deadlines/plan-milestones.ts'
import { shanghaiDay } from '../../platform/clock.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { requireCategory } from '../filing/file-request.ts'
import { deleteLink, insertLink } from '../link-store.ts'
import type { Effect, MoveContext } from '../move-request.ts'
import { clearPartyRow, insertParty } from '../party-store.ts'
import { resourceOf } from '../request-resource.ts'
import { findRequest } from '../request-store.ts'
import { searchTokens } from '../../platform/search-tokens.ts'
import { holds } from '../../access/permissions.ts'

export function comment({ row, now }: MoveContext, input: MoveInputOf<'comment'>): Effect {
  return { told: input.told, photoIds: input.photoIds ?? [], set: { contact_met_at: row.contact_met_at ?? now } }
}

export function note(_: MoveContext, input: MoveInputOf<'note'>): Effect {
  return { internal: input.internal, photoIds: input.photoIds ?? [] }
}

/** Both cases must be in the person's sight. */
export async function link({ tx, actor, row, now }: MoveContext, input: MoveInputOf<'link'>): Promise<Effect> {
  const other = await findRequest(tx, { tenants: [row.subdistrict] }, input.otherId)
  if (!other || !holds(actor, 'request.read', resourceOf(other), now)) throw refused('otherId', 'not_found')
  if (other.id === row.id || input.kind === 'duplicateOf') throw refused(other.id === row.id ? 'otherId' : 'kind', 'not_allowed_here')
  const written = await insertLink(
    tx,
    { subdistrict: row.subdistrict, id: newId(), fromId: row.id, toId: other.id, kind: input.kind, by: actor.kind === 'account' ? actor.accountId : null },
    now,
  )
  if (!written) throw refused('otherId', 'already_taken')
  return { details: { kind: input.kind, other: other.receipt_number } }
}

export async function unlink({ tx, row }: MoveContext, input: MoveInputOf<'unlink'>): Promise<Effect> {
  const removed = await deleteLink(tx, row.subdistrict, row.id, input.linkId)
  if (!removed) throw refused('linkId', 'not_found')
  return { details: { kind: removed.kind } }
}

/** The timeline tells that a party was added, not who: a cleared party leaves no trace there. */
export async function addParty({ tx, crypto, row, now }: MoveContext, input: MoveInputOf<'addParty'>): Promise<Effect> {
  const id = newId()
  const nameSealed = input.name === undefined ? null : crypto.seal(input.name, { table: 'request_parties', id, field: 'name' })
  await insertParty(
    tx,
    { subdistrict: row.subdistrict, id, requestId: row.id, role: input.role, dwelling: input.dwelling, nameSealed, note: input.note ?? '' },
    now,
  )
  return {}
}

/** Found not responsible: role, name and note go in the same step (field.md §2). */
export async function clearParty({ tx, row, now }: MoveContext, input: MoveInputOf<'clearParty'>): Promise<Effect> {
  const cleared = await clearPartyRow(tx, row.subdistrict, row.id, input.partyId, now)
  if (!cleared) throw refused('partyId', 'not_found')
  return { internal: input.internal ?? null }
}

/** Corrects where; who is responsible changes only by reassigning or by an objection. */
export async function correctPlace({ tx, row, now }: MoveContext, input: MoveInputOf<'correctPlace'>): Promise<Effect> {
  const place = await findPlace(tx, input.place, row.subdistrict, shanghaiDay(now))
  if (place.areaCode.slice(0, 9) !== row.subdistrict) throw refused('place', 'not_allowed_here')
  return {
    internal: input.reason ?? null,
    details: { before: row.place_text, after: place.text },
    set: {
      area_code: place.areaCode,
      building_id: place.buildingId,
      place_detail: place.detail,
      place_text: place.text,
      longitude: place.point?.longitude ?? null,
      latitude: place.point?.latitude ?? null,
      search: searchTokens(row.text, place.text),
    },
  }
}

/** Another category has other limits: they are counted afresh from the filing. */
export async function changeCategory({ tx, row }: MoveContext, input: MoveInputOf<'changeCategory'>): Promise<Effect> {
  const configuration = await getConfiguration(tx, row.subdistrict)
  requireCategory(configuration, input.category)
  const { firstContact, answer } = planMilestones(configuration, input.category, new Date(row.filed_at))
  return {
    internal: input.reason ?? null,
    details: { before: row.category, after: input.category },
    set: {
      kind: input.kind,
      category: input.category,
      contact_due_at: firstContact.dueAt,
      contact_amber_at: firstContact.amberAt,
      ...(row.answer_extended ? {} : { answer_due_at: answer.dueAt, answer_amber_at: answer.amberAt }),
    },
  }
}

function refused(field: string, rule: string): DomainError {
  return new DomainError('invalid_input', { issues: [{ path: [field], rule }] })
}
