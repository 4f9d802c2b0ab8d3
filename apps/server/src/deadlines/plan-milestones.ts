import { amberAt, limitEnd, type WorkingCalendar } from '@ejia/calendar/working-calendar.ts'
import type { z } from 'zod'
import type { Configuration, LimitRule as LimitRuleShape } from '@ejia/contract/configuration.ts'
import type { MilestoneKind } from '@ejia/contract/requests.ts'

type LimitRule = z.infer<typeof LimitRuleShape>
export type PlannedMilestone = { dueAt: Date; amberAt: Date }

/** The tenant's working calendar: its hours and own days on top of the announced holidays. */
export function workingCalendarOf(configuration: Pick<Configuration, 'calendar'>): WorkingCalendar {
  return configuration.calendar
}

/** Due and amber instants of both milestones of a category, counted from `from`. */
export function planMilestones(
  configuration: Pick<Configuration, 'limits' | 'calendar'>,
  category: string,
  from: Date,
): Record<MilestoneKind, PlannedMilestone> {
  const calendar = workingCalendarOf(configuration)
  const plan = (milestone: MilestoneKind): PlannedMilestone => {
    const rule = limitRuleOf(configuration.limits.rules, category, milestone)
    const dueAt = limitEnd(rule.limit, from, calendar)
    return { dueAt, amberAt: amberAt(from, dueAt, rule.amberShare, calendar) }
  }
  return { firstContact: plan('firstContact'), answer: plan('answer') }
}

/** Defaults of field.md §2: first contact 2 working hours, answer 5 working days. */
const shipped: Record<MilestoneKind, LimitRule> = {
  firstContact: { category: null, milestone: 'firstContact', limit: { amount: 2, unit: 'workingHours' }, amberShare: 0.25 },
  answer: { category: null, milestone: 'answer', limit: { amount: 5, unit: 'workingDays' }, amberShare: 0.2 },
}

function limitRuleOf(rules: readonly LimitRule[], category: string, milestone: MilestoneKind): LimitRule {
  const own = rules.filter((rule) => rule.milestone === milestone)
  return own.find((rule) => rule.category === category) ?? own.find((rule) => rule.category === null) ?? shipped[milestone]
}
