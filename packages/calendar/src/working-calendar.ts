import { announcedDay } from './announced-days.ts'

/** Working hours of a day and the days that differ from the announced calendar. Clock times are Asia/Shanghai. */
export type WorkingCalendar = {
  readonly hours: readonly { readonly from: string; readonly to: string }[]
  readonly extraHolidays: readonly string[]
  readonly extraWorkingDays: readonly string[]
}
export type Limit = { readonly amount: number; readonly unit: 'minutes' | 'workingHours' | 'workingDays' | 'calendarHours' | 'calendarDays' }

/** The usual hours; holidays and make-up days (调休) are the announced ones. */
export const standardCalendar: WorkingCalendar = {
  hours: [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '17:30' },
  ],
  extraHolidays: [],
  extraWorkingDays: [],
}

const dayMs = 86_400_000
const minuteMs = 60_000
/** Asia/Shanghai has had no daylight saving since 1991. */
const offsetMs = 8 * 3_600_000
/** Longer than the longest holiday by far: a calendar without working days is an error, not an endless search. */
const mostDaysAhead = 400

export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + offsetMs).toISOString().slice(0, 10)
}

export function isWorkingDay(day: string, calendar: WorkingCalendar): boolean {
  if (calendar.extraWorkingDays.includes(day)) return true
  if (calendar.extraHolidays.includes(day)) return false
  const announced = announcedDay(day)
  if (announced === 'ordinary') return isWeekday(day)
  return announced === 'makeUp'
}

function isWeekday(day: string): boolean {
  const weekday = new Date(day).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** When a limit that starts at `from` ends. A limit in working days ends with the working time of its last day; the day it starts does not count. */
export function limitEnd(limit: Limit, from: Date, calendar: WorkingCalendar): Date {
  switch (limit.unit) {
    case 'minutes':
      return new Date(from.getTime() + limit.amount * minuteMs)
    case 'calendarHours':
      return new Date(from.getTime() + limit.amount * 3_600_000)
    case 'calendarDays':
      return new Date(from.getTime() + limit.amount * dayMs)
    case 'workingHours':
      return addWorkingMinutes(from, limit.amount * 60, calendar)
    case 'workingDays':
      return endOfWorkingDay(addWorkingDays(dayOf(from), limit.amount, calendar), calendar)
  }
}

/** The day `days` working days after `day`. */
export function addWorkingDays(day: string, days: number, calendar: WorkingCalendar): string {
  let current = day
  for (let left = days; left > 0; left--) current = nextWorkingDay(current, calendar)
  return current
}

/** Ends with the span rather than with the opening of the next: seven hours from 09:00 is 17:30, not tomorrow. */
export function addWorkingMinutes(from: Date, minutes: number, calendar: WorkingCalendar): Date {
  if (minutes <= 0) return from
  let left = minutes * minuteMs
  let day = isWorkingDay(dayOf(from), calendar) ? dayOf(from) : nextWorkingDay(dayOf(from), calendar)
  for (let guard = 0; guard < 5_000; guard++) {
    for (const span of spansOf(day, calendar)) {
      const start = Math.max(span.from, from.getTime())
      if (start >= span.to) continue
      if (start + left <= span.to) return new Date(start + left)
      left -= span.to - start
    }
    day = nextWorkingDay(day, calendar)
  }
  throw new Error('the working time asked for lies too far ahead')
}

/** Working minutes between two instants; 0 when `to` is not after `from`. */
export function workingMinutesBetween(from: Date, to: Date, calendar: WorkingCalendar): number {
  if (to <= from) return 0
  let sum = 0
  let day = dayOf(from)
  const last = dayOf(to)
  while (day <= last) {
    if (isWorkingDay(day, calendar)) {
      for (const span of spansOf(day, calendar)) sum += Math.max(0, Math.min(span.to, to.getTime()) - Math.max(span.from, from.getTime()))
    }
    day = dayAfter(day)
  }
  return sum / minuteMs
}

/** The instant a share of the limit before its end, e.g. 0.2: the last fifth is amber. Measured in working time, in plain time where there is none between the two. */
export function amberAt(from: Date, due: Date, share: number, calendar: WorkingCalendar): Date {
  const minutes = workingMinutesBetween(from, due, calendar)
  if (minutes === 0) return new Date(due.getTime() - (due.getTime() - from.getTime()) * share)
  const at = addWorkingMinutes(from, minutes * (1 - share), calendar)
  return at < due ? at : due
}

/** A limit moves back by the working time that passed during a pause; a pause after the limit cures nothing. */
export function extendByPause(due: Date, pausedFrom: Date, pausedTo: Date, calendar: WorkingCalendar): Date {
  if (pausedFrom >= due) return due
  const lost = workingMinutesBetween(pausedFrom, pausedTo, calendar)
  return lost === 0 ? due : addWorkingMinutes(due, lost, calendar)
}

/** Whole working days from the day of `from` to the day of `to`: 0 on the same day, negative when past. */
export function workingDaysBetween(from: Date, to: Date, calendar: WorkingCalendar): number {
  const [first, last] = [dayOf(from), dayOf(to)]
  const [early, late] = first <= last ? [first, last] : [last, first]
  let days = 0
  for (let day = early; day < late;) {
    day = dayAfter(day)
    if (isWorkingDay(day, calendar)) days += 1
  }
  return first <= last ? days : -days
}

function endOfWorkingDay(day: string, calendar: WorkingCalendar): Date {
  return new Date(Math.max(...spansOf(day, calendar).map((span) => span.to)))
}

/** In order and without overlap: what two spans share counts once. */
function spansOf(day: string, calendar: WorkingCalendar): { from: number; to: number }[] {
  const midnight = Date.parse(`${day}T00:00:00.000Z`) - offsetMs
  const written = calendar.hours.map(({ from, to }) => ({ from: midnight + minutesOf(from) * minuteMs, to: midnight + minutesOf(to) * minuteMs }))
  const spans: { from: number; to: number }[] = []
  for (const { from, to } of written.toSorted((one, other) => one.from - other.from)) {
    const start = Math.max(from, spans.at(-1)?.to ?? from)
    if (start < to) spans.push({ from: start, to })
  }
  if (spans.length === 0) throw new Error('the calendar has no working hours')
  return spans
}

function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':')
  return Number(hours) * 60 + Number(minutes)
}

function nextWorkingDay(day: string, calendar: WorkingCalendar): string {
  let next = day
  for (let tries = 0; tries < mostDaysAhead; tries++) {
    next = dayAfter(next)
    if (isWorkingDay(next, calendar)) return next
  }
  throw new Error(`the calendar has no working day within ${mostDaysAhead} days after ${day}`)
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + dayMs).toISOString().slice(0, 10)
}
