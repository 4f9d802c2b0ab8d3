import { useEffect, useState } from 'react'
import { everyMinute, now } from '../platform/clock.ts'
import { usePreferences } from '../platform/preferences.ts'
import { sayDay, sayMoment } from './dates.ts'

export function useDates() {
  const { language } = usePreferences()
  const [time, setTime] = useState(now)
  useEffect(() => everyMinute(() => setTime(now())), [])
  return {
    now: time,
    day: (instant: string) => sayDay(new Date(instant), time, language),
    moment: (instant: string) => sayMoment(new Date(instant), time, language),
  }
}
