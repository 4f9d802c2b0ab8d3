import { openWhistleStates, type SummonsState, type WhistleState, type WhistleWait } from '@ejia/contract/whistles.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { holds, scopeOf } from '../access/permissions.ts'
import { hasUnit, inAreas, type Sight, type SummonsRow, type TaskRow, type WhistleRow } from './whistle-store.ts'
import type { WhistleRight } from './whistle-moves.ts'

const summonedStates: readonly WhistleState[] = ['summoned', 'handling', 'done', 'rated']

/**
 * Who sees a whistle: the grass roots and the office of its place, a department while it is summoned, and the district
 * when a department objected a second time. One rule with `isSeen` of the store.
 */
export function maySee(actor: Actor, row: WhistleRow, summons: readonly SummonsRow[], now: Date): boolean {
  if (seesPlace(actor, row, now)) return true
  if (summonedStates.includes(row.state) && summons.some((one) => one.state !== 'released' && answersFor(actor, row, one.unit_id, now))) return true
  return holds(actor, 'whistle.appeal', { areaCode: row.area_code }, now) && summons.some((one) => one.objected_times === 2)
}

export function seesPlace(actor: Actor, row: WhistleRow, now: Date): boolean {
  return holds(actor, 'whistle.blow', { areaCode: row.area_code }, now)
}

export function answersFor(actor: Actor, row: WhistleRow, unitId: string, now: Date): boolean {
  return actor.grants.length > 0 && holds(actor, 'whistle.answer', { areaCode: row.area_code, handlerUnit: unitId }, now)
}

/** A department sees the matter only while the whistle lasts; the district never. */
export function seesMatter(actor: Actor, row: WhistleRow, summons: readonly SummonsRow[], now: Date): boolean {
  if (seesPlace(actor, row, now)) return true
  const lasts = (openWhistleStates as readonly WhistleState[]).includes(row.state)
  return lasts && summons.some((one) => one.state !== 'released' && answersFor(actor, row, one.unit_id, now))
}

/** Whether one of the rights is held: over the place, or for the department that leads (or, for `unit`, for `unitId`). */
export function hasRight(
  actor: Actor,
  row: WhistleRow,
  summons: readonly SummonsRow[],
  rights: readonly (WhistleRight | 'unit')[],
  unitId: string | null,
  now: Date,
): boolean {
  return rights.some((right) => {
    if (right === 'unit') return unitId !== null && answersFor(actor, row, unitId, now)
    if (right === 'leadUnit') return summons.some((one) => one.part === 'lead' && one.state === 'checkedIn' && answersFor(actor, row, one.unit_id, now))
    if (right === 'whistle.answer') return summons.some((one) => one.state !== 'released' && answersFor(actor, row, one.unit_id, now))
    return holds(actor, right, { areaCode: row.area_code }, now)
  })
}

export function sightOf(actor: Actor, now: Date): Sight {
  return {
    tenants: actor.tenants,
    areas: scopeOf(actor, 'whistle.blow', now).areas,
    units: scopeOf(actor, 'whistle.answer', now).units,
    appeals: scopeOf(actor, 'whistle.appeal', now).areas,
  }
}

/** What a whistle waits for from this reader; the single check beside `waitsFor`. */
export function waitsOf(actor: Actor, row: WhistleRow, summons: readonly SummonsRow[], tasks: readonly TaskRow[], now: Date): WhistleWait[] {
  const over = (action: 'whistle.approve' | 'whistle.summon' | 'whistle.rate' | 'whistle.appeal') => holds(actor, action, { areaCode: row.area_code }, now)
  const has = (state: SummonsState) => summons.some((one) => one.state === state)
  const mine = (unitId: string | null) => unitId !== null && answersFor(actor, row, unitId, now)
  const open = (openWhistleStates as readonly WhistleState[]).includes(row.state)
  const waits: Record<WhistleWait, boolean> = {
    approve: row.state === 'blown' && row.blown_by !== (actor.kind === 'account' ? actor.accountId : null) && over('whistle.approve'),
    summon: row.state === 'approved' && over('whistle.summon'),
    settle: (has('objected') && over('whistle.summon')) || (has('appealed') && over('whistle.appeal')),
    checkIn: open && summons.some((one) => one.state === 'summoned' && mine(one.unit_id)),
    task: open && tasks.some((task) => task.state === 'open' && mine(task.unit_id)),
    rate: row.state === 'done' && over('whistle.rate'),
  }
  return (Object.keys(waits) as WhistleWait[]).filter((wait) => waits[wait])
}

/** What waits for this reader: to approve, to summon, to settle, to check in, to finish a task, to rate. */
export function waitsFor(actor: Actor, now: Date): RawBuilder<boolean> {
  const over = (action: 'whistle.approve' | 'whistle.summon' | 'whistle.rate' | 'whistle.appeal') => inAreas(scopeOf(actor, action, now).areas)
  const { units } = scopeOf(actor, 'whistle.answer', now)
  const mine = actor.kind === 'account' ? actor.accountId : null
  return sql<boolean>`(
    (w.state = 'blown' and w.blown_by is distinct from ${mine}::uuid and ${over('whistle.approve')})
    or (${over('whistle.summon')} and (w.state = 'approved' or ${hasUnit(sql`s.state = 'objected'`)}))
    or (${over('whistle.appeal')} and ${hasUnit(sql`s.state = 'appealed'`)})
    or (w.state = 'done' and ${over('whistle.rate')})
    or (w.ended_at is null and (${hasUnit(sql`s.unit_id = any(${units}::uuid[]) and s.state = 'summoned'`)}
      or exists (select from whistle_tasks t where t.subdistrict = w.subdistrict and t.whistle_id = w.id and t.state = 'open' and t.unit_id = any(${units}::uuid[])))))`
}
