import type { Db } from '../platform/database.ts'
import { findWhistle } from './whistle-store.ts'

/** The case a whistle was blown for, for whoever tells its reporter; not for showing. */
export async function findCaseOfWhistle(db: Db, subdistrict: string, whistleId: string): Promise<string | null> {
  return (await findWhistle(db, [subdistrict], whistleId))?.request_id ?? null
}
