/**
 * npm run verify -- --database URL | --file export.jsonl [--checkpoints folder-or-file] [--key file] [--export file]
 * Ends with 0 when nothing is wrong, 1 when something is, 2 when it could not look.
 */
import { once } from 'node:events'
import { createWriteStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { type ChainReport, checkChains, type Entry } from './check-chains.ts'
import { checkCheckpoints, type CheckpointReport } from './check-checkpoints.ts'
import type { Head } from './canonical-bytes.ts'
import { describeFinding } from './findings.ts'
import { readDatabase } from './read-database.ts'
import { lineOf, readExport } from './read-export.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)
const keyName = 'public-key.pem'

const { values: given } = parseArgs({
  options: {
    database: { type: 'string' },
    file: { type: 'string' },
    checkpoints: { type: 'string' },
    key: { type: 'string' },
    export: { type: 'string' },
  },
})

try {
  process.exitCode = await run()
} catch (error) {
  process.stderr.write(`无法核验 / could not verify: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}

async function run(): Promise<number> {
  if ((given.database === undefined) === (given.file === undefined))
    throw new Error('--database URL | --file export.jsonl [--checkpoints folder] [--key file] [--export file]')
  const checkpoints = given.checkpoints === undefined ? null : readCheckpoints(given.checkpoints, given.key)
  const heads = checkpoints?.heads ?? []
  const report = given.database === undefined ? await checkFile(given.file!, heads) : await checkDatabase(given.database, heads)
  const findings = [...(checkpoints?.findings ?? []), ...report.findings]
  for (const chain of report.chains) say(`${chain.subdistrict}  ${chain.events} 条 / entries  ${chain.hash.slice(0, 16)}…`)
  if (checkpoints) say(`检查点 / checkpoints: ${checkpoints.count}, 最后 / last ${checkpoints.last ?? '—'}`)
  else say('没有核对检查点：尾部被删、整链重算查不出 / no checkpoints given: a cut tail or a recomputed chain stays unseen')
  if (report.chains.length === 0 && findings.length === 0) throw new Error('没有任何记录 / there are no entries')
  if (findings.length === 0) {
    say('✔ 日志完整，没有被改动 / the log is whole and unchanged')
    return 0
  }
  say(`✘ 发现 ${findings.length} 处问题，每条链只报最早一处 / ${findings.length} findings, the first of each chain:`)
  for (const finding of findings) say(`  ${describeFinding(finding)}`)
  return 1
}

function readCheckpoints(path: string, keyPath: string | undefined): CheckpointReport {
  const folder = statSync(path).isDirectory()
  const key = keyPath ?? (folder ? join(path, keyName) : '')
  if (!existsSync(key)) throw new Error('--key: the public key kept by the auditor (npm run keys -- checkpoint-key)')
  const files = folder
    ? readdirSync(path)
        .filter((name) => name.endsWith('.jsonl'))
        .toSorted()
        .map((name) => join(path, name))
    : [path]
  if (keyPath === undefined) say(`用检查点文件夹里的公钥，请与审计员保存的一份比对 / key from the folder, compare it with the auditor's copy: ${key}`)
  return checkCheckpoints(
    files.flatMap((file) => readFileSync(file, 'utf8').split('\n')),
    readFileSync(key, 'utf8'),
  )
}

async function checkFile(path: string, heads: readonly Head[]): Promise<ChainReport> {
  const file = await open(path)
  try {
    return await checkChains(readExport(file.readLines()), heads)
  } finally {
    await file.close()
  }
}

async function checkDatabase(url: string, heads: readonly Head[]): Promise<ChainReport> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    const entries = readDatabase(client)
    return await checkChains(given.export === undefined ? entries : copyTo(given.export, entries), heads)
  } finally {
    await client.end()
  }
}

async function* copyTo(path: string, entries: AsyncIterable<Entry>): AsyncGenerator<Entry> {
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600 })
  for await (const entry of entries) {
    if (!out.write(`${lineOf(entry)}\n`)) await once(out, 'drain')
    yield entry
  }
  out.end()
  await finished(out)
}
