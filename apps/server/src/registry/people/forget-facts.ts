import type { PersonField } from '@ejia/contract/registry.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { listChangesOf, setBefore } from '../purposes/kept-for-store.ts'
import { listSecrets, type PersonRow } from './person-store.ts'
import { openValues, sealBefore, type PersonValues } from './person-values.ts'
import { keepChange, openBefore, put, sealerOfPerson, type Telling } from './write-person.ts'

/**
 * Takes values out of a locked record for good: the values, their blind indexes and search tokens, and what the history
 * kept of them. Answers how many entries of the history were cut. The record's key stays, for what stays.
 */
export async function forgetFacts(tx: Tx, crypto: CryptoProvider, row: PersonRow, fields: readonly PersonField[], now: Date): Promise<number> {
  const sealer = await sealerOfPerson(tx, crypto, row)
  const values = openValues(row, await listSecrets(tx, row.subdistrict, row.id), sealer)
  const left: PersonValues = { ...values, ...Object.fromEntries(fields.map((field) => [field, field === 'contactPerson' ? false : null])) }
  const facts = Object.fromEntries(Object.entries(row.facts).filter(([field]) => !fields.includes(field as PersonField)))
  const telling: Telling = { by: null, source: 'official' }
  await put(
    tx,
    crypto,
    sealer,
    { subdistrict: row.subdistrict, id: row.id, gridCode: row.grid_code, householdId: row.household_id, facts },
    left,
    [],
    telling,
    now,
  )
  const changes = await listChangesOf(tx, row.subdistrict, row.id, fields)
  for (const change of changes) {
    const kept = Object.fromEntries(Object.entries(openBefore(sealer, row.subdistrict, change)).filter(([field]) => !fields.includes(field as PersonField)))
    await setBefore(tx, row.subdistrict, change.id, Object.keys(kept).length === 0 ? null : sealBefore(sealer, row, change.id, kept))
  }
  await keepChange(tx, sealer, row, 'purposeEnded', fields, null, telling, now)
  return changes.length
}
