import { sql } from 'kysely'
import type { RequestState } from '@ejia/contract/requests.ts'
import { codeRange } from '@ejia/geography/area-codes.ts'
import type { Db } from '../platform/database.ts'

export type ServiceRequestRow = {
  receipt_number: string
  category: string
  state: RequestState
  text: string
  place_text: string
  building_id: string | null
  longitude: number | null
  latitude: number | null
  responsible: string
  filed_at: string
  changed_at: string
  answer_due_at: string
  told: string | null
}
export type ServiceRequestFilter = {
  receiptNumbers: readonly string[] | null
  categories: readonly string[] | null
  from: Date | null
  to: Date | null
  open: boolean | null
  limit: number
  offset: number
}

/** Read-only: what a machine may know of the cases in its key's area. Never who reported, never a tip-off, never internal words. */
export async function listServiceRequests(db: Db, tenants: readonly string[], area: string, filter: ServiceRequestFilter): Promise<ServiceRequestRow[]> {
  const { from, to } = codeRange(area)
  const { rows } = await sql<ServiceRequestRow>`
    select r.receipt_number, r.category, r.state, r.text, r.place_text, r.building_id, r.longitude, r.latitude, coalesce(u.name, a.name) as responsible,
      r.filed_at, r.changed_at, r.answer_due_at,
      (select e.told from request_entries e where e.subdistrict = r.subdistrict and e.request_id = r.id and e.told is not null and e.actor_kind <> 'reporter' order by e.at desc, e.id desc limit 1) as told
    from requests r join areas a on a.code = r.handler_area left join units u on u.id = r.handler_unit
    where r.subdistrict = any(${tenants}) and r.area_code >= ${from} collate "C" and r.area_code < ${to} collate "C" and r.kind <> 'tipOff'
      and (${filter.receiptNumbers}::text[] is null or r.receipt_number = any(${filter.receiptNumbers}::text[]))
      and (${filter.categories}::text[] is null or r.category = any(${filter.categories}::text[]))
      and (${filter.from}::timestamptz is null or r.filed_at >= ${filter.from}) and (${filter.to}::timestamptz is null or r.filed_at <= ${filter.to})
      and (${filter.open}::boolean is null or (r.state in ('declined', 'closed', 'rated', 'merged', 'withdrawn')) <> ${filter.open}::boolean)
    order by r.filed_at desc, r.id desc limit ${filter.limit} offset ${filter.offset}`.execute(db)
  return rows
}
