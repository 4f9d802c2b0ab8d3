import { addWorkingDays, dayOf, isWorkingDay, type WorkingCalendar } from './working-calendar.ts'

/** `20:00` to `08:00` crosses midnight; the same time twice means no quiet hours. */
export type QuietHours = { readonly quietFrom: string; readonly quietTo: string }

const offsetMs = 8 * 3_600_000

const clockOf = (instant: Date) => new Date(instant.getTime() + offsetMs).toISOString().slice(11, 16)
const instantOf = (day: string, clock: string) => new Date(Date.parse(`${day}T${clock}:00.000Z`) - offsetMs)

/** Whether a time of a working day, as `HH:MM`, lies in the quiet hours. */
export function isQuietAt(clock: string, { quietFrom, quietTo }: QuietHours): boolean {
  return quietFrom <= quietTo ? quietFrom <= clock && clock < quietTo : clock >= quietFrom || clock < quietTo
}

/** The first instant from `from` on that is outside of the quiet hours and of days off. */
export function firstWaking(from: Date, quiet: QuietHours, calendar: WorkingCalendar): Date {
  const day = dayOf(from)
  if (isWorkingDay(day, calendar)) {
    if (!isQuietAt(clockOf(from), quiet)) return from
    const end = instantOf(day, quiet.quietTo)
    if (end > from) return end
  }
  const next = addWorkingDays(day, 1, calendar)
  return instantOf(next, isQuietAt('00:00', quiet) ? quiet.quietTo : '00:00')
}

/** The next digest after `from`: once a working day, at `digestAt`. */
export function nextDigest(from: Date, digestAt: string, calendar: WorkingCalendar): Date {
  const day = dayOf(from)
  const today = instantOf(day, digestAt)
  return isWorkingDay(day, calendar) && today > from ? today : instantOf(addWorkingDays(day, 1, calendar), digestAt)
}
