import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import type { StoredPhoto } from '../../platform/photos.ts'

export async function insertUploadedPhoto(db: Db, photo: StoredPhoto & { id: string }, now: Date): Promise<void> {
  await sql`
    insert into uploaded_photos (id, content_hash, width, height, bytes, uploaded_at)
    values (${photo.id}, ${photo.contentHash}, ${photo.width}, ${photo.height}, ${photo.bytes}, ${now})`.execute(db)
}

export type TakenPhoto = { id: string; content_hash: string; width: number; height: number }

export async function takeUploaded(tx: Tx, photoIds: readonly string[]): Promise<TakenPhoto[]> {
  const { rows } = await sql<TakenPhoto>`
    with taken as (delete from uploaded_photos where id = any(${photoIds}::uuid[]) returning id, content_hash, width, height)
    select id, content_hash, width, height from taken order by array_position(${photoIds}::uuid[], id)`.execute(tx)
  return rows
}

/** Photos no report took within a day; returns the hashes nobody uses any more. */
export async function dropForgottenPhotos(db: Db, before: Date): Promise<string[]> {
  const { rows } = await sql<{ content_hash: string }>`
    with dropped as (delete from uploaded_photos where uploaded_at < ${before} returning content_hash)
    select distinct d.content_hash from dropped d
    where not exists (select from request_photos p where p.content_hash = d.content_hash)
      and not exists (select from meeting_task_photos m where m.content_hash = d.content_hash)
      and not exists (select from whistle_task_photos w where w.content_hash = d.content_hash)
      and not exists (select from uploaded_photos u where u.content_hash = d.content_hash and u.uploaded_at >= ${before})`.execute(db)
  return rows.map((row) => row.content_hash)
}
