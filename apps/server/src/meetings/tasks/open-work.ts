import type { Actor } from '../../access/actor.ts'
import type { Db } from '../../platform/database.ts'
import { listVisibleTasks } from './move-task.ts'
import { listOwnedTasks, listPersonalTasks, type PersonalTask, type TaskOwnerKey, type TaskRow } from './task-store.ts'

export { listPersonalTasks, type PersonalTask, type TaskRow }

/** Open decisions of a person, of a department, or of whoever is posted to just that area. */
export async function countOwnedTasks(db: Db, subdistrict: string, owner: TaskOwnerKey): Promise<{ n: number; earliest: string | null }> {
  const rows = await listOwnedTasks(db, subdistrict, owner)
  return { n: rows.length, earliest: rows[0]?.due_on ?? null }
}

/** Those of them this reader may open. */
export async function listOwnedTasksFor(db: Db, actor: Actor, subdistrict: string, owner: TaskOwnerKey, now: Date) {
  const ids = (await listOwnedTasks(db, subdistrict, owner)).map((row) => row.id)
  return listVisibleTasks(db, actor, ids, now)
}
