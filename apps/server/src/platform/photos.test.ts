import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLocalFiles, type FileStore } from './files.ts'
import { readPhoto, storePhoto } from './photos.ts'

let folder: string
let files: FileStore
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ejia-photos-'))
  files = createLocalFiles(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#3b7a57' } })
const bytesOf = async (hash: string, size: 'large' | 'small') => Buffer.from(await (await readPhoto(files, hash, size)).arrayBuffer())

describe('a photo', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('in %s is kept in two sizes', async (format) => {
    const stored = await storePhoto(files, await plain(3000, 1500).toFormat(format).toBuffer())
    expect(stored).toMatchObject({ width: 2048, height: 1024 })
    expect(await sharp(await bytesOf(stored.contentHash, 'large')).metadata()).toMatchObject({ format: 'webp', width: 2048, height: 1024 })
    expect(await sharp(await bytesOf(stored.contentHash, 'small')).metadata()).toMatchObject({ format: 'webp', width: 480, height: 240 })
  })

  test('that is small stays as it is', async () => {
    expect(await storePhoto(files, await plain(40, 30).png().toBuffer())).toMatchObject({ width: 40, height: 30 })
  })

  test('stands upright and forgets where and with what it was taken', async () => {
    const taken = await plain(800, 400)
      .jpeg()
      .withExif({
        IFD0: { Make: 'SecretCam', Model: 'X1' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '36/1 4/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 22/1 0/1' },
      })
      .withMetadata({ orientation: 6 })
      .toBuffer()
    expect((await sharp(taken).metadata()).exif?.toString('latin1')).toContain('SecretCam')
    const stored = await storePhoto(files, taken)
    expect(stored).toMatchObject({ width: 400, height: 800 })
    for (const size of ['large', 'small'] as const) {
      const kept = await bytesOf(stored.contentHash, size)
      const { exif, xmp, iptc, orientation } = await sharp(kept).metadata()
      expect([exif, xmp, iptc, orientation]).toEqual([undefined, undefined, undefined, undefined])
      expect(kept.toString('latin1')).not.toMatch(/SecretCam|GPS|EXIF/)
    }
  })

  test('put up twice is kept once', async () => {
    const bytes = await plain(60, 60).png().toBuffer()
    const [one, other] = [await storePhoto(files, bytes), await storePhoto(files, bytes)]
    expect(one.contentHash).toBe(other.contentHash)
    expect(readdirSync(join(folder, one.contentHash.slice(0, 2), one.contentHash.slice(2, 4)))).toHaveLength(2)
  })

  test('is gone once removed', async () => {
    const { contentHash } = await storePhoto(files, await plain(61, 60).png().toBuffer())
    await files.remove(contentHash, ['large.webp', 'small.webp'])
    await expect(readPhoto(files, contentHash, 'large')).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('is refused, naming the photo', () => {
  const expectRefused = async (bytes: Buffer, code: string) =>
    expect(storePhoto(files, bytes)).rejects.toMatchObject({ code, details: { issues: [{ path: ['photo'] }] } })

  test('a small file that unfolds to 200 megapixels, before it is decoded', async () => {
    const bomb = pngOf(20_000, 10_000)
    expect(bomb.length).toBeLessThan(300_000)
    await expectRefused(bomb, 'payload_too_large')
  })

  test('a header that claims more pixels than any picture has', () => expectRefused(pngOf(2_000_000_000, 2_000_000_000, 1), 'not_readable_image'))

  test('a file over 20 MB', () => expectRefused(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(20 * 1024 * 1024)]), 'payload_too_large'))

  test.each([
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['PDF', Buffer.from('%PDF-1.7\n')],
    ['GIF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000')],
    ['a program', Buffer.from('MZ\u0090\u0000')],
    ['a sound in a RIFF file', Buffer.from('RIFF\u0000\u0000\u0000\u0000WAVEfmt ')],
    ['nothing', Buffer.alloc(0)],
  ])('%s', (_what, bytes) => expectRefused(bytes, 'unsupported_media'))

  test.each([
    ['cut in the middle', async () => (await plain(500, 500).jpeg().toBuffer()).subarray(0, 700)],
    ['a JPEG in name only', async () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('<script>alert(1)</script>')])],
    ['an SVG behind a PNG’s first bytes', async () => Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from('<svg/>')])],
  ])('one that is %s', async (_what, bytes) => expectRefused(await bytes(), 'not_readable_image'))

  test('anything while the disk is nearly full', async () => {
    const full = createLocalFiles(folder, async () => ({ blocks: 100, bavail: 9 }))
    await expect(storePhoto(full, await plain(62, 60).png().toBuffer())).rejects.toMatchObject({ code: 'unavailable' })
  })
})

/** A valid PNG of one black line repeated: a few kilobytes for any number of pixels. */
function pngOf(width: number, height: number, lines = height): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  const line = Buffer.alloc(1 + Math.ceil(Math.min(width, 20_000) / 8))
  const pixels = deflateSync(Buffer.concat(Array.from({ length: lines }, () => line)), { level: 9 })
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
