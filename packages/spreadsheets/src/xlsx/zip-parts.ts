import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl'
import type { FileBytes } from '../file-bytes.ts'
import type { SheetLimits } from '../limits.ts'
import { SpreadsheetFault } from '../spreadsheet-fault.ts'

/** The ratio says nothing about small parts. */
const ratioCountsFrom = 16 * 1024 * 1024

/** The named parts of a zip. Nothing is ever unpacked to disk, and no name in it is used as a path. */
export interface ZipParts {
  /** In lower case: Office does not tell cases apart. */
  names: ReadonlySet<string>
  /** Null where the part is absent. */
  read: (name: string) => Promise<Buffer | null>
  stream: (name: string) => AsyncGenerator<Buffer, void>
  /** A part that is streamed but kept: bounded like one that is read whole. */
  streamHeld: (name: string) => AsyncGenerator<Buffer, void>
  close: () => void
}

export async function openZipParts(file: FileBytes, limits: SheetLimits): Promise<ZipParts> {
  const options = { autoClose: false, lazyEntries: true }
  const zip = await (typeof file.origin === 'string' ? openPromise(file.origin, options) : fromBufferPromise(file.origin, options))
  try {
    const entries = await listEntries(zip, limits)
    const unpackPart = (name: string, maximum: number) => {
      const entry = entries.get(name.toLowerCase())
      if (!entry) throw new SpreadsheetFault('damaged', { reason: `missing part ${name}` })
      return unpack(zip, entry, maximum, limits)
    }
    return {
      names: new Set(entries.keys()),
      read: async (name) => {
        if (!entries.has(name.toLowerCase())) return null
        const chunks: Buffer[] = []
        for await (const chunk of unpackPart(name, limits.heldBytes)) chunks.push(chunk)
        return Buffer.concat(chunks)
      },
      stream: (name) => unpackPart(name, limits.unpackedBytes),
      streamHeld: (name) => unpackPart(name, limits.heldBytes),
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function listEntries(zip: ZipFile, limits: SheetLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.zipEntries) throw new SpreadsheetFault('unpacks_too_large', { entries: zip.entryCount })
  const entries = new Map<string, Entry>()
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName.toLowerCase()
      // Two parts of one name: programs differ in which they read, so a checker and Excel would see different files.
      if (entries.has(name)) throw new SpreadsheetFault('unsafe_content', { reason: 'two parts of one name' })
      entries.set(name, entry)
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : ''
    if (/relative path|absolute path|invalid characters/u.test(reason)) throw new SpreadsheetFault('unsafe_content', { reason: 'path in the archive' }, error)
    throw error
  }
  return entries
}

async function* unpack(zip: ZipFile, entry: Entry, maximum: number, limits: SheetLimits): AsyncGenerator<Buffer, void> {
  if (entry.isEncrypted()) throw new SpreadsheetFault('password_protected')
  let [unpacked, checksum] = [0, 0]
  const refuseTooLarge = (bytes: number) => {
    if (bytes > maximum) throw new SpreadsheetFault('unpacks_too_large', { bytes })
    if (bytes > ratioCountsFrom && bytes > entry.compressedSize * limits.packingRatio) throw new SpreadsheetFault('unpacks_too_large', { bytes })
  }
  refuseTooLarge(entry.uncompressedSize)
  const stream = await zip.openReadStreamPromise(entry)
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    unpacked += chunk.length
    refuseTooLarge(unpacked)
    checksum = crc32(chunk, checksum)
    yield chunk
  }
  if (checksum !== entry.crc32) throw new SpreadsheetFault('damaged', { reason: 'checksum' })
}
