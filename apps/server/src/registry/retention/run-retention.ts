import type { RetentionEntry } from '@ejia/contract/retention.ts'
import { recordAudit } from '../../history/record-audit.ts'
import { shanghaiDay } from '../../platform/clock.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Database } from '../../platform/database.ts'
import { dictionaryEntry, retentionRules } from './retention-rules.ts'
import { addToDay, listOver, listTenants, type DayCounts } from './retention-store.ts'

const dayMilliseconds = 86_400_000
const batchSize = 500

/**
 * Job, nightly: destroys what is past the days of its entry in the data dictionary. Each batch is one transaction with
 * its count, so that a kill loses and doubles nothing. The audit log itself is never cut: it is kept for good, and six
 * months at the least.
 */
export async function runRetention(db: Database, crypto: CryptoProvider, now: Date): Promise<number> {
  let all = 0
  for (const subdistrict of await listTenants(db)) {
    const counts: DayCounts = {}
    for (const entry of Object.keys(retentionRules) as RetentionEntry[]) {
      const count = await destroyOver(db, subdistrict, entry, now)
      if (count > 0) counts[entry] = count
      all += count
    }
    await db.transaction().execute(async (tx) => {
      // A day without anything to destroy is on the page too: the job ran.
      await addToDay(tx, subdistrict, shanghaiDay(now), {}, now)
      if (Object.keys(counts).length === 0) return
      const target = { kind: 'retentionDay', id: `${subdistrict} ${shanghaiDay(now)}` }
      await recordAudit(tx, crypto, { subdistrict, actor: 'job', action: 'registry.retention', target, reason: JSON.stringify(counts) }, now)
    })
  }
  return all
}

async function destroyOver(db: Database, subdistrict: string, entry: RetentionEntry, now: Date): Promise<number> {
  const rule = retentionRules[entry]
  if (rule === null) return 0
  const before = new Date(now.getTime() - dictionaryEntry(entry).keptDaysAfterEnd * dayMilliseconds)
  let total = 0
  for (let count = batchSize; count === batchSize;) {
    count = await db.transaction().execute(async (tx) => {
      const ids = await listOver(tx, subdistrict, rule, before, batchSize)
      if (ids.length === 0) return 0
      await rule.destroy(tx, subdistrict, ids, now)
      await addToDay(tx, subdistrict, shanghaiDay(now), { [entry]: ids.length }, now)
      return ids.length
    })
    total += count
  }
  return total
}
