import type { Whistle, WhistleSummary } from '@ejia/contract/whistles.ts'
import type { Actor } from '../access/actor.ts'
import { DomainError } from '../platform/domain-error.ts'
import type { Db } from '../platform/database.ts'
import { listNames } from '../people/staff-names.ts'
import { getMatter } from '../requests/case-for-others.ts'
import { listEvidence, presentPhoto } from '../requests/filing/evidence-photos.ts'
import { holds } from '../access/permissions.ts'
import { resourceOf } from '../requests/request-resource.ts'
import { allowedSummonsMoves, allowedTaskMoves, allowedWhistleMoves } from './move-whistle.ts'
import { maySee, seesMatter, waitsOf } from './whistle-sight.ts'
import { findWhistle, listSummons, listTasks, listWhistleEntries, type SummonsRow, type TaskRow, type WhistleRow } from './whistle-store.ts'

/** A whistle in the actor's sight, or `not_found`. */
export async function getVisibleWhistle(db: Db, actor: Actor, id: string, now: Date): Promise<{ row: WhistleRow; summons: SummonsRow[] }> {
  const row = await findWhistle(db, actor.tenants, id)
  if (!row) throw new DomainError('not_found')
  const summons = await listSummons(db, row.subdistrict, [row.id])
  if (!maySee(actor, row, summons, now)) throw new DomainError('not_found')
  return { row, summons }
}

export async function presentWhistle(db: Db, actor: Actor, row: WhistleRow, now: Date): Promise<Whistle> {
  const summons = await listSummons(db, row.subdistrict, [row.id])
  const tasks = await listTasks(db, row.subdistrict, [row.id])
  const entries = await listWhistleEntries(db, row.subdistrict, row.id)
  const matter = await getMatter(db, row.subdistrict, row.request_id)
  const sees = seesMatter(actor, row, summons, now)
  const taskIds = tasks.map((task) => task.id)
  const photos = sees ? await listEvidence(db, 'whistle_task_photos', row.subdistrict, taskIds) : []
  const mayOpenCase = holds(actor, 'request.read', resourceOf(matter.row), now)
  const people = [row.blown_by, row.decided_by, ...summons.map((one) => one.checked_in_by), ...tasks.map((task) => task.ended_by)]
  const names = await listNames(
    db,
    people.filter((id) => id !== null),
  )
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null))
  return {
    id: row.id,
    requestId: mayOpenCase ? row.request_id : null,
    number: row.number,
    kind: row.kind,
    state: row.state,
    title: row.title,
    need: row.need,
    area: { code: row.area_code, name: row.area_name },
    blownBy: nameOf(row.blown_by) ?? '',
    blownAt: row.blown_at,
    decidedBy: nameOf(row.decided_by),
    decision: row.decision,
    dueAt: row.due_at,
    amberAt: row.amber_at,
    supervisedAt: row.supervised_at,
    plan: row.plan,
    outcome: row.outcome,
    matter: sees ? { receiptNumber: matter.row.receipt_number, text: matter.row.text, place: row.place_text, photos: matter.photos } : null,
    units: summons.map((one) => ({
      unit: { id: one.unit_id, name: one.unit_name },
      part: one.part,
      state: one.state,
      summonedAt: one.summoned_at,
      checkInDueAt: one.check_in_due_at,
      amberAt: one.amber_at,
      checkedInAt: one.checked_in_at,
      checkedInBy: nameOf(one.checked_in_by),
      objection: one.objection,
      decision: one.decision,
      remindedTimes: one.reminded_times,
      rating: one.stars === null ? null : { stars: one.stars, words: one.rating_words ?? '' },
      allowedMoves: allowedSummonsMoves(actor, row, summons, one, now),
    })),
    tasks: tasks.map((task) => ({
      id: task.id,
      unit: task.unit_id === null ? null : { id: task.unit_id, name: task.unit_name ?? '' },
      title: task.title,
      dueOn: task.due_on,
      state: task.state,
      evidence: task.evidence,
      photos: photos.filter((photo) => photo.task_id === task.id).map(presentPhoto),
      endedBy: nameOf(task.ended_by),
      endedAt: task.ended_at,
      allowedMoves: allowedTaskMoves(actor, row, summons, task, now),
    })),
    timeline: entries.map((entry) => ({
      id: entry.id,
      at: entry.at,
      step: entry.step as Whistle['timeline'][number]['step'],
      by: entry.actor_name,
      unitName: entry.unit_name,
      words: entry.words,
    })),
    allowedMoves: allowedWhistleMoves(actor, row, summons, now),
    version: row.version,
  }
}

/** Rows of the board with what stands beneath each. */
export async function presentBoard(db: Db, actor: Actor, rows: readonly WhistleRow[], now: Date): Promise<WhistleSummary[]> {
  const summons: SummonsRow[] = []
  const tasks: TaskRow[] = []
  for (const [subdistrict, some] of Map.groupBy(rows, (row) => row.subdistrict)) {
    const ids = some.map((row) => row.id)
    summons.push(...(await listSummons(db, subdistrict, ids)))
    tasks.push(...(await listTasks(db, subdistrict, ids)))
  }
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    kind: row.kind,
    state: row.state,
    title: row.title,
    area: { code: row.area_code, name: row.area_name },
    blownAt: row.blown_at,
    dueAt: row.due_at,
    amberAt: row.amber_at,
    supervisedAt: row.supervised_at,
    units: summons
      .filter((one) => one.whistle_id === row.id)
      .map((one) => ({ name: one.unit_name, part: one.part, state: one.state, checkInDueAt: one.check_in_due_at, checkedInAt: one.checked_in_at })),
    openTasks: tasks.filter((task) => task.whistle_id === row.id && task.state === 'open').length,
    tasks: tasks.filter((task) => task.whistle_id === row.id && task.state !== 'dropped').length,
    waits: waitsOf(
      actor,
      row,
      summons.filter((one) => one.whistle_id === row.id),
      tasks.filter((task) => task.whistle_id === row.id),
      now,
    ),
  }))
}
