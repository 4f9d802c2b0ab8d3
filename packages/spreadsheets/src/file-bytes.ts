import { createReadStream } from 'node:fs'
import { open, readFile, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'

/** A file on disk or in memory, read in pieces. */
export interface FileBytes {
  size: number
  origin: string | Buffer
  slice: (start: number, end: number) => Promise<Buffer>
  stream: () => Readable
  whole: () => Promise<Buffer>
}

export async function fileBytes(origin: string | Buffer): Promise<FileBytes> {
  if (typeof origin !== 'string')
    return {
      size: origin.length,
      origin,
      slice: (start, end) => Promise.resolve(origin.subarray(start, end)),
      stream: () => Readable.from(pieces(origin)),
      whole: () => Promise.resolve(origin),
    }
  const { size } = await stat(origin)
  return {
    size,
    origin,
    slice: async (start, end) => {
      await using file = await open(origin)
      const piece = Buffer.alloc(Math.max(0, Math.min(end, size) - start))
      const { bytesRead } = await file.read(piece, 0, piece.length, start)
      return piece.subarray(0, bytesRead)
    },
    stream: () => createReadStream(origin),
    whole: () => readFile(origin),
  }
}

function* pieces(buffer: Buffer): Generator<Buffer> {
  for (let start = 0; start < buffer.length; start += 65_536) yield buffer.subarray(start, start + 65_536)
}
