import type { FactSource, PersonChange, PersonFacts, PersonField, RecordedFor } from '@ejia/contract/registry.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { createDataKey, findSealer, type PersonSealer } from '../../privacy/data-keys.ts'
import { dayOf, keepFact, purposesOf, staleOn, type KeptFacts } from '../fact-states.ts'
import { listRunningPurposes } from '../purposes/running-purposes.ts'
import { blindIndexOf, noValues, openSealedBefore, openValues, sealBefore, sealValues, withFacts, type PersonValues } from './person-values.ts'
import { findByIdIndex, insertChange, listSecrets, putPerson, type PersonRow } from './person-store.ts'
import { checkFacts } from './check-facts.ts'

/** Who tells it, how they know, and for what it is told. */
export type Telling = { by: string | null; source: FactSource; importId?: string; recordedFor?: RecordedFor | null | undefined }

/** The key of a person destroyed means the record is gone for good. */
export async function sealerOfPerson(tx: Tx, crypto: CryptoProvider, owner: { subdistrict: string; id: string }): Promise<PersonSealer> {
  const sealer = await findSealer(tx, crypto, owner)
  if (!sealer) throw new DomainError('not_found')
  return sealer
}

/** A new record with a key of its own. Refuses an ID number the tenant already has: that person is known. */
export async function enterPerson(
  tx: Tx,
  crypto: CryptoProvider,
  place: { subdistrict: string; gridCode: string; householdId: string | null },
  id: string,
  facts: PersonFacts,
  telling: Telling,
  now: Date,
): Promise<void> {
  const owner = { subdistrict: place.subdistrict, id }
  const checked = checkFacts(facts, dayOf(now), telling.recordedFor)
  const { values } = withFacts(noValues, checked)
  await refuseDoubles(tx, crypto, owner, values)
  const sealer = await createDataKey(tx, crypto, owner, now)
  const told = [...(Object.keys(checked) as (keyof PersonValues)[]).filter((field) => values[field] !== null), 'residence' as const]
  await put(tx, crypto, sealer, { ...owner, gridCode: place.gridCode, householdId: place.householdId, facts: {} }, values, told, telling, now)
  await insertChange(
    tx,
    {
      ...owner,
      id: newId(),
      personId: id,
      change: telling.importId === undefined ? 'entered' : 'imported',
      fields: told,
      source: telling.source,
      beforeSealed: null,
      by: telling.by,
      ...(telling.importId !== undefined && { importId: telling.importId }),
    },
    now,
  )
}

/** Changes facts of a locked record and keeps what they were. A fact told anew, changed or not, is fresh again. */
export async function correctPerson(tx: Tx, crypto: CryptoProvider, row: PersonRow, facts: PersonFacts, telling: Telling, now: Date): Promise<void> {
  const sealer = await sealerOfPerson(tx, crypto, row)
  const before = openValues(row, await listSecrets(tx, row.subdistrict, row.id), sealer)
  const checked = checkFacts(facts, dayOf(now), telling.recordedFor)
  const { values, changed } = withFacts(before, checked)
  if (values.name === null) throw new DomainError('invalid_input', { issues: [{ path: ['facts', 'name'], rule: 'required' }] })
  if (changed.includes('idNumber')) await refuseDoubles(tx, crypto, row, values)
  const told = Object.keys(checked) as PersonField[]
  await put(
    tx,
    crypto,
    sealer,
    { subdistrict: row.subdistrict, id: row.id, gridCode: row.grid_code, householdId: row.household_id, facts: row.facts },
    values,
    told,
    telling,
    now,
  )
  await keepChange(tx, sealer, row, changed.length === 0 ? 'confirmed' : 'corrected', told, pick(before, changed), telling, now)
}

/** Asked and still so. Fields nobody ever told cannot be confirmed. */
export async function confirmFacts(tx: Tx, crypto: CryptoProvider, row: PersonRow, fields: readonly PersonField[], telling: Telling, now: Date): Promise<void> {
  const unknown = fields.findIndex((field) => row.facts[field] === undefined)
  if (unknown !== -1) throw new DomainError('invalid_input', { issues: [{ path: ['fields', unknown], rule: 'not_allowed_here' }] })
  const sealer = await sealerOfPerson(tx, crypto, row)
  const values = openValues(row, await listSecrets(tx, row.subdistrict, row.id), sealer)
  await put(
    tx,
    crypto,
    sealer,
    { subdistrict: row.subdistrict, id: row.id, gridCode: row.grid_code, householdId: row.household_id, facts: row.facts },
    values,
    fields,
    telling,
    now,
  )
  await keepChange(tx, sealer, row, 'confirmed', fields, null, telling, now)
}

/** The values of a change as they were before it. */
export function openBefore(sealer: PersonSealer, subdistrict: string, change: { id: string; before_sealed: Buffer | null }): Partial<PersonValues> {
  return change.before_sealed === null ? {} : (JSON.parse(openSealedBefore(sealer, { subdistrict }, change.id, change.before_sealed)) as Partial<PersonValues>)
}

/** Puts values back as they were; the fields stay as fresh or stale as the telling that is undone left them. */
export async function restorePerson(tx: Tx, crypto: CryptoProvider, row: PersonRow, before: Partial<PersonValues>, telling: Telling, now: Date): Promise<void> {
  const sealer = await sealerOfPerson(tx, crypto, row)
  const values = { ...openValues(row, await listSecrets(tx, row.subdistrict, row.id), sealer), ...before }
  const place = { subdistrict: row.subdistrict, id: row.id, gridCode: row.grid_code, householdId: row.household_id, facts: row.facts }
  await put(tx, crypto, sealer, place, values, [], telling, now)
  await keepChange(tx, sealer, row, 'undone', Object.keys(before) as PersonField[], null, telling, now)
}

/** To another household; the grid follows it. */
export async function movePerson(
  tx: Tx,
  crypto: CryptoProvider,
  row: PersonRow,
  to: { householdId: string; gridCode: string },
  telling: Telling,
  now: Date,
): Promise<void> {
  const sealer = await sealerOfPerson(tx, crypto, row)
  const values = openValues(row, await listSecrets(tx, row.subdistrict, row.id), sealer)
  const moved = { ...values, contactPerson: false, relation: null }
  await put(tx, crypto, sealer, { subdistrict: row.subdistrict, id: row.id, ...to, facts: row.facts }, moved, ['residence'], telling, now)
  const before = { householdId: row.household_id, gridCode: row.grid_code, relation: values.relation, contactPerson: values.contactPerson }
  await keepChange(tx, sealer, row, 'moved', ['residence'], before, telling, now)
}

/** The timeline of the record; values before the change are sealed under the person's key. */
export async function keepChange(
  tx: Tx,
  sealer: PersonSealer,
  owner: { subdistrict: string; id: string },
  change: PersonChange['change'],
  fields: readonly PersonField[],
  before: object | null,
  telling: Telling,
  now: Date,
): Promise<void> {
  const id = newId()
  await insertChange(
    tx,
    {
      subdistrict: owner.subdistrict,
      id,
      personId: owner.id,
      change,
      fields,
      source: telling.source,
      beforeSealed: before === null ? null : sealBefore(sealer, owner, id, before),
      by: telling.by,
      ...(telling.importId !== undefined && { importId: telling.importId }),
    },
    now,
  )
}

type Place = { subdistrict: string; id: string; gridCode: string; householdId: string | null; facts: KeptFacts }

/** The only writer of values; `null` in them takes a value out, with its index and its tokens. */
export async function put(
  tx: Tx,
  crypto: CryptoProvider,
  sealer: PersonSealer,
  place: Place,
  values: PersonValues,
  told: readonly PersonField[],
  telling: Telling,
  now: Date,
): Promise<void> {
  const running = await listRunningPurposes(tx, place.subdistrict)
  const kept = told.map((field) => [
    field,
    keepFact(field, telling.source, telling.by, now, purposesOf(field, telling.recordedFor, place.facts[field], running)),
  ])
  const facts: KeptFacts = { ...place.facts, ...Object.fromEntries(kept) }
  for (const field of ['sex', 'birthDate', 'relation', 'phone', 'idNumber'] as const) if (values[field] === null) delete facts[field]
  const sealed = await sealValues(crypto, sealer, place, values, dayOf(now))
  await putPerson(
    tx,
    { subdistrict: place.subdistrict, id: place.id, grid_code: place.gridCode, household_id: place.householdId, ...sealed, facts, stale_on: staleOn(facts) },
    now,
  )
}

async function refuseDoubles(tx: Tx, crypto: CryptoProvider, owner: { subdistrict: string; id: string }, values: PersonValues): Promise<void> {
  if (values.idNumber === null) return
  const index = blindIndexOf(crypto, owner.subdistrict, 'idNumber', values.idNumber.number)
  if ((await findByIdIndex(tx, owner.subdistrict, index, owner.id)) !== null)
    throw new DomainError('invalid_input', { issues: [{ path: ['facts', 'idNumber'], rule: 'already_taken' }] })
}

function pick(values: PersonValues, fields: readonly PersonField[]): Partial<PersonValues> {
  return Object.fromEntries(Object.entries(values).filter(([field]) => fields.includes(field as PersonField)))
}
