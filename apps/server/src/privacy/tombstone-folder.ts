import { mkdir, open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const Tombstone = z.strictObject({ subdistrict: z.string().regex(/^\d{9}$/), id: z.uuid(), destroyedAt: z.iso.datetime() })
export type Tombstone = z.infer<typeof Tombstone>
/** A purpose of a subdistrict that ended, and when. */
const EndedPurpose = z.strictObject({ subdistrict: z.string().regex(/^\d{9}$/), purpose: z.string().regex(/^[a-zA-Z]{1,40}$/), endedAt: z.iso.datetime() })
export type EndedPurpose = z.infer<typeof EndedPurpose>
export type TombstoneFolder = {
  read: () => Promise<Tombstone[]>
  append: (tombstones: readonly Tombstone[]) => Promise<void>
  readEnded: () => Promise<EndedPurpose[]>
  appendEnded: (ended: readonly EndedPurpose[]) => Promise<void>
}

const endedName = 'ended-purposes.txt'

/** Which keys were destroyed, kept outside the database: one file a month, only ever added to. Ids and hours, no data. */
export function createTombstoneFolder(folder: string): TombstoneFolder {
  const lines = async (wanted: (name: string) => boolean) => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const names = (await readdir(folder)).filter(wanted).toSorted()
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
    return texts.flatMap((text) => text.split('\n'))
  }
  const add = async (name: string, rows: readonly object[]) => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const file = await open(join(folder, name), 'a', 0o600)
    try {
      // The break in front ends a line that a power failure cut short.
      await file.appendFile(`\n${rows.map((row) => JSON.stringify(row)).join('\n')}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
  }
  return {
    read: async () => (await lines((name) => name.endsWith('.jsonl'))).flatMap((line) => parse(Tombstone, line)),
    async append(tombstones) {
      for (const month of new Set(tombstones.map((one) => one.destroyedAt.slice(0, 7))))
        await add(
          `${month}.jsonl`,
          tombstones.filter((one) => one.destroyedAt.startsWith(month)),
        )
    },
    readEnded: async () => (await lines((name) => name === endedName)).flatMap((line) => parse(EndedPurpose, line)),
    appendEnded: (ended) => add(endedName, ended),
  }
}

function parse<T>(shape: z.ZodType<T>, line: string): T[] {
  try {
    return [shape.parse(JSON.parse(line))]
  } catch {
    return []
  }
}
