import { createSecretKey, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { ProfileName } from './cipher-profile.ts'
import { type KeyRing, type MasterKey, masterKeysFrom, newMasterKey } from './key-ring.ts'

const Key32 = z.base64().refine((text) => Buffer.from(text, 'base64').length === 32, '32 bytes')
const Contents = z.strictObject({
  format: z.literal(2),
  profile: z.enum(['standard', 'sm']),
  deployment: Key32,
  masters: z.array(z.strictObject({ version: z.int().positive(), key: Key32, madeAt: z.iso.datetime() })).min(1),
})
type Contents = z.infer<typeof Contents>

const asText = (secret: Buffer) => secret.toString('base64')
const fresh = (version: number, now: Date) => ({ version, key: asText(newMasterKey(version).secret.export()), madeAt: now.toISOString() })

/** The keys of this deployment; made on the first start. Whoever loses this file loses the sealed fields: back it up apart from the database. */
export function openKeyFile(path: string, profile: ProfileName, now: Date): KeyRing {
  const contents = readOrMake(path, profile, now)
  if (contents.profile !== profile) {
    throw new Error(
      `The key file was made for the profile "${contents.profile}", the setting EJIA_CRYPTO says "${profile}". The profile of an installation stays.`,
    )
  }
  let known = { stamp: stampOf(path), keys: mastersOf(contents) }
  const keys = () => {
    const stamp = stampOf(path)
    if (stamp !== known.stamp) known = { stamp, keys: mastersOf(read(path)) }
    return known.keys
  }
  return { profile, deployment: createSecretKey(Buffer.from(contents.deployment, 'base64')), masters: masterKeysFrom(profile, keys) }
}

/** Writes one more master key into the file and answers its version. A running server sees it at once. */
export function addMasterKey(path: string, now: Date): number {
  const contents = read(path)
  const version = Math.max(...contents.masters.map((key) => key.version)) + 1
  write(path, { ...contents, masters: [...contents.masters, fresh(version, now)] })
  return version
}

/** Takes an old master key out of the file; the newest stays. */
export function removeMasterKey(path: string, version: number): void {
  const contents = read(path)
  const masters = contents.masters.filter((key) => key.version !== version)
  if (masters.every((key) => key.version < version)) throw new Error('The newest master key is in use.')
  write(path, { ...contents, masters })
}

export function listMasterKeys(path: string): { version: number; madeAt: string }[] {
  return read(path).masters.map(({ version, madeAt }) => ({ version, madeAt }))
}

const mastersOf = (contents: Contents): MasterKey[] =>
  contents.masters.map(({ version, key }) => ({ version, secret: createSecretKey(Buffer.from(key, 'base64')) }))

/** Every write renames a new file into place, so the inode tells two versions apart. */
function stampOf(path: string): string {
  const { ino, mtimeMs, size } = statSync(path)
  return `${ino} ${mtimeMs} ${size}`
}

function readOrMake(path: string, profile: ProfileName, now: Date): Contents {
  try {
    const bytes = readFileSync(path)
    // The file of the first version held the 32 bytes alone.
    if (bytes.length === 32) write(path, { format: 2, profile, deployment: asText(bytes), masters: [fresh(1, now)] })
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    make(path, { format: 2, profile, deployment: asText(randomBytes(32)), masters: [fresh(1, now)] })
  }
  return read(path)
}

const read = (path: string) => parse(readFileSync(path))
const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code

function parse(bytes: Buffer): Contents {
  try {
    return Contents.parse(JSON.parse(bytes.toString('utf8')))
  } catch {
    // Never the reason: it could quote a key.
    throw new Error('The key file is damaged. Restore it from its backup; do not start with a new one.')
  }
}

/** A link is made only where nothing is: of two servers that start at once, one makes the keys. */
function make(path: string, contents: Contents): void {
  const next = writeBeside(path, contents)
  try {
    linkSync(next, path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(next, { force: true })
  }
}

function write(path: string, contents: Contents): void {
  renameSync(writeBeside(path, contents), path)
}

function writeBeside(path: string, contents: Contents): string {
  const next = `${path}.${process.pid}.new`
  const file = openSync(next, 'wx', 0o600)
  try {
    writeSync(file, `${JSON.stringify(contents, null, 2)}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  return next
}
