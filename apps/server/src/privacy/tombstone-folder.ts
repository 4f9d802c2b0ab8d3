import { mkdir, open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const Tombstone = z.strictObject({ subdistrict: z.string().regex(/^\d{9}$/), id: z.uuid(), destroyedAt: z.iso.datetime() })
export type Tombstone = z.infer<typeof Tombstone>
export type TombstoneFolder = { read: () => Promise<Tombstone[]>; append: (tombstones: readonly Tombstone[]) => Promise<void> }

/** Which keys were destroyed, kept outside the database: one file a month, only ever added to. Ids and hours, no data. */
export function createTombstoneFolder(folder: string): TombstoneFolder {
  return {
    async read() {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).toSorted()
      const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
      return texts.flatMap((text) => text.split('\n')).flatMap(parse)
    },
    async append(tombstones) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      for (const month of new Set(tombstones.map((one) => one.destroyedAt.slice(0, 7)))) {
        const lines = tombstones.filter((one) => one.destroyedAt.startsWith(month)).map((one) => JSON.stringify(one))
        const file = await open(join(folder, `${month}.jsonl`), 'a', 0o600)
        try {
          // The break in front ends a line that a power failure cut short.
          await file.appendFile(`\n${lines.join('\n')}\n`)
          await file.sync()
        } finally {
          await file.close()
        }
      }
    },
  }
}

function parse(line: string): Tombstone[] {
  try {
    return [Tombstone.parse(JSON.parse(line))]
  } catch {
    return []
  }
}
