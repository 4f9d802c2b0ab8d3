import { DomainError } from './domain-error.ts'
import type { FileStore } from './files.ts'
import { loadSharp } from './image-library.ts'

export const largestPhotoBytes = 20 * 1024 * 1024
/** A small file can unfold to gigabytes: pixels are counted before any is decoded. */
const mostPixels = 100_000_000
const sizes = { large: 2048, small: 480 } as const
export const photoVariants = ['large.webp', 'small.webp'] as const
export type PhotoSize = keyof typeof sizes

export type StoredPhoto = { contentHash: string; width: number; height: number; bytes: number }

/** Re-encodes a photo, upright and without its hidden data (EXIF, GPS), in two sizes. JPEG, PNG and WebP only. */
export async function storePhoto(files: FileStore, bytes: Buffer): Promise<StoredPhoto> {
  if (bytes.length > largestPhotoBytes) throw tooLarge({ megabytes: 20 })
  if (!looksLikePhoto(bytes)) throw new DomainError('unsupported_media', { issues: [{ path: ['photo'], rule: 'wrong_format' }] })
  return oneAtATime(() => encodePhoto(files, bytes))
}

async function encodePhoto(files: FileStore, bytes: Buffer): Promise<StoredPhoto> {
  const sharp = await loadSharp()
  const { width, height } = await readable(() => sharp(bytes, { limitInputPixels: false }).metadata())
  if (width * height > mostPixels) throw tooLarge({ megapixels: 100 })
  const encode = (longest: number) =>
    readable(() =>
      sharp(bytes, { limitInputPixels: mostPixels, sequentialRead: true })
        .rotate()
        .resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 80, effort: 2 })
        .toBuffer({ resolveWithObject: true }),
    )
  const large = await encode(sizes.large)
  const small = await encode(sizes.small)
  const contentHash = await files.put(large.data, 'large.webp')
  await files.putVariant(contentHash, 'small.webp', small.data)
  return { contentHash, width: large.info.width, height: large.info.height, bytes: large.data.length }
}

let last: Promise<unknown> = Promise.resolve()
/** An interlaced picture of 100 megapixels unfolds to 300 MB: two at once are two too many. */
function oneAtATime<R>(work: () => Promise<R>): Promise<R> {
  const mine = last.then(work)
  last = mine.catch(() => undefined)
  return mine
}

export async function readPhoto(files: FileStore, contentHash: string, size: PhotoSize): Promise<File> {
  const bytes = await files.get(contentHash, `${size}.webp`)
  return new File([new Uint8Array(bytes)], `${size}.webp`, { type: 'image/webp' })
}

async function readable<R>(work: () => Promise<R>): Promise<R> {
  try {
    return await work()
  } catch {
    throw new DomainError('not_readable_image', { issues: [{ path: ['photo'], rule: 'wrong_format' }] })
  }
}

function looksLikePhoto(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 12)
  const jpeg = head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))
  const png = head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
  const webp = head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP'
  return jpeg || png || webp
}

function tooLarge(params: Record<string, number>): DomainError {
  return new DomainError('payload_too_large', { issues: [{ path: ['photo'], rule: 'too_big', params }] })
}
