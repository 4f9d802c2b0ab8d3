import { firstWaking, nextDigest } from '@ejia/calendar/quiet-hours.ts'
import type { Configuration } from '@ejia/contract/configuration.ts'
import type { StaffMessageKind } from '@ejia/contract/messages.ts'
import { workingCalendarOf } from '../deadlines/plan-milestones.ts'

/** Nothing else wakes anybody: an emergency gives half an hour (field.md §2). */
const breaksQuietHours: readonly StaffMessageKind[] = ['emergencyToApprove', 'emergencyToSummon', 'emergencySummoned']

/** When a message may leave the house: at once in an emergency, after the quiet hours if urgent, else with the day's digest. */
export function whenToDeliver(
  message: { kind: StaffMessageKind; urgent: boolean },
  configuration: Pick<Configuration, 'messages' | 'calendar'>,
  now: Date,
): Date {
  const calendar = workingCalendarOf(configuration)
  if (breaksQuietHours.includes(message.kind)) return now
  return message.urgent ? firstWaking(now, configuration.messages, calendar) : nextDigest(now, configuration.messages.digestAt, calendar)
}
