import chineseDays from 'chinese-days'

/** Working hours of a day and the days that differ from the announced calendar. Clock times are Asia/Shanghai. */
export type WorkingCalendar = {
  readonly hours: readonly { readonly from: string; readonly to: string }[]
  readonly extraHolidays: readonly string[]
  readonly extraWorkingDays: readonly string[]
}
export type Limit = { readonly amount: number; readonly unit: 'workingHours' | 'workingDays' | 'calendarHours' | 'calendarDays' }

/** 国务院办公厅's holidays and make-up days (调休) come with npm `chinese-days`; unannounced years follow the plain week. */
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

const announced = new Map<string, boolean>()

export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + offsetMs).toISOString().slice(0, 10)
}

export function isWorkingDay(day: string, calendar: WorkingCalendar): boolean {
  if (calendar.extraWorkingDays.includes(day)) return true
  if (calendar.extraHolidays.includes(day)) return false
  const known = announced.get(day)
  if (known !== undefined) return known
  const works = chineseDays.isWorkday(day)
  announced.set(day, works)
  return works
}

/** When a limit that starts at `from` ends. A limit in working days ends with the working time of its last day; the day it starts does not count. */
export function limitEnd(limit: Limit, from: Date, calendar: WorkingCalendar): Date {
  switch (limit.unit) {
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

export function addWorkingMinutes(from: Date, minutes: number, calendar: WorkingCalendar): Date {
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

/** The instant a share of the limit before its end, e.g. 0.2: the last fifth is amber. Measured in plain time between the two. */
export function amberAt(from: Date, due: Date, share: number, calendar: WorkingCalendar): Date {
  const minutes = workingMinutesBetween(from, due, calendar)
  if (minutes === 0) return new Date(due.getTime() - (due.getTime() - from.getTime()) * share)
  const at = addWorkingMinutes(from, minutes * (1 - share), calendar)
  return at < due ? at : due
}

/** A limit moves back by the working time that passed during a pause. */
export function extendByPause(due: Date, pausedFrom: Date, pausedTo: Date, calendar: WorkingCalendar): Date {
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

function spansOf(day: string, calendar: WorkingCalendar): { from: number; to: number }[] {
  const midnight = Date.parse(`${day}T00:00:00.000Z`) - offsetMs
  return calendar.hours
    .map(({ from, to }) => ({ from: midnight + minutesOf(from) * minuteMs, to: midnight + minutesOf(to) * minuteMs }))
    .sort((one, other) => one.from - other.from)
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
