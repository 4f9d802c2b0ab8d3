import { extendByPause } from '@ejia/calendar/working-calendar.ts'
import type { MoveInputOf } from '@ejia/contract/inbox.ts'
import { accountIdOf } from '../../access/actor.ts'
import { getConfiguration } from '../../configuration/get-configuration.ts'
import { workingCalendarOf } from '../../deadlines/plan-milestones.ts'
import { endOfShanghaiDay, shanghaiDay } from '../../platform/clock.ts'
import { DomainError } from '../../platform/domain-error.ts'
import type { Effect, MoveContext } from '../move-request.ts'
import { running } from './answering.ts'

/** 延期: asked by the handler, settled by the community. Later than now due, and not further than the subdistrict allows. */
export async function askExtension({ tx, actor, row }: MoveContext, input: MoveInputOf<'askExtension'>): Promise<Effect> {
  const { limits } = await getConfiguration(tx, row.subdistrict)
  const until = endOfShanghaiDay(input.until)
  if (until <= new Date(row.answer_due_at)) throw refusedDay('until', 'in_the_past')
  if (until.getTime() - Date.parse(row.answer_due_at) > limits.longestExtensionDays * 86_400_000)
    throw refusedDay('until', 'too_big', { max: limits.longestExtensionDays })
  return {
    internal: input.reason,
    details: { until: input.until },
    set: { extension_until: until, extension_reason: input.reason, extension_by: accountIdOf(actor) },
  }
}

export function settleExtension({ row }: MoveContext, input: MoveInputOf<'settleExtension'>): Effect {
  const settled = { extension_until: null, extension_reason: null, extension_by: null }
  const details = { agree: input.agree, until: row.extension_until }
  if (!input.agree) return { told: null, details, set: settled }
  return {
    told: input.told ?? null,
    details,
    set: { ...settled, answer_due_at: row.extension_until!, answer_amber_at: amberBefore(row.extension_until!), answer_extended: true },
  }
}

/** 挂账: cannot be solved now. The resident is told why, and when somebody looks again; the case stays listed. */
export function defer({ row, now }: MoveContext, input: MoveInputOf<'defer'>): Effect {
  if (input.reviewOn <= shanghaiDay(now)) throw refusedDay('reviewOn', 'in_the_past')
  return {
    told: input.told,
    details: { reviewOn: input.reviewOn },
    set: { defer_explanation: input.told, review_on: input.reviewOn, ...running(row.paused_since), contact_met_at: row.contact_met_at ?? now },
  }
}

export function resume(_: MoveContext, input: MoveInputOf<'resume'>): Effect {
  return { told: input.told ?? null, set: { defer_explanation: null, review_on: null } }
}

export function pause({ now }: MoveContext, input: MoveInputOf<'pause'>): Effect {
  return { internal: input.reason, set: { paused_since: now, pause_reason: input.reason } }
}

/** The limits move back by the working time that passed. */
export async function unpause({ tx, row, now }: MoveContext): Promise<Effect> {
  const calendar = workingCalendarOf(await getConfiguration(tx, row.subdistrict))
  const from = new Date(row.paused_since!)
  const later = (instant: string): Date => extendByPause(new Date(instant), from, now, calendar)
  return {
    details: { since: row.paused_since },
    set: {
      ...running(row.paused_since),
      answer_due_at: later(row.answer_due_at),
      answer_amber_at: later(row.answer_amber_at),
      ...(row.contact_met_at === null ? { contact_due_at: later(row.contact_due_at), contact_amber_at: later(row.contact_amber_at) } : {}),
    },
  }
}

/** One working day of notice before an extended limit. */
function amberBefore(due: string): Date {
  return new Date(Date.parse(due) - 86_400_000)
}

function refusedDay(field: string, rule: string, params?: Record<string, number>): DomainError {
  return new DomainError('invalid_input', { issues: [{ path: [field], rule, ...(params ? { params } : {}) }] })
}
