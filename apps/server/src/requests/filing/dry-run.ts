import { sql } from 'kysely'
import type { Configuration, DryRun, SectionInput } from '@ejia/contract/configuration.ts'
import type { RequestKind, RouteReason } from '@ejia/contract/requests.ts'
import { planMilestones } from '../../deadlines/plan-milestones.ts'
import type { Db } from '../../platform/database.ts'
import { routeRequest } from './route-request.ts'

type CaseRow = { id: string; receipt_number: string; excerpt: string; kind: RequestKind; category: string; area_code: string; filed_at: string }
const days = 30
const mostCases = 5_000
const mostShown = 200

/** The last 30 days' cases under the rules in force and under the changed ones: only the differences. Nothing is written. */
export async function dryRunSection(
  db: Db,
  subdistrict: string,
  current: Configuration,
  change: SectionInput,
  names: ReadonlyMap<string, string>,
  now: Date,
): Promise<DryRun> {
  const changed = { ...current, [change.section]: change.body } as Configuration
  const { rows } = await sql<CaseRow>`
    select id, receipt_number, left(text, 60) as excerpt, kind, category, area_code, filed_at from requests
    where subdistrict = ${subdistrict} and filed_at >= ${new Date(now.getTime() - days * 86_400_000)} order by filed_at desc, id limit ${mostCases}`.execute(db)
  const changes = rows.flatMap((row) => differences(row, current, changed, names))
  const touched = new Set(changes.map((entry) => entry.requestId)).size
  const living = new Set(changed.categories.categories.filter((category) => category.offered).map((category) => category.id))
  return {
    looked: rows.length,
    same: rows.length - touched,
    changes: changes.slice(0, mostShown),
    orphans: rows.filter((row) => !living.has(row.category)).length,
  }
}

function differences(row: CaseRow, current: Configuration, changed: Configuration, names: ReadonlyMap<string, string>): DryRun['changes'] {
  const request = { kind: row.kind, category: row.category, place: { areaCode: row.area_code, reasons: [] as RouteReason[] } }
  const [before, after] = [routeRequest(request, current), routeRequest(request, changed)]
  const [dueBefore, dueAfter] = [current, changed].map((configuration) => planMilestones(configuration, row.category, new Date(row.filed_at)))
  const say = (route: typeof before) => `${names.get(route.handlerUnit ?? route.handlerArea) ?? route.handlerArea}${route.auto ? '' : ' · 人工'}`
  const entry = (what: DryRun['changes'][number]['what'], one: string, other: string) =>
    one === other ? [] : [{ requestId: row.id, receiptNumber: row.receipt_number, excerpt: row.excerpt, what, before: one, after: other }]
  return [
    ...entry('responsible', say(before), say(after)),
    ...entry('duty', before.duty, after.duty),
    ...entry('firstContactDue', dueBefore!.firstContact.dueAt.toISOString(), dueAfter!.firstContact.dueAt.toISOString()),
    ...entry('answerDue', dueBefore!.answer.dueAt.toISOString(), dueAfter!.answer.dueAt.toISOString()),
  ]
}
