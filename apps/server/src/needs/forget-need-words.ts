import type { Database } from '../platform/database.ts'
import { forgetWordsBefore } from './need-store.ts'

const keptDays = 365

/** What a household said in its own words is kept for a year; the count, the reason and the place stay in the pool. */
export function forgetNeedWords(db: Database, now: Date): Promise<number> {
  return forgetWordsBefore(db, new Date(now.getTime() - keptDays * 86_400_000))
}
