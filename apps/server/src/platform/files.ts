import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DomainError } from './domain-error.ts'

/** Keeps bytes under the hash of their content. An S3-compatible store fits behind the same words. */
export type FileStore = {
  put: (bytes: Buffer, variant: string) => Promise<string>
  putVariant: (hash: string, variant: string, bytes: Buffer) => Promise<void>
  get: (hash: string, variant: string) => Promise<Buffer>
  remove: (hash: string, variants: readonly string[]) => Promise<void>
}

/** Uploads stop here so that the database's log keeps room. */
const fullestShare = 0.9

type DiskSpace = { blocks: number; bavail: number }

export function createLocalFiles(folder: string, spaceOf: (folder: string) => Promise<DiskSpace> = statfs): FileStore {
  const pathOf = (hash: string, variant: string) => join(folder, hash.slice(0, 2), hash.slice(2, 4), `${hash}.${variant}`)
  const write = async (hash: string, variant: string, bytes: Buffer) => {
    await requireRoom(folder, spaceOf)
    const path = pathOf(hash, variant)
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const draft = `${path}.${randomBytes(6).toString('hex')}`
    try {
      await writeSynced(draft, bytes)
      await rename(draft, path)
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
    await syncFolder(dirname(path))
  }
  return {
    async put(bytes, variant) {
      const hash = createHash('sha256').update(bytes).digest('hex')
      await write(hash, variant, bytes)
      return hash
    },
    putVariant: write,
    async get(hash, variant) {
      try {
        return await readFile(pathOf(hash, variant))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new DomainError('not_found')
        throw error
      }
    },
    async remove(hash, variants) {
      for (const variant of variants) await rm(pathOf(hash, variant), { force: true })
    },
  }
}

async function writeSynced(path: string, bytes: Buffer): Promise<void> {
  const handle = await open(path, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A rename lasts through a power cut once its folder is on the disk. Windows has no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function requireRoom(folder: string, spaceOf: (folder: string) => Promise<DiskSpace>): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const disk = await spaceOf(folder)
  if (1 - disk.bavail / disk.blocks > fullestShare) throw new DomainError('unavailable', { why: 'disk' })
}
