import type { EndablePurpose, PersonField } from '@ejia/contract/registry.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import { sendKept, type Database, type Tx } from '../../platform/database.ts'
import { destroyDataKeys } from '../../privacy/data-keys.ts'
import type { EndedPurpose, TombstoneFolder } from '../../privacy/tombstone-folder.ts'
import { destroyExportsFor } from '../exports/move-export.ts'
import { forgetImport } from '../imports/import-store.ts'
import { forgetFacts } from '../people/forget-facts.ts'
import { lockPerson } from '../people/person-store.ts'
import { erasePeople } from '../rights/erase-person.ts'
import { addDestroyed, listDue, listEnded, lockEnding, setEnded, type Destroyed, type EndingRow } from './ending-store.ts'
import { listImportsOf, listKeptFor, releasePurpose, type KeptFor } from './kept-for-store.ts'

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
  await addDestroyed(tx, row, await destroyFound(tx, crypto, row.subdistrict, found, row.destroyed, now))
  return found.length < batchSize ? null : found.at(-1)!.id
}

async function destroyFound(tx: Tx, crypto: CryptoProvider, subdistrict: string, found: readonly KeptFor[], before: Destroyed, now: Date): Promise<Destroyed> {
  const counts: Destroyed = { ...before, values: { ...before.values } }
  for (const one of found) {
    for (const field of one.go) counts.values![field] = (counts.values![field] ?? 0) + 1
    if (!one.held) continue
    const person = (await lockPerson(tx, [subdistrict], one.id))!
    counts.history = (counts.history ?? 0) + (await forgetFacts(tx, crypto, person, one.go, now))
  }
  const whole = found.filter((one) => !one.held).map((one) => one.id)
  await erasePeople(tx, subdistrict, whole, now)
  counts.people = (counts.people ?? 0) + whole.length
  return counts
}

/**
 * The database was put back to a day before a purpose ended, and knows nothing of it: what was told for it until then is
 * destroyed again. The list of endings lies outside of the database, beside the tombstones.
 */
export async function replayEndings(db: Database, crypto: CryptoProvider, folder: TombstoneFolder, now: Date): Promise<number> {
  const known = new Set((await listEnded(db)).map(nameOf))
  const missing = (await folder.readEnded()).filter((one) => !known.has(nameOf(one)))
  let people = 0
  for (const { subdistrict, purpose, endedAt } of missing)
    for (let after: string | null = null; ;) {
      const found: KeptFor[] = await db.transaction().execute(async (tx) => {
        const batch = await listKeptFor(tx, subdistrict, purpose as EndablePurpose, after, batchSize, endedAt)
        await destroyFound(tx, crypto, subdistrict, batch, {}, now)
        if (after === null) await forgetFilesOf(tx, subdistrict, purpose as EndablePurpose, now, endedAt)
        return batch
      })
      people += found.length
      if (found.length < batchSize) break
      after = found.at(-1)!.id
    }
  return people
}

/** Job, each minute: tells the list outside of the database which purposes ended. */
export async function writeEndings(db: Database, folder: TombstoneFolder): Promise<number> {
  const told = new Set((await folder.readEnded()).map(nameOf))
  const missing = (await listEnded(db)).filter((one) => !told.has(nameOf(one)))
  if (missing.length > 0) await folder.appendEnded(missing)
  return missing.length
}

const nameOf = (one: EndedPurpose) => `${one.subdistrict} ${one.purpose} ${one.endedAt}`

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
async function forgetFilesOf(tx: Tx, subdistrict: string, purpose: EndablePurpose, now: Date, until: string | null = null): Promise<number> {
  const files = await listImportsOf(tx, subdistrict, purpose, until)
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
