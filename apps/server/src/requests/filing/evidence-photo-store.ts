import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import type { TakenPhoto } from './uploaded-photo-store.ts'

/** Tables of one shape: each hangs on the tasks and the entries of its own module. */
export type EvidenceTable = 'meeting_task_photos' | 'whistle_task_photos'
export type EvidencePhotoRow = TakenPhoto & { task_id: string; entry_id: string }

export async function insertEvidencePhotos(
  tx: Tx,
  table: EvidenceTable,
  step: { subdistrict: string; taskId: string; entryId: string },
  photos: readonly TakenPhoto[],
): Promise<void> {
  for (const [position, photo] of photos.entries())
    await sql`
      insert into ${sql.table(table)} (subdistrict, id, task_id, entry_id, content_hash, width, height, position)
      values (${step.subdistrict}, ${photo.id}, ${step.taskId}, ${step.entryId}, ${photo.content_hash}, ${photo.width}, ${photo.height}, ${position})`.execute(
      tx,
    )
}

export async function listEvidencePhotos(db: Db, table: EvidenceTable, subdistrict: string, taskIds: readonly string[]): Promise<EvidencePhotoRow[]> {
  const { rows } = await sql<EvidencePhotoRow>`
    select id, task_id, entry_id, content_hash, width, height from ${sql.table(table)} where subdistrict = ${subdistrict} and task_id = any(${taskIds}::uuid[])
    order by task_id, entry_id, position limit 2000`.execute(db)
  return rows
}
