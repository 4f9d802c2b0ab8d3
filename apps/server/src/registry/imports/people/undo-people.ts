import { newId } from '../../../platform/ids.ts'
import { lockPeople, takeOutPeople } from '../../people/people-store.ts'
import type { PersonValues } from '../../people/person-values.ts'
import { openBefore, restorePerson, sealerOfPerson, type Telling } from '../../people/write-person.ts'
import type { RowCounts } from '../import-store.ts'
import type { Work } from '../pass.ts'
import { markUndone, type StagedRow } from '../row-store.ts'
import { listImportChanges } from './people-rows-store.ts'

export async function takeBackPeople({ tx, crypto, row, now }: Work, staged: readonly StagedRow[]): Promise<Partial<RowCounts>> {
  const done = staged.filter((one) => one.subject !== null && one.outcome !== 'same')
  if (done.length === 0) return {}
  const ids = done.map((one) => one.subject!)
  const people = new Map((await lockPeople(tx, row.subdistrict, ids)).map((person) => [person.id, person]))
  const changes = new Map((await listImportChanges(tx, row, ids)).map((change) => [change.person_id, change]))
  const isFree = ({ subject }: StagedRow) => people.get(subject!)?.ended_at === null && changes.get(subject!)?.touched === false
  const [free, left] = [done.filter(isFree), done.filter((one) => !isFree(one) && changes.has(one.subject!))]
  const newcomers = free.filter((one) => one.outcome === 'new')
  await takeOutPeople(
    tx,
    row.subdistrict,
    newcomers.map((one) => ({ id: one.subject!, changeId: newId() })),
    row.created_by,
    now,
  )
  const telling: Telling = { by: row.created_by, source: 'import' }
  for (const one of free) {
    if (one.outcome === 'new') continue
    const person = people.get(one.subject!)!
    const before: Partial<PersonValues> = openBefore(await sealerOfPerson(tx, crypto, person), row.subdistrict, changes.get(person.id)!)
    await restorePerson(tx, crypto, person, before, telling, now)
  }
  const numbers = (rows: readonly StagedRow[]) => rows.map((one) => one.row_number)
  await markUndone(tx, row, numbers(free), 'undone')
  await markUndone(tx, row, numbers(left), 'changedSince')
  return { undone: free.length, left_alone: left.length }
}
