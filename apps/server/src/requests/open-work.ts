import { sql } from 'kysely'
import type { RequestState } from '@ejia/contract/requests.ts'
import type { Actor } from '../access/actor.ts'
import { holds } from '../access/permissions.ts'
import type { Db } from '../platform/database.ts'
import { isOpen } from './inbox/inbox-conditions.ts'
import { resourceOf } from './request-resource.ts'
import type { RequestRow } from './request-store.ts'

/** Whose work: a team of an area, or a department. */
export type Desk = { areaCode: string; unitId: string | null }
export type OpenWork = {
  open: number
  overdue: number
  deferred: number
  extended: number
  earliest: string | null
  review: string | null
  extendedTo: string | null
}

const ofDesk = ({ areaCode, unitId }: Desk) =>
  unitId === null ? sql`r.handler_area = ${areaCode} and r.handler_unit is null` : sql`r.handler_unit = ${unitId}`

/** The resident was told a later day, and it is still to come or to be kept. */
const isExtended = sql`(r.answer_extended and r.answer_met_at is null)`

/** Open cases of a desk, those past their time, and those put off with a review date (`requests_due_by_handler`, `requests_due_by_unit`). */
export async function countOpenWork(db: Db, subdistrict: string, desk: Desk, now: Date): Promise<OpenWork> {
  const { rows } = await sql<OpenWork>`
    select count(*)::int as open, (count(*) filter (where r.next_due_at < ${now}))::int as overdue,
      (count(*) filter (where r.state = 'deferred'))::int as deferred,
      (count(*) filter (where ${isExtended}))::int as extended,
      to_char(min(r.answer_due_at) filter (where ${isExtended}) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "extendedTo",
      to_char(min(r.next_due_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as earliest,
      to_char(min(r.review_on) filter (where r.state = 'deferred'), 'YYYY-MM-DD') as review
    from requests r where r.subdistrict = ${subdistrict} and ${ofDesk(desk)} and ${isOpen}`.execute(db)
  return rows[0]!
}

/** The cases behind the count that this reader may open; no text, no name. */
export async function listOpenWork(
  db: Db,
  actor: Actor,
  subdistrict: string,
  desk: Desk,
  now: Date,
): Promise<{ id: string; receiptNumber: string; state: RequestState; dueAt: string | null }[]> {
  const { rows } = await sql<
    Pick<RequestRow, 'id' | 'receipt_number' | 'state' | 'kind' | 'area_code' | 'handler_area' | 'handler_unit'> & { due: string | null }
  >`
    select r.id, r.receipt_number, r.state, r.kind, r.area_code, r.handler_area, r.handler_unit, r.next_due_at as due
    from requests r where r.subdistrict = ${subdistrict} and ${ofDesk(desk)} and ${isOpen} order by r.next_due_at, r.id limit 200`.execute(db)
  return rows
    .filter((row) => holds(actor, 'request.read', resourceOf(row), now))
    .map((row) => ({ id: row.id, receiptNumber: row.receipt_number, state: row.state, dueAt: row.due }))
}

/** Days the resident was told: of an extension, of a review; of cases this reader may open. */
export async function listToldDays(
  db: Db,
  actor: Actor,
  subdistrict: string,
  desk: Desk,
  now: Date,
): Promise<{ kind: 'extension' | 'review'; requestId: string; receiptNumber: string; dayOn: string }[]> {
  const { rows } = await sql<
    Pick<RequestRow, 'id' | 'receipt_number' | 'kind' | 'area_code' | 'handler_area' | 'handler_unit'> & { review: string | null; day: string }
  >`
    select r.id, r.receipt_number, r.kind, r.area_code, r.handler_area, r.handler_unit, to_char(r.review_on, 'YYYY-MM-DD') as review,
      coalesce(to_char(r.review_on, 'YYYY-MM-DD'), to_char(r.answer_due_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')) as day
    from requests r where r.subdistrict = ${subdistrict} and ${ofDesk(desk)} and ${isOpen} and (r.state = 'deferred' or ${isExtended}) order by day, r.id limit 200`.execute(
    db,
  )
  return rows
    .filter((row) => holds(actor, 'request.read', resourceOf(row), now))
    .map((row) => ({ kind: row.review === null ? 'extension' : 'review', requestId: row.id, receiptNumber: row.receipt_number, dayOn: row.day }))
}

/** Open cases by team and by the person who has them in hand, below some areas: load as information. */
export async function countOpenByHand(db: Db, tenants: readonly string[]): Promise<{ byArea: Map<string, number>; byPerson: Map<string, number> }> {
  const { rows } = await sql<{ area: string; person: string | null; n: number }>`
    select r.handler_area as area, r.handler_account as person, count(*)::int as n from requests r
    where r.subdistrict = any(${tenants}) and ${isOpen} group by 1, 2 order by 1, 2 limit 20000`.execute(db)
  const [byArea, byPerson] = [new Map<string, number>(), new Map<string, number>()]
  for (const { area, person, n } of rows) {
    byArea.set(area, (byArea.get(area) ?? 0) + n)
    if (person !== null) byPerson.set(person, (byPerson.get(person) ?? 0) + n)
  }
  return { byArea, byPerson }
}
