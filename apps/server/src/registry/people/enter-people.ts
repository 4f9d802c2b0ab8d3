import type { PersonFacts, PersonField } from '@ejia/contract/registry.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { createDataKeys } from '../../privacy/data-keys.ts'
import { dayOf, keepFact, purposesOf, staleOn, type KeptFacts } from '../fact-states.ts'
import { listRunningPurposes } from '../purposes/running-purposes.ts'
import { checkFacts } from './check-facts.ts'
import { insertPeople } from './people-store.ts'
import { noValues, sealValues, withFacts, type PersonValues } from './person-values.ts'
import type { Telling } from './write-person.ts'

export type Newcomer = { id: string; gridCode: string; householdId: string | null; facts: PersonFacts; telling: Telling; at: Date }

/**
 * Many new records of one subdistrict in a few statements, each under a key of its own: an import of thousands, the demo.
 * Who calls it has looked for doubles. Facts are checked as one by one; a fault is thrown with the field, not the row.
 */
export async function enterPeople(tx: Tx, crypto: CryptoProvider, subdistrict: string, people: readonly Newcomer[], now: Date): Promise<void> {
  const sealers = await createDataKeys(
    tx,
    crypto,
    subdistrict,
    people.map((person) => person.id),
    now,
  )
  const running = await listRunningPurposes(tx, subdistrict)
  const records = await Promise.all(
    people.map(async ({ id, gridCode, householdId, facts, telling, at }) => {
      const checked = checkFacts(facts, dayOf(now), telling.recordedFor)
      const { values } = withFacts(noValues, checked)
      const told: PersonField[] = [...(Object.keys(checked) as (keyof PersonValues)[]).filter((field) => values[field] !== null), 'residence']
      const kept: KeptFacts = Object.fromEntries(
        told.map((field) => [field, keepFact(field, telling.source, telling.by, at, purposesOf(field, telling.recordedFor, undefined, running))]),
      )
      const sealed = await sealValues(crypto, sealers.get(id)!, { subdistrict, id }, values, dayOf(now))
      return { id, gridCode, householdId, ...sealed, facts: kept, staleOn: staleOn(kept), telling, told, at, changeId: newId() }
    }),
  )
  await insertPeople(tx, subdistrict, records)
}
