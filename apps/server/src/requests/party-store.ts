import { sql } from 'kysely'
import type { PartyRole } from '@ejia/contract/requests.ts'
import type { Tx } from '../platform/database.ts'

export async function insertParty(
  tx: Tx,
  party: { subdistrict: string; id: string; requestId: string; role: PartyRole; dwelling: string; nameSealed: Buffer | null; note: string },
  now: Date,
): Promise<void> {
  await sql`
    insert into request_parties (subdistrict, id, request_id, role, dwelling, name_sealed, note, added_at)
    values (${party.subdistrict}, ${party.id}, ${party.requestId}, ${party.role}, ${party.dwelling}, ${party.nameSealed}, ${party.note}, ${now})`.execute(tx)
}

export async function clearPartyRow(tx: Tx, subdistrict: string, requestId: string, partyId: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update request_parties set role = 'cleared', name_sealed = null, note = '', cleared_at = ${now}
    where subdistrict = ${subdistrict} and request_id = ${requestId} and id = ${partyId} and role <> 'cleared' returning id`.execute(tx)
  return rows.length === 1
}
