import { citizenIdCheckCharacter } from '@ejia/check-digits/citizen-id.ts'
import { sql } from 'kysely'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Database, Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { lockPerson } from '../registry/people/person-store.ts'
import { correctPerson } from '../registry/people/write-person.ts'
import { destroyForEndedPurposes } from '../registry/purposes/destroy-for-purpose.ts'
import { findEnding, insertEnding, setDecided, setRestarted } from '../registry/purposes/ending-store.ts'
import { demoSubdistrict } from './demo-places.ts'

const dayMs = 86_400_000

/**
 * Two campaigns of public health: one that ended, its values destroyed by the job itself and certified; one that runs. What
 * is told for a campaign alone is the number of an ID: nobody is in touch through it (stories.md F counts phones).
 */
export async function createDemoCampaigns(db: Database, crypto: CryptoProvider, now: Date): Promise<void> {
  const id = newId()
  const days = (count: number) => new Date(now.getTime() + count * dayMs)
  const [asker, decider] = await twoOfTheOffice(db)
  await db.transaction().execute(async (tx) => {
    await tellIds(tx, crypto, 18, 0, days(-40))
    await insertEnding(tx, { subdistrict: demoSubdistrict, id, purpose: 'epidemicControl', reason: '春季呼吸道传染病防控结束', askedBy: asker }, days(-2))
    await setDecided(tx, (await findEnding(tx, [demoSubdistrict], id))!, 'approved', decider, '登记的用途已经完成，同意销毁', days(-1))
  })
  await destroyForEndedPurposes(db, crypto, () => now)
  await db.transaction().execute(async (tx) => {
    await setRestarted(tx, (await findEnding(tx, [demoSubdistrict], id))!, decider, '冬季流感防控开始', now)
    await tellIds(tx, crypto, 26, 18, now)
  })
}

async function twoOfTheOffice(db: Database): Promise<[string, string]> {
  const { rows } = await sql<{ account_id: string }>`
    select distinct account_id from assignments where role = 'subdistrictStaff' and area_code = ${demoSubdistrict} order by account_id limit 2`.execute(db)
  return [rows[0]!.account_id, rows[1]!.account_id]
}

/** Contacts of households, by their officer at the door. */
async function tellIds(tx: Tx, crypto: CryptoProvider, count: number, from: number, at: Date): Promise<void> {
  const { rows } = await sql<{ id: string; birth: string; by: string }>`
    select p.id, to_char(p.birth_date, 'YYYYMMDD') as birth, a.account_id as by from persons p
      join assignments a on a.area_code = p.grid_code and a.role = 'gridOfficer' and a.valid_to is null
    where p.subdistrict = ${demoSubdistrict} and p.is_contact and p.birth_date < '2000-01-01' and p.account_id is null
    order by p.grid_code, p.id limit ${count} offset ${from}`.execute(tx)
  for (const [index, row] of rows.entries()) {
    // 110101 is a real district's code; the serials are of nobody.
    const first = `110101${row.birth}${String(800 + from + index)}`
    const person = (await lockPerson(tx, [demoSubdistrict], row.id))!
    const facts = { idNumber: { kind: 'citizenId' as const, number: first + citizenIdCheckCharacter(first) } }
    await correctPerson(tx, crypto, person, facts, { by: row.by, source: 'visit', recordedFor: 'epidemicControl' }, at)
  }
}
