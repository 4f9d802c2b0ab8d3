import type { EndablePurpose, PersonField } from '@ejia/contract/registry.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import { sendKept, type Database, type Tx } from '../../platform/database.ts'
import { destroyDataKeys } from '../../privacy/data-keys.ts'
import { destroyExportsFor } from '../exports/move-export.ts'
import { forgetImport } from '../imports/import-store.ts'
import { forgetFacts } from '../people/forget-facts.ts'
import { lockPerson } from '../people/person-store.ts'
import { erasePeople } from '../rights/erase-person.ts'
import { addDestroyed, listDue, lockEnding, setEnded, type Destroyed, type EndingRow } from './ending-store.ts'
import { listImportsOf, listKeptFor, releasePurpose } from './kept-for-store.ts'

/** Records of one transaction: what a kill interrupts is gone on with, nothing is counted twice. */
const batchSize = 200

/**
 * Job: destroys what was kept for a purpose that ended, and writes the certificate. `all` looks at finished endings too:
 * values come back with a restore, or with somebody who was writing while the approval was given.
 */
export async function destroyForEndedPurposes(db: Database, crypto: CryptoProvider, clock: () => Date, all = false): Promise<number> {
  let ended = 0
  for (const { subdistrict, id } of await listDue(db, all)) {
    for (let after: string | null = null; ;) {
      const last: string | null = await db.transaction().execute(async (tx) => {
        const row = await lockEnding(tx, [subdistrict], id)
        return row && row.restarted_at === null ? destroyBatch(tx, crypto, row, after, clock()) : null
      })
      if (last === null) break
      after = last
    }
    ended += await db.transaction().execute(async (tx) => finish(tx, crypto, await lockEnding(tx, [subdistrict], id), clock()))
  }
  return ended
}

/** Answers the last person it looked at, or null when nobody is left. */
async function destroyBatch(tx: Tx, crypto: CryptoProvider, row: EndingRow, after: string | null, now: Date): Promise<string | null> {
  const found = await listKeptFor(tx, row.subdistrict, row.purpose, after, batchSize)
  const counts: Destroyed = { ...row.destroyed, values: { ...row.destroyed.values } }
  for (const one of found) {
    for (const field of one.go) counts.values![field] = (counts.values![field] ?? 0) + 1
    if (!one.held) continue
    const person = (await lockPerson(tx, [row.subdistrict], one.id))!
    counts.history = (counts.history ?? 0) + (await forgetFacts(tx, crypto, person, one.go, now))
  }
  const whole = found.filter((one) => !one.held).map((one) => one.id)
  await erasePeople(tx, row.subdistrict, whole, now)
  counts.people = (counts.people ?? 0) + whole.length
  await addDestroyed(tx, row, counts)
  return found.length < batchSize ? null : found.at(-1)!.id
}

async function finish(tx: Tx, crypto: CryptoProvider, row: EndingRow | null, now: Date): Promise<number> {
  if (!row || row.restarted_at !== null) return 0
  const imports = await forgetFilesOf(tx, row.subdistrict, row.purpose, now)
  const exportFiles = await destroyExportsFor(tx, crypto, row.subdistrict, row.purpose, now)
  const stayed = await releasePurpose(tx, row.subdistrict, row.purpose)
  const counts: Destroyed = {
    ...row.destroyed,
    importRows: (row.destroyed.importRows ?? 0) + imports,
    exportFiles: (row.destroyed.exportFiles ?? 0) + exportFiles,
    stayed: added(row.destroyed.stayed, stayed),
  }
  await addDestroyed(tx, row, counts)
  if (row.state !== 'approved') return 0
  const event = { subdistrict: row.subdistrict, actor: 'job', action: 'registry.purposeEnded', target: { kind: 'purposeEnding', id: row.id } }
  await recordAudit(tx, crypto, { ...event, reason: JSON.stringify(counts) }, now)
  await sendKept(tx)
  await setEnded(tx, row, now)
  return 1
}

/** The files a campaign was fed with, and the key that sealed their rows. */
async function forgetFilesOf(tx: Tx, subdistrict: string, purpose: EndablePurpose, now: Date): Promise<number> {
  const files = await listImportsOf(tx, subdistrict, purpose)
  for (const file of files) await forgetImport(tx, file, now)
  await destroyDataKeys(
    tx,
    subdistrict,
    files.map((file) => file.id),
    now,
  )
  return files.reduce((sum, file) => sum + file.rows, 0)
}

function added(before: Destroyed['stayed'] = {}, more: NonNullable<Destroyed['stayed']>): NonNullable<Destroyed['stayed']> {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(more)])] as PersonField[]
  return Object.fromEntries(fields.map((field) => [field, (before[field] ?? 0) + (more[field] ?? 0)]))
}
