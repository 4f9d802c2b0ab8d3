import { sql } from 'kysely'
import { listSubdistricts } from '../areas/look-up-areas.ts'
import { tellStaff, type StaffNews } from '../messages/tell-staff.ts'
import type { Database, Tx } from '../platform/database.ts'
import { isUnanswered } from './inbox/inbox-conditions.ts'
import type { RequestRow } from './request-store.ts'

type Turned = Pick<
  RequestRow,
  'subdistrict' | 'id' | 'receipt_number' | 'area_code' | 'handler_area' | 'handler_unit' | 'handler_account' | 'first_receiver_account' | 'acknowledged_at'
> & { limit_kind: 'firstContact' | 'answer'; due_at: string; tone: 'amber' | 'red' }

/** What turned longer ago was told then; after a longer stop of the server the lists say it. */
const lookBackMs = 24 * 3_600_000
/** Further ahead no limit is amber yet. */
const lookAheadMs = 30 * 24 * 3_600_000

/** Job: a limit that comes near, or has passed, is told once to whoever answers for it. Answers how many were new. */
export async function tellOfLimits(db: Database, now: Date): Promise<number> {
  let told = 0
  for (const { code } of await listSubdistricts(db))
    for (const row of await listTurned(db, code, now)) if (await db.transaction().execute((tx) => tellOnce(tx, row, now))) told += 1
  return told
}

/** The limit that runs next, by `requests_due`, amber or red since yesterday and not told. */
async function listTurned(db: Database, subdistrict: string, now: Date): Promise<Turned[]> {
  const [since, until] = [new Date(now.getTime() - lookBackMs), new Date(now.getTime() + lookAheadMs)]
  const { rows } = await sql<Turned>`
    select t.* from (
      select r.subdistrict, r.id, r.receipt_number, r.area_code, r.handler_area, r.handler_unit, r.handler_account, r.first_receiver_account, r.acknowledged_at,
        r.next_due_at as due_at, n.limit_kind, case when r.next_due_at <= ${now} then 'red' else 'amber' end as tone
      from requests r cross join lateral (
        select case when c.contact then 'firstContact' else 'answer' end as limit_kind, case when c.contact then r.contact_amber_at else r.answer_amber_at end as amber_at
        from (select r.contact_met_at is null and r.contact_due_at <= r.answer_due_at as contact) c) n
      where r.subdistrict = ${subdistrict} and ${isUnanswered} and r.next_due_at > ${since} and r.next_due_at < ${until} and n.amber_at <= ${now}) t
    where not exists (select from told_limits l where l.subdistrict = t.subdistrict and l.request_id = t.id and l.kind = t.limit_kind and l.due_at = t.due_at
      and l.tone = t.tone)
    order by t.due_at, t.id limit 2000`.execute(db)
  return rows
}

async function tellOnce(tx: Tx, row: Turned, now: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into told_limits (subdistrict, request_id, kind, due_at, tone, told_at)
    values (${row.subdistrict}, ${row.id}, ${row.limit_kind}, ${row.due_at}, ${row.tone}, ${now}) on conflict do nothing returning request_id`.execute(tx)
  if (rows.length === 0) return false
  const red = row.tone === 'red'
  await tellStaff(
    tx,
    {
      to: answerableFor(row),
      kind: red ? 'limitOver' : 'limitNear',
      // A first contact is a matter of hours; an answer that comes near can wait for the day's digest.
      urgent: red || row.limit_kind === 'firstContact',
      area: row.area_code,
      about: row.receipt_number,
      link: `/requests/${row.id}`,
      dedupeKey: `limit:${row.id}:${row.limit_kind}:${row.due_at}:${row.tone}`,
    },
    now,
  )
  return true
}

/** Who has it in hand by name; else the team it lies with. Until somebody acknowledges, whoever received it first (首接负责制); once it is over, the lead. */
function answerableFor(row: Turned): StaffNews['to'] {
  const first = row.acknowledged_at === null && row.first_receiver_account !== null ? [{ account: row.first_receiver_account }] : []
  const hand = row.handler_account === null ? [teamOf(row)] : [{ account: row.handler_account }]
  const lead = row.area_code.length === 9 ? ('subdistrictStaff' as const) : ('communityLead' as const)
  return [...first, ...hand, ...(row.tone === 'red' ? [{ role: lead, over: row.area_code }] : [])]
}

function teamOf(row: Turned): StaffNews['to'][number] {
  if (row.handler_unit !== null) return { unit: row.handler_unit }
  if (row.handler_area.length === 15) return { role: 'gridOfficer', over: row.handler_area }
  return { role: row.handler_area.length === 12 ? 'communityLead' : 'subdistrictStaff', over: row.handler_area }
}
