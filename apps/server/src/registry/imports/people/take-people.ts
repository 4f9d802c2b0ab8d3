import { DomainError } from '../../../platform/domain-error.ts'
import { newId } from '../../../platform/ids.ts'
import type { Door } from '../../addresses/place-gazetteer.ts'
import { enterPeople, type Newcomer } from '../../people/enter-people.ts'
import { lockPerson } from '../../people/person-store.ts'
import { correctPerson, type Telling } from '../../people/write-person.ts'
import type { RowCounts } from '../import-store.ts'
import type { Work } from '../pass.ts'
import { markApplied, refuseRows, type StagedRow } from '../row-store.ts'
import { understand, type Understood } from './check-people.ts'
import { findHouseholds, insertHouseholds } from './people-rows-store.ts'

/** Newcomers together, changes of known people one by one. */
export async function takePeople(work: Work, staged: readonly StagedRow[]): Promise<Partial<RowCounts>> {
  const { tx, crypto, row, now } = work
  const telling: Telling = { by: row.created_by, source: 'import', importId: row.id, recordedFor: row.recorded_for }
  const rows = (await understand(work, staged)).filter((one) => one.faults.length === 0 && one.door)
  const newcomers = await newcomersOf(
    work,
    rows.filter((one) => one.person === null),
    telling,
  )
  await enterPeople(tx, crypto, row.subdistrict, newcomers, now)
  const taken = newcomers.map((one) => ({ row: one.row, subject: one.id }))
  await markApplied(tx, row, taken, now)
  const { applied, refused } = await correct(
    work,
    rows.filter((one) => one.person !== null),
    telling,
  )
  return { ...(await refuseRows(tx, row, staged, refused)), applied: taken.length + applied }
}

async function newcomersOf({ tx, row, now }: Work, rows: readonly Understood[], telling: Telling): Promise<(Newcomer & { row: number })[]> {
  const homes = await findHouseholds(
    tx,
    row.subdistrict,
    rows.map((one) => one.door!.dwellingId),
  )
  const founded = new Map<string, { id: string } & Door>()
  for (const { door } of rows) if (!homes.has(door!.dwellingId) && !founded.has(door!.dwellingId)) founded.set(door!.dwellingId, { id: newId(), ...door! })
  await insertHouseholds(tx, row.subdistrict, [...founded.values()], now)
  return rows.map((one) => ({
    row: one.row,
    id: newId(),
    gridCode: one.door!.gridCode,
    householdId: homes.get(one.door!.dwellingId) ?? founded.get(one.door!.dwellingId)!.id,
    facts: one.facts,
    telling,
    at: now,
  }))
}

async function correct({ tx, crypto, row, now }: Work, rows: readonly Understood[], telling: Telling): Promise<{ applied: number; refused: number[] }> {
  const applied: { row: number; subject: string }[] = []
  const refused: number[] = []
  for (const one of rows) {
    const person = (await lockPerson(tx, [row.subdistrict], one.person!))!
    try {
      await correctPerson(tx, crypto, person, one.facts, telling, now)
      applied.push({ row: one.row, subject: one.person! })
    } catch (error) {
      // Somebody entered the same ID meanwhile, or a fact does not go with what is kept: this row alone stays out.
      if (!(error instanceof DomainError)) throw error
      refused.push(one.row)
    }
  }
  if (applied.length > 0) await markApplied(tx, row, applied, now)
  return { applied: applied.length, refused }
}
