import { tellStaff, type StaffNews } from '../messages/tell-staff.ts'
import { isPosted } from '../people/list-holders.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { Database, Tx } from '../platform/database.ts'
import { listDuePromises, type PromiseRow } from './promise-store.ts'

type Kind = 'promiseGiven' | 'promiseDue' | 'promiseOver'

/** The receipt number stands for it: the words are the resident's matter. */
export async function tellOfPromise(tx: Tx, row: PromiseRow, kind: Kind, step: string, except: string | null, now: Date): Promise<void> {
  await tellStaff(
    tx,
    {
      to: await keepersOf(tx, row, kind, now),
      kind,
      urgent: kind !== 'promiseGiven',
      area: row.area_code,
      about: row.receipt_number,
      link: '/promises',
      dedupeKey: `promise:${row.id}:${step}`,
      except,
    },
    now,
  )
}

/** Its owner; whoever answers for the case when its owner is posted nowhere any more; once it is late, the community's leads too. */
async function keepersOf(tx: Tx, row: PromiseRow, kind: Kind, now: Date): Promise<StaffNews['to']> {
  const lead = { role: 'communityLead', over: row.area_code } as const
  if (!(await isPosted(tx, row.owner_account, now)))
    return [row.handler_unit === null ? { role: 'gridOfficer', over: row.handler_area } : { unit: row.handler_unit }, lead]
  return [{ account: row.owner_account }, ...(kind === 'promiseOver' ? [lead] : [])]
}

/** Job, daily: once the day before, once when the day is over. Run twice, heard once. */
export async function remindOfPromises(db: Database, now: Date): Promise<number> {
  const [today, tomorrow] = [shanghaiDay(now), shanghaiDay(new Date(now.getTime() + 86_400_000))]
  const rows = await listDuePromises(db, tomorrow)
  for (const row of rows) {
    const over = row.due_on < today
    await db.transaction().execute((tx) => tellOfPromise(tx, row, over ? 'promiseOver' : 'promiseDue', `${row.due_on}:${over ? 'over' : 'near'}`, null, now))
  }
  return rows.length
}
