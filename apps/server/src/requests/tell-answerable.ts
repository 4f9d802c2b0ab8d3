import { sql } from 'kysely'
import { tellStaff, type StaffNews } from '../messages/tell-staff.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { Database, Tx } from '../platform/database.ts'
import type { RequestRow } from './request-store.ts'

type Matter = Pick<RequestRow, 'id' | 'receipt_number' | 'area_code' | 'handler_area' | 'handler_unit' | 'handler_account'>

/** Who has it in hand, and the community's leads; where no community is known, or a department has it, the office too. */
function answerable(row: Matter): StaffNews['to'] {
  return [
    ...(row.handler_account === null ? [] : [{ account: row.handler_account }]),
    row.handler_unit === null ? { role: 'gridOfficer' as const, over: row.handler_area } : { unit: row.handler_unit },
    { role: 'communityLead', over: row.area_code },
    ...(row.handler_unit !== null || row.handler_area.length === 9 || row.area_code.length === 9 ? [office(row)] : []),
  ]
}

const office = (row: Matter) => ({ role: 'subdistrictStaff' as const, over: row.area_code })

/** “Not solved” always reaches whoever answers for it; when it does not open the case again, the office as well. */
export async function tellOfNotSolved(tx: Tx, row: Matter, entryId: string, opensAgain: boolean, now: Date): Promise<void> {
  const to = opensAgain ? answerable(row) : [...answerable(row), office(row)]
  await tell(tx, row, { to, kind: 'notSolved', urgent: true, dedupeKey: `not-solved:${entryId}` }, now)
}

/** Job, daily: what was put off is looked at again on the day the resident was told. Answers how many there were. */
export async function tellOfReviewsDue(db: Database, now: Date): Promise<number> {
  const { rows } = await sql<Matter & { review_on: string }>`
    select id, receipt_number, area_code, handler_area, handler_unit, handler_account, review_on from requests
    where state = 'deferred' and review_on <= ${shanghaiDay(now)} order by review_on, id limit 5000`.execute(db)
  for (const row of rows)
    await db
      .transaction()
      .execute((tx) => tell(tx, row, { to: answerable(row), kind: 'reviewDue', urgent: false, dedupeKey: `review:${row.id}:${row.review_on}` }, now))
  return rows.length
}

function tell(tx: Tx, row: Matter, news: Pick<StaffNews, 'to' | 'kind' | 'urgent' | 'dedupeKey'>, now: Date): Promise<void> {
  return tellStaff(tx, { ...news, area: row.area_code, about: row.receipt_number, link: `/requests/${row.id}` }, now)
}
