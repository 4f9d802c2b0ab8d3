import type { SummonsMove, TaskMove, WhistleMove, WhistleMoveInput, WhistleMoveInputOf, WhistleState } from '@ejia/contract/whistles.ts'
import type { AccountActor } from '../access/actor.ts'
import { getConfiguration } from '../configuration/get-configuration.ts'
import { planLimit } from '../deadlines/plan-limit.ts'
import { listUnits } from '../people/list-units.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { taskMoves } from './whistle-moves.ts'
import { endTask, insertSummons, insertTask, updateSummons, type SummonsRow, type TaskRow, type WhistleChanges, type WhistleRow } from './whistle-store.ts'

export type WhistleContext = { tx: Tx; actor: AccountActor; row: WhistleRow; summons: readonly SummonsRow[]; tasks: readonly TaskRow[]; now: Date }
/** What a step changes on the whistle, and what the resident is told of it. `told` null: nothing new for them. */
export type WhistleEffect = { to?: WhistleState; set?: Omit<WhistleChanges, 'state'>; told: string | null; unitId?: string; words?: string | undefined }
type Effects = { [M in WhistleMove]: (context: WhistleContext, input: WhistleMoveInputOf<M>) => Promise<WhistleEffect> }

const ended = '这次不再召集部门，仍由网格为您办理。'

export const whistleEffects: Effects = {
  approve: async ({ actor }, input) => ({ to: 'approved', set: { decided_by: actor.accountId, decision: input.words ?? '' }, told: null, words: input.words }),
  decline: async ({ actor }, input) => ({ to: 'declined', set: { decided_by: actor.accountId, decision: input.words }, told: ended, words: input.words }),
  recall: async (_, input) => ({ to: 'recalled', told: ended, words: input.words }),
  summon,
  plan: async ({ summons }, input) => {
    if (!summons.some((one) => one.state === 'checkedIn')) throw new DomainError('invalid_input', { issues: [{ path: ['words'], rule: 'not_allowed_here' }] })
    return { to: 'handling', set: { plan: input.words }, told: '各部门已一起商定办法，正在处理。', words: input.words }
  },
  async addTask({ tx, row, summons, now }, input) {
    if (input.dueOn < shanghaiDay(now)) throw refused('dueOn', 'in_the_past')
    const unit = input.unitId === undefined ? null : summons.find((one) => one.unit_id === input.unitId && one.state !== 'released')
    if (unit === undefined) throw refused('unitId', 'not_found')
    await insertTask(tx, row, { id: newId(), unitId: unit?.unit_id ?? null, title: input.title, dueOn: input.dueOn }, now)
    return { told: null, words: input.title, ...(unit && { unitId: unit.unit_id }) }
  },
  supervise: async ({ now }, input) => ({ set: { supervised_at: now }, told: '街道已督办这件事。', words: input.words }),
  async finish({ tasks }, input) {
    // Nothing ends while a task is open (field.md §2).
    if (tasks.some((task) => task.state === 'open')) throw new DomainError('task_open')
    return { to: 'done', set: { outcome: input.words }, told: '各部门已处理完毕，网格会把结果告诉您。', words: input.words }
  },
  note: async (_, input) => ({ told: null, words: input.words }),
}

/** 分哨: one department leads; each has its own time to check in. */
async function summon({ tx, row, summons, now }: WhistleContext, input: WhistleMoveInputOf<'summon'>): Promise<WhistleEffect> {
  const configuration = await getConfiguration(tx, row.subdistrict)
  const { checkIn, amberShare } = configuration.whistles
  const known = (await listUnits(tx, [row.subdistrict])).filter((unit) => unit.active && unit.kind === 'department')
  const times = planLimit(configuration, checkIn[row.kind], amberShare, now)
  const leads = [...summons.filter((one) => one.state !== 'released'), ...input.units].filter((one) => one.part === 'lead').length
  if (leads !== 1)
    throw new DomainError('invalid_input', { issues: [{ path: ['units'], rule: leads === 0 ? 'too_few' : 'too_many', params: { min: 1, max: 1 } }] })
  const names: string[] = []
  for (const [index, { unitId, part }] of input.units.entries()) {
    const unit = known.find(({ id }) => id === unitId)
    if (!unit) throw new DomainError('invalid_input', { issues: [{ path: ['units', index, 'unitId'], rule: 'not_found' }] })
    const written = await insertSummons(tx, { subdistrict: row.subdistrict, whistleId: row.id, unitId, part, ...times }, now)
    if (!written) throw new DomainError('invalid_input', { issues: [{ path: ['units', index, 'unitId'], rule: 'already_taken' }] })
    names.push(unit.name)
  }
  const list = names.join('、')
  return {
    ...(row.state === 'approved' && { to: 'summoned' as const }),
    told: `街道已通知${list}一起来办。`,
    words: [list, input.words].filter(Boolean).join('：'),
  }
}

/** A step of one department's part. */
export async function moveSummons(context: WhistleContext, one: SummonsRow, input: Extract<WhistleMoveInput, { move: SummonsMove }>): Promise<WhistleEffect> {
  const { tx, row, now, actor } = context
  const base = { unitId: one.unit_id, words: 'words' in input ? input.words : undefined }
  switch (input.move) {
    case 'checkIn':
      await updateSummons(tx, row, one.unit_id, { state: 'checkedIn', checked_in_at: now, checked_in_by: actor.accountId })
      return { ...base, told: `${one.unit_name}已到位。` }
    case 'object':
      await updateSummons(tx, row, one.unit_id, {
        state: one.objected_times === 0 ? 'objected' : 'appealed',
        objection: input.words,
        objected_times: one.objected_times + 1,
      })
      return { ...base, told: null }
    case 'settleObjection':
    case 'settleAppeal': {
      const configuration = await getConfiguration(tx, row.subdistrict)
      const { checkIn, amberShare } = configuration.whistles
      // Refused: the time to check in starts again, so that nobody is late by having asked.
      const { dueAt, amberAt } = planLimit(configuration, checkIn[row.kind], amberShare, now)
      await updateSummons(
        tx,
        row,
        one.unit_id,
        input.uphold ? { state: 'released', decision: input.words } : { state: 'summoned', decision: input.words, check_in_due_at: dueAt, amber_at: amberAt },
      )
      return { ...base, told: null }
    }
    case 'remind':
      await updateSummons(tx, row, one.unit_id, { reminded_times: one.reminded_times + 1 })
      return { ...base, told: null }
    case 'rate': {
      await updateSummons(tx, row, one.unit_id, { stars: input.stars, rating_words: input.words ?? '' })
      const waiting = context.summons.some((other) => other.unit_id !== one.unit_id && other.state !== 'released' && other.stars === null)
      return { ...base, ...(!waiting && { to: 'rated' as const }), told: null, words: [`${input.stars}★`, input.words].filter(Boolean).join(' ') }
    }
  }
}

export async function moveTask(
  { tx, row, actor, now }: WhistleContext,
  task: TaskRow,
  input: Extract<WhistleMoveInput, { move: TaskMove }>,
): Promise<WhistleEffect> {
  const { to } = taskMoves[input.move]
  await endTask(tx, row, { id: task.id, state: to, evidence: input.words, by: actor.accountId }, now)
  return {
    told: to === 'done' && task.unit_name !== null ? `${task.unit_name}完成了一项工作。` : null,
    words: `${task.title}：${input.words}`,
    ...(task.unit_id !== null && { unitId: task.unit_id }),
  }
}

function refused(field: string, rule: string): DomainError {
  return new DomainError('invalid_input', { issues: [{ path: [field], rule }] })
}
