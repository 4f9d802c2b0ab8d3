import { readdirSync, readFileSync, mkdtempSync, rmSync, writeFileSync, appendFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Head } from '../../../packages/verify/src/canonical-bytes.ts'
import { checkChains } from '../../../packages/verify/src/check-chains.ts'
import { checkCheckpoints } from '../../../packages/verify/src/check-checkpoints.ts'
import { readDatabase } from '../../../packages/verify/src/read-database.ts'
import { seededRandom } from '../src/demo/seeded-random.ts'
import { auditPayload } from '../src/history/audit-bytes.ts'
import { createCheckpointFolder } from '../src/history/checkpoint-folder.ts'
import { getDailyDigest } from '../src/history/get-daily-digest.ts'
import { recordAudit } from '../src/history/record-audit.ts'
import { writeCheckpoint } from '../src/history/write-checkpoint.ts'
import { createCrypto } from '../src/platform/crypto.ts'
import { temporaryKeyRing } from '../src/platform/crypto/key-ring.ts'
import { useWorld } from './test-world.ts'

const world = useWorld()
const folder = mkdtempSync(join(tmpdir(), 'ejia-checkpoints-'))
const chains = ['990101', '990101001', '990101002']
const eventsEach = 30
const events = new Map<string, number>()
let client: pg.Client
let heads: readonly Head[] = []

const linesIn = (path: string) =>
  readdirSync(path)
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted()
    .flatMap((name) => readFileSync(join(path, name), 'utf8').split('\n'))

async function addEvents(count: number, subdistrict: string): Promise<void> {
  for (let index = 0; index < count; index++)
    await world.deps.db.transaction().execute((tx) => {
      const reason = index % 3 === 0 ? { reason: `来电核实 ${index}` } : {}
      return recordAudit(
        tx,
        world.deps.crypto,
        { subdistrict, actor: 'a', action: 'request.reveal', target: { kind: 'request', id: `${index}` }, ...reason },
        world.clock.now,
      )
    })
}

beforeAll(async () => {
  for (const subdistrict of chains) await addEvents(eventsEach, subdistrict)
  await writeCheckpoint(world.deps.db, world.deps.crypto, createCheckpointFolder(folder), 1, world.clock.now)
  const report = checkCheckpoints(linesIn(folder), world.deps.crypto.checkpoints.verifyingKey)
  expect(report.findings).toEqual([])
  heads = report.heads
  const { rows } = await sql<{ url: string; subdistrict: string; seq: number }>`
    select current_database() as url, subdistrict, seq from audit_heads`.execute(world.deps.db)
  for (const row of rows) events.set(row.subdistrict, row.seq)
  client = new pg.Client({ connectionString: world.databaseUrl })
  await client.connect()
})
afterAll(async () => {
  await client?.end()
  rmSync(folder, { recursive: true, force: true })
})

const look = () => checkChains(readDatabase(client), heads)

test('an untouched log is whole, and says how long each chain is', async () => {
  const report = await look()
  expect(report.findings).toEqual([])
  expect(report.chains.map((chain) => chain.subdistrict)).toEqual(chains)
  for (const chain of report.chains) expect(chain.events).toBe(events.get(chain.subdistrict))
})

const random = seededRandom(23)
const pick = () => {
  const subdistrict = random.pick(chains)
  return { subdistrict, seq: random.integer(1, events.get(subdistrict)!) }
}
const run = (statement: string, values: unknown[] = []) => client.query(statement, values)
const one = 'where subdistrict = $1 and seq = $2'

/** As somebody who knows the rules would: every hash from `seq` on, and the head, made to fit again. */
async function computeAnew(subdistrict: string): Promise<void> {
  const { rows } = await run(
    `select seq::int, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, actor, action, target, reason_sealed from audit_events where subdistrict = $1 order by seq`,
    [subdistrict],
  )
  let hash = Buffer.alloc(32)
  let number = 0
  for (const row of rows) {
    number += 1
    const payload = auditPayload({ subdistrict, at: row.at, actor: row.actor, action: row.action, target: row.target, reasonSealed: row.reason_sealed })
    const seq = Buffer.alloc(8)
    seq.writeBigUInt64BE(BigInt(number))
    hash = createHash('sha256').update(hash).update(seq).update(payload).digest()
    await run(`update audit_events set seq = $3, payload = $4, hash = $5 ${one}`, [subdistrict, row.seq, number, payload, hash])
  }
  await run('update audit_heads set seq = $2, hash = $3 where subdistrict = $1', [subdistrict, number, hash])
}

const flip = (column: string) => async () => {
  const { subdistrict, seq } = pick()
  await run(
    `update audit_events set ${column} = set_bit(${column}, $3::int % (length(${column}) * 8), 1 - get_bit(${column}, $3::int % (length(${column}) * 8))) ${one}`,
    [subdistrict, seq, random.integer(0, 4000)],
  )
}
const set = (assignment: string) => async () => {
  const { subdistrict, seq } = pick()
  await run(`update audit_events set ${assignment} ${one}`, [subdistrict, seq])
}
const swap = async (columns: readonly string[]) => {
  const subdistrict = random.pick(chains)
  const a = random.integer(1, events.get(subdistrict)! - 1)
  await run(
    `update audit_events e set ${columns.map((column) => `${column} = o.${column}`).join(', ')} from audit_events o
     where e.subdistrict = $1 and o.subdistrict = $1 and e.seq in ($2, $3) and o.seq = $2::bigint + $3::bigint - e.seq`,
    [subdistrict, a, a + 1],
  )
}

const edits: Record<string, () => Promise<unknown>> = {
  'change the action': set("action = action || 'x'"),
  'change the actor': set("actor = 'nobody'"),
  'change the target': set("target = 'request:other'"),
  'move the time by a millisecond': set("at = at + interval '1 millisecond'"),
  'move the time by a microsecond': set("at = at + interval '1 microsecond'"),
  'move the time before Christ': set("at = (to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00 BC')::timestamptz"),
  'time without end': set("at = 'infinity'"),
  'take or invent a reason': set("reason_sealed = case when reason_sealed is null then '\\x00'::bytea end"),
  'empty reason for none': set(
    "reason_sealed = coalesce(reason_sealed, '') || '\\x'::bytea, action = action || case when reason_sealed is null then '' else ' ' end",
  ),
  'flip a bit of the payload': flip('payload'),
  'flip a bit of the hash': flip('hash'),
  'columns and payload of another event': () => swap(['at', 'actor', 'action', 'target', 'reason_sealed', 'payload', 'hash']),
  async 'swap the numbers'() {
    const subdistrict = random.pick(chains)
    const a = random.integer(1, events.get(subdistrict)! - 1)
    await run('update audit_events set seq = -seq where subdistrict = $1 and seq in ($2, $3)', [subdistrict, a, a + 1])
    await run('update audit_events set seq = $2::bigint + $3::bigint + seq where subdistrict = $1 and seq < 0', [subdistrict, a, a + 1])
  },
  async 'delete one'() {
    const { subdistrict, seq } = pick()
    await run(`delete from audit_events ${one}`, [subdistrict, seq])
  },
  async 'delete one and close the gap'() {
    const { subdistrict, seq } = pick()
    await run(`delete from audit_events ${one}`, [subdistrict, seq])
    await run('update audit_events set seq = -seq where subdistrict = $1 and seq > $2', [subdistrict, seq])
    await run('update audit_events set seq = -seq - 1 where subdistrict = $1 and seq < 0', [subdistrict])
  },
  async 'insert a copy'() {
    const { subdistrict, seq } = pick()
    await run('update audit_events set seq = -seq where subdistrict = $1 and seq > $2', [subdistrict, seq])
    await run('update audit_events set seq = 1 - seq where subdistrict = $1 and seq < 0', [subdistrict])
    await run(`insert into audit_events select subdistrict, seq + 1, at, actor, action, target, reason_sealed, payload, hash from audit_events ${one}`, [
      subdistrict,
      seq,
    ])
  },
  async 'add to the end'() {
    const subdistrict = random.pick(chains)
    await run(
      'insert into audit_events select subdistrict, seq + 1, at, actor, action, target, reason_sealed, payload, hash from audit_events where subdistrict = $1 order by seq desc limit 1',
      [subdistrict],
    )
  },
  async 'move one to another chain'() {
    const { subdistrict, seq } = pick()
    await run(`update audit_events set subdistrict = '990101009' ${one}`, [subdistrict, seq])
  },
  async 'cut off the tail'() {
    const { subdistrict, seq } = pick()
    await run('delete from audit_events where subdistrict = $1 and seq >= $2', [subdistrict, seq])
  },
  async 'cut off the tail and mend the head'() {
    const { subdistrict, seq } = pick()
    await run('delete from audit_events where subdistrict = $1 and seq >= $2', [subdistrict, seq])
    await computeAnew(subdistrict)
  },
  async 'change one and compute everything anew'() {
    const { subdistrict, seq } = pick()
    await run(`update audit_events set actor = 'nobody' ${one}`, [subdistrict, seq])
    await computeAnew(subdistrict)
  },
  async 'delete one and compute everything anew'() {
    const { subdistrict, seq } = pick()
    await run(`delete from audit_events ${one}`, [subdistrict, seq])
    await computeAnew(subdistrict)
  },
  async 'remove a chain'() {
    const subdistrict = random.pick(chains)
    await run('delete from audit_events where subdistrict = $1', [subdistrict])
    await run('delete from audit_heads where subdistrict = $1', [subdistrict])
  },
  async 'change the head'() {
    await run('update audit_heads set seq = seq + 1 where subdistrict = $1', [random.pick(chains)])
  },
  async 'remove the head'() {
    await run('delete from audit_heads where subdistrict = $1', [random.pick(chains)])
  },
}

test('1,000 random edits of the log in the database are all found', async () => {
  const kinds = Object.entries(edits)
  const missed: string[] = []
  for (let index = 0; index < 1_000; index++) {
    const [name, edit] = kinds[index % kinds.length]!
    await client.query('begin')
    await edit()
    const { findings } = await look()
    if (findings.length === 0) missed.push(`${index}: ${name}`)
    await client.query('rollback')
  }
  expect(missed).toEqual([])
  expect((await look()).findings).toEqual([])
})

test('what comes after a checkpoint is signed by the next; nothing new, nothing written; a burst is awaited', async () => {
  const { db, crypto } = world.deps
  const checkpoints = createCheckpointFolder(folder)
  expect(await writeCheckpoint(db, crypto, checkpoints, 1, world.clock.now)).toBe(0)
  await addEvents(3, '990101001')
  expect(await writeCheckpoint(db, crypto, checkpoints, 1_000, world.clock.now)).toBe(0)
  // Two processes at once: one line. A line torn by a power failure stays and does no harm.
  appendFileSync(join(folder, '2026-11.jsonl'), '{"format":1,"numb')
  const written = await Promise.all([checkpoints, createCheckpointFolder(folder)].map((one) => writeCheckpoint(db, crypto, one, 1, world.clock.now)))
  expect(written.toSorted()).toEqual([0, 1])
  const report = checkCheckpoints(linesIn(folder), crypto.checkpoints.verifyingKey)
  expect(report).toMatchObject({ count: 2, findings: [] })
  expect((await checkChains(readDatabase(client), report.heads)).findings).toEqual([])
  expect(readFileSync(join(folder, 'public-key.pem'), 'utf8')).toBe(crypto.checkpoints.verifyingKey)
})

test('the SM profile signs with a key the auditor keeps', async () => {
  const sm = mkdtempSync(join(tmpdir(), 'ejia-checkpoints-sm-'))
  const crypto = createCrypto(temporaryKeyRing('sm'))
  await writeCheckpoint(world.deps.db, crypto, createCheckpointFolder(sm), 1, world.clock.now)
  expect(readdirSync(sm)).toEqual(['2026-11.jsonl'])
  expect(checkCheckpoints(linesIn(sm), crypto.checkpoints.verifyingKey)).toMatchObject({ count: 1, findings: [] })
  writeFileSync(join(sm, '2026-11.jsonl'), linesIn(sm).join('\n').replace('"seq":', '"seq":1'))
  expect(checkCheckpoints(linesIn(sm), crypto.checkpoints.verifyingKey).findings).toMatchObject([{ kind: 'checkpointForged' }])
  rmSync(sm, { recursive: true, force: true })
})

test('the digest of a day counts what happened and names the hashes between which it lies', async () => {
  const state = await createCheckpointFolder(folder).read()
  const digest = await getDailyDigest(world.deps.db, '990101002', '2026-11-23', state)
  expect(digest).toMatchObject({ events: eventsEach, actors: 1, byAction: [{ action: 'request.reveal', events: eventsEach }] })
  expect([digest.first?.seq, digest.last?.seq, digest.checkpoint?.number]).toEqual([1, eventsEach, 2])
  expect(await getDailyDigest(world.deps.db, '990101002', '2026-11-24', state)).toMatchObject({ events: 0, byAction: [], first: null, last: null })
})
