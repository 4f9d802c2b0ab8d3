import { getConfiguration } from '../../configuration/get-configuration.ts'
import { shanghaiDay } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import { tellOwner } from '../tell-of-meeting.ts'
import { listDueTasks, listTaskTenants } from './task-store.ts'

const day = 86_400_000

/** Each owner hears once of a day that comes near, and once when it has passed; told twice, heard once. */
export async function remindOfTasks(db: Database, now: Date): Promise<number> {
  let told = 0
  for (const subdistrict of await listTaskTenants(db)) {
    const { remindDays } = (await getConfiguration(db, subdistrict)).meetings
    const today = shanghaiDay(now)
    for (const row of await listDueTasks(db, subdistrict, shanghaiDay(new Date(now.getTime() + remindDays * day)))) {
      await db.transaction().execute((tx) => tellOwner(tx, row, 'decisionDue', `${row.due_on}:${row.due_on < today ? 'over' : 'near'}`, null, now))
      told += 1
    }
  }
  return told
}
