import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database.ts'
import type { PersonSealer } from '../../privacy/data-keys.ts'

type Whose = { subdistrict: string; id: string }
export type MembershipRow = { sealed: Buffer; registered_on: string | null }

export async function findMembership(db: Db, { subdistrict, id }: Whose): Promise<MembershipRow | null> {
  const { rows } = await sql<MembershipRow>`
    select sealed, registered_on from party_memberships where subdistrict = ${subdistrict} and person_id = ${id}`.execute(db)
  return rows[0] ?? null
}

export async function keepMembership(tx: Tx, { subdistrict, id }: Whose, { sealed, registered_on }: MembershipRow, now: Date): Promise<void> {
  await sql`
    insert into party_memberships (subdistrict, person_id, sealed, registered_on, changed_at) values (${subdistrict}, ${id}, ${sealed}, ${registered_on}, ${now})
    on conflict (subdistrict, person_id) do update set sealed = excluded.sealed, registered_on = excluded.registered_on, changed_at = excluded.changed_at`.execute(
    tx,
  )
}

/** False when there was none. */
export async function deleteMembership(tx: Tx, { subdistrict, id }: Whose): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from party_memberships where subdistrict = ${subdistrict} and person_id = ${id}`.execute(tx)
  return Number(numAffectedRows) === 1
}

export const sealBranch = (sealer: PersonSealer, whose: Whose, branch: string) => sealer.seal(branch, cellOf(whose))
export const openBranch = (sealer: PersonSealer, whose: Whose, sealed: Buffer) => sealer.open(sealed, cellOf(whose))
const cellOf = ({ subdistrict, id }: Whose) => ({ table: 'party_memberships', field: 'sealed', id, subdistrict })
