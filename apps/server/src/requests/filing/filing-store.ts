import { sql } from 'kysely'
import type { Channel, RequestKind, RequestState, RouteReason } from '@ejia/contract/requests.ts'
import { atCommit, type Db, type KeptRows, type Tx } from '../../platform/database.ts'
import type { PlannedMilestone } from '../../deadlines/plan-milestones.ts'
import { officersOf, type OfficerRow } from '../case-store.ts'
import type { EntryToWrite } from '../request-store.ts'
import type { Route } from './route-request.ts'
import type { ResolvedPlace } from '../../areas/find-place.ts'

export type ReceiptRow = { receipt_number: string; area_name: string; officers: OfficerRow[] }

/** What a receipt says beside what its filing knew, for a report taken in before: the number, and who answers for the place. */
export async function getReceipt(db: Db, filed: { subdistrict: string; requestId: string; handlerArea: string }, now: Date): Promise<ReceiptRow> {
  const { rows } = await sql<ReceiptRow>`
    select r.receipt_number, ha.name as area_name, (select coalesce(json_agg(o), '[]') from (${officersOf(filed.handlerArea, now)}) o) as officers
    from requests r join areas ha on ha.code = ${filed.handlerArea} where r.subdistrict = ${filed.subdistrict} and r.id = ${filed.requestId}`.execute(db)
  const [row] = rows
  if (!row) throw new Error('a filed request has no receipt')
  return row
}

export type RequestToFile = {
  subdistrict: string
  id: string
  day: string
  kind: RequestKind
  category: string
  channel: Channel
  state: RequestState
  text: string
  place: ResolvedPlace
  route: Route
  firstReceiver: { area: string; accountId: string | null }
  assisted: boolean
  filedBy: string | null
  externalNumber: string | null
  contact: PlannedMilestone
  answer: PlannedMilestone
  search: string[]
  photoCount: number
  reporter: {
    anonymous: boolean
    nameSealed: Buffer | null
    phoneSealed: Buffer | null
    phoneIndex: Buffer | null
    phoneEnding: string | null
    accountId: string | null
    followHash: Buffer
    onBehalf: boolean
    consent: string | null
  }
  entries: EntryToWrite[]
}

/**
 * Receipt number, case, sealed reporter and first entries in one statement, kept for the commit: the day's counter is
 * locked for no round trip. The receipt number is the last three digits of the subdistrict, the day, the number of the
 * day; it can be read once the transaction stands.
 */
export function insertRequest(tx: Tx, r: RequestToFile, now: Date): Promise<KeptRows<ReceiptRow>> {
  const { reporter } = r
  const route: RouteReason[] = r.route.reasons
  return atCommit(
    tx,
    sql<ReceiptRow>`
    with counter as (
      insert into receipt_counters as c (subdistrict, day, last_number) values (${r.subdistrict}, ${r.day}, 1)
      on conflict (subdistrict, day) do update set last_number = c.last_number + 1
      returning last_number),
    filed as (
      insert into requests (subdistrict, id, receipt_number, kind, category, channel, state, text, area_code, building_id, place_detail, place_text,
        longitude, latitude, handler_area, handler_unit, first_receiver_area, first_receiver_account, duty, route, assisted, filed_by, external_number,
        filed_at, contact_due_at, contact_amber_at, answer_due_at, answer_amber_at, photo_count, search, changed_at)
      select ${r.subdistrict}, ${r.id},
        right(${r.subdistrict}, 3) || '-' || to_char(${r.day}::date, 'YYMMDD') || '-' || lpad(last_number::text, greatest(4, length(last_number::text)), '0'),
        ${r.kind}, ${r.category}, ${r.channel}, ${r.state}, ${r.text}, ${r.place.areaCode}, ${r.place.buildingId}::uuid, ${r.place.detail}, ${r.place.text},
        ${r.place.point?.longitude ?? null}::float8, ${r.place.point?.latitude ?? null}::float8, ${r.route.handlerArea}, ${r.route.handlerUnit}::uuid, ${r.firstReceiver.area},
        ${r.firstReceiver.accountId}::uuid, ${r.route.duty}, ${JSON.stringify(route)}::jsonb, ${r.assisted}, ${r.filedBy}::uuid, ${r.externalNumber},
        ${now}, ${r.contact.dueAt}, ${r.contact.amberAt}, ${r.answer.dueAt}, ${r.answer.amberAt}, ${r.photoCount}, array_to_tsvector(${r.search}::text[]), ${now}
      from counter returning receipt_number),
    reporter as (
      insert into request_reporters (subdistrict, request_id, anonymous, name_sealed, phone_sealed, phone_index, phone_ending, account_id, follow_hash, on_behalf, consent)
      values (${r.subdistrict}, ${r.id}, ${reporter.anonymous}, ${reporter.nameSealed}, ${reporter.phoneSealed}, ${reporter.phoneIndex}, ${reporter.phoneEnding},
        ${reporter.accountId}, ${reporter.followHash}, ${reporter.onBehalf}, ${reporter.consent})),
    pointer as (
      insert into account_requests (account_id, subdistrict, request_id, filed_at)
      select ${reporter.accountId}::uuid, ${r.subdistrict}, ${r.id}, ${now} where ${reporter.accountId}::uuid is not null),
    entries as (
      insert into request_entries (subdistrict, id, request_id, at, step, from_state, to_state, actor_kind, actor_account, actor_name, actor_role, told, internal, details)
      select ${r.subdistrict}, e.id, ${r.id}, ${now}, e.step, e."from", e."to", e.kind, e.account, e.name, e.role, e.told, e.internal, e.details
      from jsonb_to_recordset(${JSON.stringify(r.entries.map(flatEntry))}::jsonb)
        as e(id uuid, step text, "from" text, "to" text, kind text, account uuid, name text, role text, told text, internal text, details jsonb))
    select filed.receipt_number, ha.name as area_name, (select coalesce(json_agg(o), '[]') from (${officersOf(r.route.handlerArea, now)}) o) as officers
    from filed join areas ha on ha.code = ${r.route.handlerArea}`,
  )
}

function flatEntry({ actor, ...entry }: EntryToWrite) {
  return { ...entry, kind: actor.kind, account: actor.accountId, name: actor.name, role: actor.role }
}
