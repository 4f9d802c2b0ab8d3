/** `npm run keys -- status | rotate | resume | retire <version> | checkpoint-key`; docs/operations/keys-and-audit.md tells the office what to do. */
import { existsSync } from 'node:fs'
import { readConfig } from './config.ts'
import { createCrypto } from './platform/crypto.ts'
import { addMasterKey, listMasterKeys, openKeyFile, removeMasterKey } from './platform/crypto/key-file.ts'
import { openDatabase } from './platform/database.ts'
import { startEmbeddedPostgres } from './platform/embedded-postgres.ts'
import { migrate } from './platform/migrate.ts'
import { announceMasterKey, listMasterKeyStatus, registerMasterKey, retireMasterKey, rewrapDataKeys } from './privacy/master-keys.ts'

const say = (line: string) => void process.stdout.write(`${line}\n`)
const [, , command = 'status', argument = ''] = process.argv
const config = readConfig()
const embedded = config.databaseUrl === null ? await startEmbeddedPostgres({ folder: config.dataFolder }) : null
const url = embedded?.url ?? config.databaseUrl!
await migrate(url)
const db = openDatabase({ url, poolSize: 2 })

async function rewrap(): Promise<void> {
  const crypto = createCrypto(openKeyFile(config.keyFile, config.cryptoProfile, new Date()))
  await registerMasterKey(db, crypto, new Date())
  const count = await rewrapDataKeys(db, crypto, (total) => say(`  ${total}`))
  say(`${count} data keys are now under master key ${crypto.masterVersion()}. 已改用主密钥 ${crypto.masterVersion()}：${count} 把数据密钥。`)
}

async function showStatus(): Promise<void> {
  if (!existsSync(config.keyFile)) throw new Error(`There is no key file at ${config.keyFile} yet: the first start makes it. 还没有密钥文件，首次启动时生成。`)
  const inFile = new Set(listMasterKeys(config.keyFile).map((key) => key.version))
  for (const { version, madeAt, dataKeys } of await listMasterKeyStatus(db))
    say(`master key ${version}  ${madeAt}  ${dataKeys} data keys${inFile.has(version) ? '' : '  NOT IN THE KEY FILE 不在密钥文件中'}`)
}

const commands: Record<string, () => Promise<void>> = {
  status: showStatus,
  async rotate() {
    const crypto = createCrypto(openKeyFile(config.keyFile, config.cryptoProfile, new Date()))
    await registerMasterKey(db, crypto, new Date())
    const unfinished = (await listMasterKeyStatus(db)).some((key) => key.version < crypto.masterVersion() && key.dataKeys > 0)
    if (unfinished) throw new Error('The last rotation is not finished: run resume.')
    await announceMasterKey(db, crypto, new Date())
    say(`Master key ${addMasterKey(config.keyFile, new Date())} was added to ${config.keyFile}. Back this file up now. 请立即备份密钥文件。`)
    await rewrap()
  },
  resume: rewrap,
  async 'checkpoint-key'() {
    say(createCrypto(openKeyFile(config.keyFile, config.cryptoProfile, new Date())).checkpoints.verifyingKey.trimEnd())
  },
  async retire() {
    const version = Number(argument)
    if (!Number.isInteger(version) || version < 1) throw new Error('Which version? npm run keys -- retire 1')
    await retireMasterKey(db, createCrypto(openKeyFile(config.keyFile, config.cryptoProfile, new Date())), version)
    removeMasterKey(config.keyFile, version)
    say(`Master key ${version} is retired. Old backups of the database need an old copy of the key file. 主密钥 ${version} 已停用；旧备份仍需当时的密钥文件。`)
  },
}

try {
  const run = commands[command]
  if (!run) throw new Error(`npm run keys -- ${Object.keys(commands).join(' | ')}`)
  await run()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
} finally {
  await db.destroy()
  if (embedded && !embedded.adopted) await embedded.stop()
}
