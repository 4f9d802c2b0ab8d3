import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { enterPeople, type Newcomer } from '../people/enter-people.ts'
import { lockPerson } from '../people/person-store.ts'
import { correctPerson, type Telling } from '../people/write-person.ts'
import { understand, type Understood, type Work } from './check-rows.ts'
import { findHouseholds, insertHouseholds, markApplied, saveOutcomes, type Judged, type RowCounts, type StagedRow } from './import-store.ts'
import type { Door } from './place-gazetteer.ts'

/** Takes the sound rows of a batch over: newcomers together, changes of known people one by one. Answers what became of them. */
export async function take(work: Work, staged: readonly StagedRow[]): Promise<Partial<RowCounts>> {
  const { tx, crypto, row, now } = work
  const telling: Telling = { by: row.created_by, source: 'import', importId: row.id, recordedFor: row.recorded_for }
  const rows = (await understand(work, staged)).filter((one) => one.faults.length === 0 && one.door)
  const newcomers = await newcomersOf(
    work,
    rows.filter((one) => one.person === null),
    telling,
  )
  await enterPeople(tx, crypto, row.subdistrict, newcomers, now)
  const taken = newcomers.map((one) => ({ row: one.row, person: one.id }))
  await markApplied(tx, row, taken, now)
  const { applied, refused } = await correct(
    work,
    rows.filter((one) => one.person !== null),
    telling,
  )
  const refusedAs = (outcome: StagedRow['outcome']) => staged.filter((one) => one.outcome === outcome && refused.has(one.row_number)).length
  return { applied: taken.length + applied, new: -refusedAs('new'), change: -refusedAs('change'), same: -refusedAs('same'), wrong: refused.size }
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

async function correct({ tx, crypto, row, now }: Work, rows: readonly Understood[], telling: Telling): Promise<{ applied: number; refused: Set<number> }> {
  const applied: { row: number; person: string }[] = []
  const refused: Judged[] = []
  for (const one of rows) {
    const person = (await lockPerson(tx, [row.subdistrict], one.person!))!
    try {
      await correctPerson(tx, crypto, person, one.facts, telling, now)
      applied.push({ row: one.row, person: one.person! })
    } catch (error) {
      // Somebody entered the same ID meanwhile, or a fact does not go with what is kept: this row alone stays out.
      if (!(error instanceof DomainError)) throw error
      refused.push({ row: one.row, outcome: 'wrong', faults: [{ field: null, column: null, fault: 'rejected' }], person: null })
    }
  }
  if (applied.length > 0) await markApplied(tx, row, applied, now)
  if (refused.length > 0) await saveOutcomes(tx, row, refused)
  return { applied: applied.length, refused: new Set(refused.map((one) => one.row)) }
}
