import { sql } from 'kysely'
import type { Duty, RequestKind, RequestState, RouteReason } from '@ejia/contract/requests.ts'
import type { Scope } from '../access/permissions.ts'
import type { Db, Tx } from '../platform/database.ts'
import { ofTenants } from './inbox/inbox-conditions.ts'

export type RequestRow = {
  subdistrict: string
  id: string
  receipt_number: string
  kind: RequestKind
  category: string
  channel: string
  state: RequestState
  text: string
  area_code: string
  building_id: string | null
  place_detail: string
  place_text: string
  longitude: number | null
  latitude: number | null
  handler_area: string
  handler_unit: string | null
  handler_account: string | null
  first_receiver_area: string
  first_receiver_account: string | null
  acknowledged_at: string | null
  duty: Duty
  route: RouteReason[]
  assisted: boolean
  external_number: string | null
  filed_at: string
  contact_due_at: string
  contact_amber_at: string
  contact_met_at: string | null
  answer_due_at: string
  answer_amber_at: string
  answer_met_at: string | null
  answer_extended: boolean
  paused_since: string | null
  pause_reason: string | null
  extension_until: string | null
  extension_reason: string | null
  extension_by: string | null
  objection_reason: string | null
  objection_by: string | null
  defer_explanation: string | null
  review_on: string | null
  outcome: string | null
  closed_at: string | null
  closure: string | null
  stars: number | null
  rating_words: string | null
  rated_at: string | null
  reopened_times: number
  reopened_by_reporter: boolean
  failed_callbacks: number
  master_id: string | null
  photo_count: number
  version: number
}

export const requestColumns = sql.raw(
  [
    'subdistrict',
    'id',
    'receipt_number',
    'kind',
    'category',
    'channel',
    'state',
    'text',
    'area_code',
    'building_id',
    'place_detail',
    'place_text',
    'longitude',
    'latitude',
    'handler_area',
    'handler_unit',
    'handler_account',
    'first_receiver_area',
    'first_receiver_account',
    'acknowledged_at',
    'duty',
    'route',
    'assisted',
    'external_number',
    'filed_at',
    'contact_due_at',
    'contact_amber_at',
    'contact_met_at',
    'answer_due_at',
    'answer_amber_at',
    'answer_met_at',
    'answer_extended',
    'paused_since',
    'pause_reason',
    'extension_until',
    'extension_reason',
    'extension_by',
    'objection_reason',
    'objection_by',
    'defer_explanation',
    'review_on',
    'outcome',
    'closed_at',
    'closure',
    'stars',
    'rating_words',
    'rated_at',
    'reopened_times',
    'reopened_by_reporter',
    'failed_callbacks',
    'master_id',
    'photo_count',
    'version',
  ]
    .map((column) => `r.${column}`)
    .join(', '),
)

export type ReporterRow = {
  anonymous: boolean
  name_sealed: Buffer | null
  phone_sealed: Buffer | null
  phone_ending: string | null
  account_id: string | null
  on_behalf: boolean
  consent: string | null
}

/** By id among the tenants the caller reaches; the permission check follows in the use case. */
export async function findRequest(db: Db, scope: Pick<Scope, 'tenants'>, id: string): Promise<RequestRow | undefined> {
  const { rows } = await sql<RequestRow>`select ${requestColumns} from requests r where ${ofTenants(scope.tenants)} and r.id = ${id}`.execute(db)
  return rows[0]
}

/** Some by id, in the order of their filing. */
export async function listRequests(db: Db, scope: Pick<Scope, 'tenants'>, ids: readonly string[]): Promise<RequestRow[]> {
  const { rows } = await sql<RequestRow>`
    select ${requestColumns} from requests r where ${ofTenants(scope.tenants)} and r.id = any(${ids}::uuid[]) order by r.id limit 200`.execute(db)
  return rows
}

export async function lockRequest(tx: Tx, tenants: readonly string[], id: string): Promise<RequestRow | undefined> {
  const { rows } = await sql<RequestRow>`select ${requestColumns} from requests r where ${ofTenants(tenants)} and r.id = ${id} for update`.execute(tx)
  return rows[0]
}

export async function findReporter(db: Db, subdistrict: string, requestId: string): Promise<ReporterRow | undefined> {
  const { rows } = await sql<ReporterRow>`
    select anonymous, name_sealed, phone_sealed, phone_ending, account_id, on_behalf, consent
    from request_reporters where subdistrict = ${subdistrict} and request_id = ${requestId}`.execute(db)
  return rows[0]
}

/** The case behind a receipt link. */
export async function findByFollowHash(db: Db, subdistrict: string, followHash: Buffer): Promise<string | undefined> {
  const { rows } = await sql<{ request_id: string }>`
    select request_id from request_reporters where subdistrict = ${subdistrict} and follow_hash = ${followHash}`.execute(db)
  return rows[0]?.request_id
}

export async function listDuplicateIds(db: Db, subdistrict: string, masterId: string): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select id from requests where subdistrict = ${subdistrict} and master_id = ${masterId} order by id limit 200`.execute(db)
  return rows.map((row) => row.id)
}

export type EntryToWrite = {
  id: string
  step: string
  from: RequestState | null
  to: RequestState | null
  actor: { kind: 'reporter' | 'staff' | 'system'; accountId: string | null; name: string; role: string | null }
  told: string | null
  internal: string | null
  details: Record<string, unknown>
}

/** Takes uploaded photos into a case. Returns how many were taken: a photo can be taken once. */
export async function attachPhotos(
  tx: Tx,
  subdistrict: string,
  requestId: string,
  entryId: string,
  photoIds: readonly string[],
  isPublic: boolean,
): Promise<number> {
  if (photoIds.length === 0) return 0
  const { rows } = await sql`
    with taken as (delete from uploaded_photos where id = any(${photoIds}::uuid[]) returning id, content_hash, width, height)
    insert into request_photos (subdistrict, id, request_id, entry_id, content_hash, width, height, position, public)
    select ${subdistrict}, id, ${requestId}, ${entryId}, content_hash, width, height, array_position(${photoIds}::uuid[], id), ${isPublic} from taken
    returning id`.execute(tx)
  return rows.length
}

export async function findPhoto(
  db: Db,
  subdistrict: string,
  requestId: string,
  photoId: string,
): Promise<{ content_hash: string; public: boolean } | undefined> {
  const { rows } = await sql<{ content_hash: string; public: boolean }>`
    select content_hash, public from request_photos where subdistrict = ${subdistrict} and request_id = ${requestId} and id = ${photoId}`.execute(db)
  return rows[0]
}
