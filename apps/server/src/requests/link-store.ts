import { sql } from 'kysely'
import type { LinkKind, RequestKind } from '@ejia/contract/requests.ts'
import type { Db, Tx } from '../platform/database.ts'

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

export type LinkRow = {
  id: string
  kind: LinkKind
  from_id: string
  other_id: string
  receipt_number: string
  state: string
  text: string
  case_kind: RequestKind
  area_code: string
  handler_area: string
  handler_unit: string | null
}

export async function listLinks(db: Db, subdistrict: string, requestId: string): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select l.id, l.kind, l.from_id, o.id as other_id, o.receipt_number, o.state, o.text, o.kind as case_kind, o.area_code, o.handler_area, o.handler_unit
    from request_links l
    join requests o on o.subdistrict = l.subdistrict and o.id = case when l.from_id = ${requestId} then l.to_id else l.from_id end
    where l.subdistrict = ${subdistrict} and (l.from_id = ${requestId} or l.to_id = ${requestId}) order by l.linked_at limit 100`.execute(db)
  return rows
}
