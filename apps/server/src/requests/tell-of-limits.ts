import { sql } from 'kysely'
import { listSubdistricts } from '../areas/look-up-areas.ts'
import { tellStaff, type StaffNews } from '../messages/tell-staff.ts'
import { listHolders } from '../people/list-holders.ts'
import type { Database, Tx } from '../platform/database.ts'
import { isUnanswered } from './inbox/inbox-conditions.ts'
import type { RequestRow } from './request-store.ts'

type Turned = Pick<
  RequestRow,
  'subdistrict' | 'id' | 'receipt_number' | 'area_code' | 'handler_area' | 'handler_unit' | 'handler_account' | 'first_receiver_account' | 'acknowledged_at'
> & { limit_kind: 'firstContact' | 'answer'; due_at: string; tone: 'amber' | 'red' }

/** Further ahead no limit is amber yet. */
const lookAheadMs = 30 * 24 * 3_600_000
/** More than a handful at once (a server that stood, the end of a working day) are one message. */
const handful = 5

/** Job: a limit that comes near, or has passed, is told once to whoever answers for it, however long the server stood. Answers how many were new. */
export async function tellOfLimits(db: Database, now: Date): Promise<number> {
  let told = 0
  for (const { code } of await listSubdistricts(db)) {
    const turned = await listTurned(db, code, now)
    if (turned.length > 0) told += await db.transaction().execute((tx) => tellOnce(tx, code, turned, now))
  }
  return told
}

/** The limit that runs next, by `requests_due`, amber or red and not told. What is beyond one run waits for the next. */
async function listTurned(db: Database, subdistrict: string, now: Date): Promise<Turned[]> {
  const until = new Date(now.getTime() + lookAheadMs)
  const { rows } = await sql<Turned>`
    select t.* from (
      select r.subdistrict, r.id, r.receipt_number, r.area_code, r.handler_area, r.handler_unit, r.handler_account, r.first_receiver_account, r.acknowledged_at,
        r.next_due_at as due_at, n.limit_kind, case when r.next_due_at <= ${now} then 'red' else 'amber' end as tone
      from requests r cross join lateral (
        select case when c.contact then 'firstContact' else 'answer' end as limit_kind, case when c.contact then r.contact_amber_at else r.answer_amber_at end as amber_at
        from (select r.contact_met_at is null and r.contact_due_at <= r.answer_due_at as contact) c) n
      where r.subdistrict = ${subdistrict} and ${isUnanswered} and r.next_due_at < ${until} and n.amber_at <= ${now}) t
    where not exists (select from told_limits l where l.subdistrict = t.subdistrict and l.request_id = t.id and l.kind = t.limit_kind and l.due_at = t.due_at
      and l.tone = t.tone)
    order by t.due_at, t.id limit 5000`.execute(db)
  return rows
}

/** Another process may have told some of them meanwhile: what is new is what could be written down. */
async function tellOnce(tx: Tx, subdistrict: string, turned: readonly Turned[], now: Date): Promise<number> {
  const { rows } = await sql<{ request_id: string }>`
    insert into told_limits (subdistrict, request_id, kind, due_at, tone, told_at)
    select ${subdistrict}, u.id, u.kind, u.due_at, u.tone, ${now}
    from unnest(${turned.map((row) => row.id)}::uuid[], ${turned.map((row) => row.limit_kind)}::text[], ${turned.map((row) => row.due_at)}::timestamptz[],
      ${turned.map((row) => row.tone)}::text[]) as u(id, kind, due_at, tone)
    on conflict do nothing returning request_id`.execute(tx)
  const written = new Set(rows.map((row) => row.request_id))
  const fresh = turned.filter((row) => written.has(row.id))
  const pairs = await whoAnswers(tx, fresh, now)
  const byPerson = Map.groupBy(pairs, (pair) => pair.account)
  const alone = pairs.filter(({ account }) => byPerson.get(account)!.length <= handful)
  for (const [row, some] of Map.groupBy(alone, (pair) => pair.row))
    await tellOfOne(
      tx,
      row,
      some.map(({ account }) => account),
      now,
    )
  for (const [account, some] of byPerson)
    if (some.length > handful)
      await tellOfMany(
        tx,
        subdistrict,
        account,
        some.map(({ row }) => row),
        now,
      )
  return fresh.length
}

async function whoAnswers(tx: Tx, rows: readonly Turned[], now: Date): Promise<{ row: Turned; account: string }[]> {
  const known = new Map<string, string[]>()
  const pairs: { row: Turned; account: string }[] = []
  for (const row of rows) {
    const accounts = new Set<string>()
    for (const one of answerableFor(row)) {
      const key = JSON.stringify(one)
      if (!known.has(key)) known.set(key, 'account' in one ? [one.account] : await listHolders(tx, one, now))
      for (const account of known.get(key)!) accounts.add(account)
    }
    for (const account of accounts) pairs.push({ row, account })
  }
  return pairs
}

/** A first contact is a matter of hours; an answer that comes near can wait for the day's digest. */
const isUrgent = (row: Turned): boolean => row.tone === 'red' || row.limit_kind === 'firstContact'

async function tellOfOne(tx: Tx, row: Turned, accounts: readonly string[], now: Date): Promise<void> {
  await tellStaff(
    tx,
    {
      to: accounts.map((account) => ({ account })),
      kind: row.tone === 'red' ? 'limitOver' : 'limitNear',
      urgent: isUrgent(row),
      area: row.area_code,
      about: row.receipt_number,
      link: `/requests/${row.id}`,
      dedupeKey: `limit:${row.id}:${row.limit_kind}:${row.due_at}:${row.tone}`,
    },
    now,
  )
}

async function tellOfMany(tx: Tx, subdistrict: string, account: string, rows: readonly Turned[], now: Date): Promise<void> {
  const over = rows.every((row) => row.tone === 'red')
  await tellStaff(
    tx,
    {
      to: [{ account }],
      kind: 'limitsTurned',
      urgent: rows.some(isUrgent),
      area: subdistrict,
      about: String(rows.length),
      link: over ? '/inbox?overdue=true' : '/inbox',
      dedupeKey: `limits:${subdistrict}:${now.toISOString()}`,
    },
    now,
  )
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
