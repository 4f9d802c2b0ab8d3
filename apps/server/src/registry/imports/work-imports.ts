import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Database, Tx } from '../../platform/database.ts'
import { findSealer } from '../../privacy/data-keys.ts'
import { loadGazetteer } from '../addresses/place-gazetteer.ts'
import { afterPass } from './import-moves.ts'
import { countRowsAgain, learnSizes, planAfresh, setImportState, takeImport, type RowCounts } from './import-store.ts'
import type { Gazetteer, Work } from './pass.ts'
import { passes } from './passes.ts'
import { listStaged, saveOutcomes, type Judged, type StagedRow } from './row-store.ts'

/** Rows read, judged or taken together. */
const batchRows = 1_000
/** Batches of one transaction: what is lost when the process is killed is done again, nothing twice; a cancel waits for its end. */
const stretchBatches = 5

const clearedEvery = 3

/** From so many rows on a pass begins with a look at how large the tables are. */
const manyRows = 5_000

/** What is known from one batch to the next. */
type Memory = { gazetteers: Map<string, Gazetteer>; doubles: Map<string, Set<string>>; working: string | null; failed: Set<string> }

/**
 * Does what waits, stretch by stretch, until nothing waits. Each stretch takes the import anew, so that a cancel is seen
 * between two. One that fails is left for the next run, and the others do not wait for it; the first failure is thrown.
 */
export async function workImports(db: Database, crypto: CryptoProvider, clock: () => Date): Promise<number> {
  const memory: Memory = { gazetteers: new Map(), doubles: new Map(), working: null, failed: new Set() }
  const failures: unknown[] = []
  for (let stretches = 0; ; stretches++) {
    const again = await db
      .transaction()
      .execute((tx) => workNext(tx, crypto, clock(), memory))
      .catch((error: unknown) => {
        if (memory.working === null) throw error
        memory.failed.add(memory.working)
        failures.push(error)
        return true
      })
    if (!again && failures.length > 0) throw failures[0]
    if (!again) return stretches
    // What a large file leaves behind is cleared now and then, 50 ms each; the heap would grow by 80 MB before it is cleared by itself.
    if (stretches % clearedEvery === clearedEvery - 1) globalThis.gc?.()
  }
}

async function workNext(tx: Tx, crypto: CryptoProvider, now: Date, memory: Memory): Promise<boolean> {
  const { gazetteers, doubles } = memory
  memory.working = null
  const row = await takeImport(tx, [...memory.failed])
  if (!row) return false
  memory.working = row.id
  await planAfresh(tx)
  const sealer = await findSealer(tx, crypto, row)
  if (!sealer) {
    await setImportState(tx, row, 'cancelled', {}, now)
    return true
  }
  const gazetteer = gazetteers.get(row.subdistrict) ?? (await loadGazetteer(tx, row.subdistrict))
  gazetteers.set(row.subdistrict, gazetteer)
  const seen = doubles.get(row.id) ?? new Set<string>()
  doubles.set(row.id, seen)
  await workStretch({ tx, crypto, row, sealer, gazetteer, now }, seen)
  return true
}

/** The outcomes each pass looks at; a dry run looks at every row. */
const looksAt = { running: ['new', 'change'], undoing: ['new', 'change', 'same'] } as const

async function workStretch(work: Work, seen: Set<string>): Promise<void> {
  const { tx, row, now } = work
  if (row.done_count === 0 && row.row_count >= manyRows) await learnSizes(tx, row.kind)
  // In the order of the file by its key; asked for by outcome, the database would sort what is left of the file for each batch.
  const list = (after: number) => listStaged(tx, row, after, batchRows)
  // Where the last batch ended is the row number it reached.
  let staged = await list(row.done_count)
  if (staged.length === 0) {
    if (row.state === 'undoing') await passes[row.kind].tidy(work)
    await setImportState(tx, row, afterPass[row.state], { doneCount: 0 }, now)
    // A row somebody settled before waits no more.
    await countRowsAgain(tx, row.subdistrict, [row.id])
    return
  }
  const counted: Partial<RowCounts> = {}
  let doneCount = row.done_count
  for (let batch = 1; staged.length > 0; batch++) {
    const batchWork = { ...work, row: { ...row, done_count: doneCount } }
    doneCount = staged.at(-1)!.row_number
    // Asked for before this batch writes: its rows are opened while the database still writes these.
    const following = batch < stretchBatches ? list(doneCount) : Promise.resolve([])
    // Looked at when this batch is done; what breaks it breaks both.
    following.catch(() => undefined)
    add(counted, await workBatch(batchWork, staged, seen))
    staged = await following
  }
  await setImportState(tx, row, row.state, { doneCount, counted }, now)
}

function workBatch(work: Work, staged: readonly StagedRow[], seen: Set<string>): Promise<Partial<RowCounts>> {
  const { kind, state } = work.row
  if (state === 'checking') return check(work, staged, seen)
  const looked = staged.filter((one) => (looksAt[state] as readonly (string | null)[]).includes(one.outcome))
  return state === 'running' ? passes[kind].take(work, looked) : passes[kind].takeBack(work, looked)
}

function add(to: Partial<RowCounts>, more: Partial<RowCounts>): void {
  for (const [name, count] of Object.entries(more) as [keyof RowCounts, number][]) to[name] = (to[name] ?? 0) + count
}

async function check(work: Work, staged: readonly StagedRow[], seen: Set<string>): Promise<Partial<RowCounts>> {
  const judged = await passes[work.row.kind].judge(work, staged, seen)
  await saveOutcomes(work.tx, work.row, judged)
  const of = (outcome: Judged['outcome']) => judged.filter((one) => one.outcome === outcome).length
  return { new: of('new'), change: of('change'), same: of('same'), wrong: of('wrong'), waiting: judged.filter((one) => one.suggestions).length }
}
