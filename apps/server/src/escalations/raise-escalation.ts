import { openStates, type RequestState } from '@ejia/contract/requests.ts'
import type { AccountActor, Actor } from '../access/actor.ts'
import { holds } from '../access/permissions.ts'
import { findArea } from '../areas/look-up-areas.ts'
import { getConfiguration } from '../configuration/get-configuration.ts'
import { planLimit } from '../deadlines/plan-limit.ts'
import { recordAudit } from '../history/record-audit.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db, Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { getMatter, lockHandledCase, mayHandleCase, tellOnCase } from '../requests/case-for-others.ts'
import { resourceOf } from '../requests/request-resource.ts'
import { findEscalation, insertEscalation, insertEscalationEntry, type EscalationRow, type NewEscalation } from './escalation-store.ts'
import { tellOfRaised } from './tell-of-escalation.ts'

/** A level that cannot solve a case asks the next above it, saying what it tried. The case stays where it is. */
export async function raiseEscalation(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  input: { requestId: string; tried: string; asked: string },
  now: Date,
): Promise<EscalationRow> {
  const request = await lockHandledCase(tx, actor, input.requestId, now)
  const from = request.handler_area
  // A grid does not speak for its community: whoever has the case raises it, or the level above.
  if (!holds(actor, 'escalation.raise', { areaCode: from }, now)) throw new DomainError('permission_denied', { action: 'escalation.raise' })
  if (!isOpenCase(request.state)) throw new DomainError('move_not_allowed', { move: 'raise', current: request.state })
  const { place } = await getMatter(tx, request.subdistrict, request.id)
  const row = await openLevel(
    tx,
    crypto,
    actor,
    {
      subdistrict: request.subdistrict,
      request_id: request.id,
      below_id: null,
      from_area: from,
      contact_area: from,
      origin_area: resourceOf(request).areaCode,
      place_text: place,
      tried: input.tried,
      asked: input.asked,
    },
    now,
  )
  const told = `这件事${row.from_name}办不了，已上报${row.to_name}，仍由${row.contact_name}和您联系。`
  await tellOnCase(
    tx,
    crypto,
    actor,
    { subdistrict: row.subdistrict, requestId: row.request_id },
    'escalation',
    { told, details: { escalationId: row.id, step: 'raise' } },
    now,
  )
  return row
}

/** Opens an escalation to the level above `from_area`; `passUp` does it for the level that was asked. */
export async function openLevel(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  asked: Omit<NewEscalation, 'id' | 'to_area' | 'raised_by' | 'dueAt' | 'amberAt'>,
  now: Date,
): Promise<EscalationRow> {
  const upper = levelAbove(asked.from_area)
  if (upper === null || !(await findArea(tx, upper.area))) throw new DomainError('move_not_allowed', { move: 'raise', current: 'district' })
  const configuration = await getConfiguration(tx, asked.subdistrict)
  const { limits, amberShare } = configuration.escalations
  const id = newId()
  const times = planLimit(configuration, limits[upper.level], amberShare, now)
  const written = await insertEscalation(tx, { ...asked, id, to_area: upper.area, raised_by: actor.accountId, ...times }, now)
  if (!written) throw new DomainError('conflict')
  await insertEscalationEntry(
    tx,
    {
      subdistrict: asked.subdistrict,
      id: newId(),
      escalationId: id,
      step: 'raise',
      account: actor.accountId,
      name: actor.name,
      area: asked.from_area,
      words: asked.asked,
    },
    now,
  )
  await recordAudit(tx, crypto, { subdistrict: asked.subdistrict, actor: actor.accountId, action: 'escalation.raise', target: { kind: 'escalation', id } }, now)
  const row = (await findEscalation(tx, [asked.subdistrict], id))!
  await tellOfRaised(tx, row, actor.accountId, now)
  return row
}

/** Null: there is no level above the district. */
export function levelAbove(area: string): { area: string; level: 'community' | 'subdistrict' | 'district' } | null {
  const level = ({ 15: 'community', 12: 'subdistrict', 9: 'district' } as const)[area.length]
  return level === undefined ? null : { area: area.slice(0, -3), level }
}

/** Whether the page offers it, and to whom it would go. */
export async function raisableTo(db: Db, actor: Actor, requestId: string, now: Date): Promise<{ subdistrict: string; to: string | null }> {
  const row = await mayHandleCase(db, actor, requestId, now)
  const upper = row && isOpenCase(row.state) && holds(actor, 'escalation.raise', { areaCode: row.handler_area }, now) ? levelAbove(row.handler_area) : null
  return { subdistrict: row?.subdistrict ?? '', to: upper?.area ?? null }
}

function isOpenCase(state: RequestState): boolean {
  return (openStates as readonly RequestState[]).includes(state)
}
