import { sql } from 'kysely'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { findSealers } from '../privacy/data-keys.ts'
import { sealBranch } from '../registry/party/party-store.ts'
import type { Newcomer } from '../registry/people/enter-people.ts'
import { demoSubdistrict, type DemoPlaces } from './demo-places.ts'
import { seededRandom } from './seeded-random.ts'

/** stories.md F: registered party members, and the base they are counted from. */
const [base, registered] = [2_544, 1_857]
const dayMs = 86_400_000

/** Party members among the grown-ups of the registry, each with the branch of their grid; most have registered (报到). */
export async function createDemoParty(tx: Tx, crypto: CryptoProvider, places: DemoPlaces, newcomers: readonly Newcomer[], now: Date): Promise<void> {
  const random = seededRandom(20261127)
  const grown = newcomers.filter((person) => (person.facts.birthDate ?? '') < `${now.getFullYear() - 20}`)
  const members = grown.toSorted(() => random.next() - 0.5).slice(0, base)
  const names = new Map(places.grids.map((grid) => [grid.code, grid.name]))
  const sealers = await findSealers(
    tx,
    crypto,
    demoSubdistrict,
    members.map((person) => person.id),
  )
  const rows = members.map(({ id, gridCode }, index) => ({
    id,
    sealed: sealBranch(sealers.get(id)!, { subdistrict: demoSubdistrict, id }, `${names.get(gridCode)}党支部`).toString('hex'),
    day: index < registered ? new Date(now.getTime() - random.integer(3, 230) * dayMs).toISOString().slice(0, 10) : null,
  }))
  await sql`
    insert into party_memberships (subdistrict, person_id, sealed, registered_on, changed_at)
    select ${demoSubdistrict}, id, decode(sealed, 'hex'), day, ${now} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m(id uuid, sealed text, day date)`.execute(
    tx,
  )
}
