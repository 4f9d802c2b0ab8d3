import { sql } from 'kysely'
import type { LinkKind } from '@ejia/contract/requests.ts'
import type { Tx } from '../platform/database.ts'

export async function insertLink(
  tx: Tx,
  link: { subdistrict: string; id: string; fromId: string; toId: string; kind: LinkKind; by: string | null },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into request_links (subdistrict, id, from_id, to_id, kind, linked_at, linked_by)
    values (${link.subdistrict}, ${link.id}, ${link.fromId}, ${link.toId}, ${link.kind}, ${now}, ${link.by})
    on conflict (subdistrict, from_id, to_id, kind) do nothing returning id`.execute(tx)
  return rows.length === 1
}

/** A merge's own link stays: it says why the case follows another. */
export async function deleteLink(tx: Tx, subdistrict: string, requestId: string, linkId: string): Promise<{ kind: LinkKind } | undefined> {
  const { rows } = await sql<{ kind: LinkKind }>`
    delete from request_links where subdistrict = ${subdistrict} and id = ${linkId} and (from_id = ${requestId} or to_id = ${requestId}) and kind <> 'duplicateOf'
    returning kind`.execute(tx)
  return rows[0]
}
