import { setImmediate as others } from 'node:timers/promises'
import type { DataPurpose, PersonFacts, PersonField } from '@ejia/contract/registry.ts'
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

/** So many records are made while the database writes those before them. */
const strideRows = 200

/**
 * Many new records of one subdistrict in a few statements, each under a key of its own: an import of thousands, the demo.
 * Who calls it has looked for doubles. Facts are checked as one by one; a fault is thrown with the field, not the row.
 */
export async function enterPeople(tx: Tx, crypto: CryptoProvider, subdistrict: string, people: readonly Newcomer[], now: Date): Promise<void> {
  const factsOf = factsKept(await listRunningPurposes(tx, subdistrict))
  for (let from = 0; from < people.length; from += strideRows) {
    const stride = people.slice(from, from + strideRows)
    const ids = stride.map((person) => person.id)
    const sealers = await createDataKeys(tx, crypto, subdistrict, ids, now)
    const records = await Promise.all(
      stride.map(async ({ id, gridCode, householdId, facts, telling, at }) => {
        const checked = checkFacts(facts, dayOf(now), telling.recordedFor)
        const { values } = withFacts(noValues, checked)
        const told: PersonField[] = [...(Object.keys(checked) as (keyof PersonValues)[]).filter((field) => values[field] !== null), 'residence']
        const sealed = await sealValues(crypto, sealers.get(id)!, { subdistrict, id }, values, dayOf(now))
        return { id, gridCode, householdId, ...sealed, ...factsOf(telling, told, at), telling, told, at, changeId: newId() }
      }),
    )
    await insertPeople(tx, subdistrict, records)
    // What was sent leaves for the database, and requests are answered between two strides.
    await others()
  }
}

type KeptTogether = { facts: KeptFacts; staleOn: string | null }

/** Rows of one file mostly tell the same fields: what is kept of those is the same object. */
function factsKept(running: readonly DataPurpose[]): (telling: Telling, told: readonly PersonField[], at: Date) => KeptTogether {
  const known = new Map<Telling, Map<string, KeptTogether>>()
  return (telling, told, at) => {
    const ofTelling = known.get(telling) ?? new Map<string, KeptTogether>()
    known.set(telling, ofTelling)
    const key = `${at.getTime()} ${told.join(' ')}`
    const before = ofTelling.get(key)
    if (before) return before
    const facts: KeptFacts = Object.fromEntries(
      told.map((field) => [field, keepFact(field, telling.source, telling.by, at, purposesOf(field, telling.recordedFor, undefined, running))]),
    )
    const made = { facts, staleOn: staleOn(facts) }
    ofTelling.set(key, made)
    return made
  }
}
