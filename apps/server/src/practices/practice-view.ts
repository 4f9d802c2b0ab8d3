import type { Practice, PracticeSummary } from '@ejia/contract/practices.ts'
import type { Actor } from '../access/actor.ts'
import { listNames } from '../people/staff-names.ts'
import type { Db } from '../platform/database.ts'
import { countResults, findPractice, listCopies, type PracticeRow } from './practice-store.ts'
import { mayEdit, maySeePractice, presentLinks } from './write-practice.ts'

export function presentPracticeSummary(row: PracticeRow): PracticeSummary {
  return {
    id: row.id,
    title: row.title,
    state: row.state,
    area: { code: row.area_code, name: row.area_name },
    situation: row.situation,
    usedBy: row.used_by,
    changedAt: row.changed_at,
  }
}

export async function presentPractice(db: Db, actor: Actor, row: PracticeRow, now: Date): Promise<Practice> {
  const results = await countResults(db, row)
  const copies = await listCopies(db, row)
  const source = row.copied_from === null ? undefined : await findPractice(db, [row.subdistrict], row.copied_from)
  return {
    ...presentPracticeSummary(row),
    steps: row.steps,
    materials: row.materials,
    writtenBy: (await listNames(db, [row.written_by])).get(row.written_by) ?? '',
    results: {
      households: results.households,
      tasks: results.tasks,
      tasksSignedOff: results.signed_off,
      cases: results.cases,
      casesClosed: results.cases_closed,
    },
    links: await presentLinks(db, actor, row, now),
    copiedFrom:
      source && maySeePractice(actor, source, now) ? { id: source.id, title: source.title, area: { code: source.area_code, name: source.area_name } } : null,
    copies: copies.map((copy) => ({ id: copy.id, area: { code: copy.area_code, name: copy.area_name } })),
    mayEdit: mayEdit(actor, row, now),
    version: row.version,
  }
}
