import { sayDay, sayInstant, sayTimeLeft } from '@ejia/calendar/people-dates.ts'
import { dayOf } from '@ejia/calendar/working-calendar.ts'
import { useSyncExternalStore } from 'react'
import { usePreferences } from '../platform/preferences.ts'

let now = new Date()
const listeners = new Set<() => void>()
setInterval(() => {
  now = new Date()
  for (const listener of listeners) listener()
}, 30_000)

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The clock of the page: moves on every half minute. */
export const useNow = () => useSyncExternalStore(subscribe, () => now)

/** Dates as people say them, on the clock of Shanghai. */
export function useDates() {
  const { language } = usePreferences()
  const time = useNow()
  return {
    now: time,
    today: dayOf(time),
    day: (day: string) => sayDay(day.slice(0, 10), dayOf(time), language),
    moment: (instant: string) => sayInstant(instant, time, language),
    left: (due: string) => sayTimeLeft(due, time, language),
  }
}
