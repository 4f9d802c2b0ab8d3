import { RetentionEntry } from '@ejia/contract/retention.ts'
import { api } from '../../access/api.ts'
import { scopeOf } from '../../access/permissions.ts'
import type { Db } from '../../platform/database.ts'
import { shanghaiDay } from '../../platform/clock.ts'
import { dictionaryEntry, retentionRules } from './retention-rules.ts'
import { countLying, listDays } from './retention-store.ts'

const dayMilliseconds = 86_400_000
const soonDays = 30

export const retentionRoutes = {
  list: api.retention.list.handler(async ({ context: { deps, actor } }) => {
    const now = deps.clock()
    const { tenants } = scopeOf(actor, 'registry.rights', now)
    const days = await listDays(deps.db, tenants)
    return {
      entries: await Promise.all(RetentionEntry.options.map((entry) => presentEntry(deps.db, tenants, entry, now))),
      days: days.map((row) => ({
        subdistrict: { code: row.subdistrict, name: row.name },
        day: row.day,
        ranAt: row.ran_at,
        destroyed: RetentionEntry.options.flatMap((entry) => (row.destroyed[entry] ? [{ entry, count: row.destroyed[entry] }] : [])),
      })),
    }
  }),
}

async function presentEntry(db: Db, tenants: readonly string[], entry: RetentionEntry, now: Date) {
  const { keptDaysAfterEnd: keptDays, legalBasis } = dictionaryEntry(entry)
  const rule = retentionRules[entry]
  const soonBefore = new Date(now.getTime() + (soonDays - keptDays) * dayMilliseconds)
  const counts = rule === null ? [] : await Promise.all(tenants.map((tenant) => countLying(db, tenant, rule, soonBefore)))
  const next = counts.flatMap((one) => one.next ?? []).toSorted()[0]
  return {
    entry,
    keptDays,
    legalBasis,
    soon: counts.reduce((sum, one) => sum + one.soon, 0),
    nextOn: next === undefined ? null : shanghaiDay(new Date(Date.parse(next) + keptDays * dayMilliseconds)),
  }
}
