import { amberAt, limitEnd } from '@ejia/calendar/working-calendar.ts'
import type { Configuration, Limit } from '@ejia/contract/configuration.ts'
import { workingCalendarOf, type PlannedMilestone } from './plan-milestones.ts'

/** A limit that starts at `from`, on the tenant's working calendar; amber a share of it before its end. */
export function planLimit(configuration: Pick<Configuration, 'calendar'>, limit: Limit, amberShare: number, from: Date): PlannedMilestone {
  const calendar = workingCalendarOf(configuration)
  const dueAt = limitEnd(limit, from, calendar)
  return { dueAt, amberAt: amberAt(from, dueAt, amberShare, calendar) }
}
