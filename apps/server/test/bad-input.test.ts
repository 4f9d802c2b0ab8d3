import { sql } from 'kysely'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../src/platform/ids.ts'
import { useWorld, type Caller, type Reply } from './test-world.ts'

const world = useWorld()
let officer: Caller
let grid: string
beforeAll(async () => {
  grid = world.places.buildings[0]!.gridCode
  officer = await world.as('gridOfficer', grid)
})

const file = (change: object): Promise<Reply> =>
  world.anybody.post(
    '/api/reports',
    { kind: 'help', category: 'lamp', text: '灯坏了', place: { areaCode: grid }, channel: 'app', anonymous: true, ...change },
    { 'idempotency-key': newId() },
  )

describe('a wrong value is refused with its field', () => {
  const cases: [string, object, string[], string][] = [
    ['no kind', { kind: undefined }, ['kind'], 'not_a_choice'],
    ['an unknown kind', { kind: 'rant' }, ['kind'], 'not_a_choice'],
    ['an unknown category', { category: 'zebra' }, ['category'], 'not_a_choice'],
    ['a heading as category', { category: 'environment' }, ['category'], 'not_a_choice'],
    ['no text', { text: '   ' }, ['text'], 'required'],
    ['10,000 characters', { text: '灯'.repeat(10_000) }, ['text'], 'too_long'],
    ['a number as text', { text: 7 }, ['text'], 'wrong_type'],
    ['a place that is a word', { place: '楼下' }, ['place'], 'wrong_type'],
    ['an unknown building', { place: { buildingId: newId() } }, ['place', 'buildingId'], 'not_found'],
    ['an unknown sticker', { place: { buildingCode: 'ABCDEFGH' } }, ['place', 'buildingCode'], 'not_found'],
    ['an area elsewhere', { place: { areaCode: '990101009' } }, ['place', 'areaCode'], 'not_found'],
    ['a point off the earth', { place: { point: { longitude: 999, latitude: 1 } } }, ['place', 'point', 'longitude'], 'too_big'],
    ['a phone of letters', { phone: 'abc' }, ['phone'], 'wrong_format'],
    ['a channel of staff', { channel: 'patrol' }, ['channel'], 'not_a_choice'],
    ['ten photos', { photoIds: Array.from({ length: 10 }, newId) }, ['photoIds'], 'too_many'],
    ['a photo nobody put up', { photoIds: [newId()] }, ['photoIds'], 'not_found'],
    ['an unknown field', { priority: 'high' }, ['priority'], 'unknown_field'],
    ['NUL in the text', { text: '灯\0坏' }, ['text'], 'unsafe_character'],
    ['half a surrogate pair', { text: '灯\ud800' }, ['text'], 'unsafe_character'],
  ]
  test.each(cases)('%s', async (_, change, path, rule) => {
    const reply = await file(change)
    expect(reply.status, reply.text).toBe(400)
    expect(reply.body.details.issues).toContainEqual(expect.objectContaining({ path, rule }))
    expect(reply.body.message.length).toBeGreaterThan(4)
    const { rows } = await sql`select 1 from requests`.execute(world.deps.db)
    expect(rows).toEqual([])
  })

  test('English where English is asked', async () => {
    const reply = await world.anybody.send({
      method: 'POST',
      url: '/api/sign-in',
      headers: { 'content-type': 'application/json', 'accept-language': 'en' },
      payload: '{"login":"x"}',
    })
    expect(reply.body.message).toMatch(/^“Password” is needed/)
  })

  test('other bodies, broken bodies, another site, a missing key', async () => {
    const send = (headers: Record<string, string>, payload: string) => world.anybody.send({ method: 'POST', url: '/api/reports', headers, payload })
    expect((await send({ 'content-type': 'text/plain' }, 'x')).status).toBe(415)
    expect((await send({ 'content-type': 'application/xml' }, '<x/>')).status).toBe(415)
    expect((await send({ 'content-type': 'application/json' }, '{bad')).status).toBe(400)
    expect((await send({ 'content-type': 'application/json' }, '{"__proto__":{"x":1}}')).status).toBe(400)
    expect((await send({ 'content-type': 'application/json' }, JSON.stringify('x'.repeat(2_000_000)))).status).toBe(413)
    expect((await send({ 'content-type': 'application/json', origin: 'https://elsewhere.example' }, '{}')).status).toBe(403)
    expect((await send({ 'content-type': 'application/json' }, JSON.stringify({ kind: 'help' }))).body.details.issues[0].path).toEqual(['Idempotency-Key'])
    expect((await world.anybody.get('/api/nothing/here')).status).toBe(404)
    expect((await world.anybody.get('/api/requests/%00')).status).toBe(400)
  })
})

/** Everything a person may type comes back as typed: found again, and never run. */
test.each([
  ['rare characters', '𬭎先生和㛃女士住在䶮巷'],
  ['emoji', '楼道灯坏了 😀👨‍👩‍👧‍👦🏳️‍🌈'],
  ['right to left', 'مرحبا שלום 灯坏了 \u202Eabc'],
  ['SQL', '\'; drop table requests; -- " or 1=1 $1 %s'],
  ['HTML', '<script>alert(1)</script><img src=x onerror=alert(1)>&amp;'],
  ['templates', '{{7*7}} ${7*7} {grid} %{x}'],
])('%s in every field come back as typed', async (_, words) => {
  const report = await world.report({ text: words, name: words, place: { buildingId: world.places.buildings[0]!.id, detail: words } })
  const move = (name: string, more: object) => officer.post(`/api/requests/${report.requestId}/moves`, { move: name, ...more })
  await move('acknowledge', { told: words })
  await move('note', { internal: words })
  await move('addParty', { role: 'witness', dwelling: words.slice(0, 60), name: words.slice(0, 60), note: words })
  const opened = await officer.get(`/api/requests/${report.requestId}`)
  expect(opened.body.text).toBe(words.trim())
  expect(opened.body.timeline.some((entry: { internal: string }) => entry.internal === words.trim())).toBe(true)
  expect(opened.body.parties[0].name).toBe(words.slice(0, 60).trim())
  const found = await officer.get(`/api/requests?show=all&text=${encodeURIComponent([...words].slice(0, 12).join('').trim())}`)
  expect(found.status).toBe(200)
  expect(String(opened.headers['content-type'])).toContain('application/json')
  expect((await officer.post(`/api/requests/${report.requestId}/reporter`, { reason: words.slice(0, 100) })).body.name).toBe(words.slice(0, 60).trim())
  await sql`delete from request_photos`.execute(world.deps.db)
})

const boundary = 'ejia-7d1c3f9a'

describe('photos', () => {
  test('a multipart body that breaks off is refused, not a fault', async () => {
    const reply = await world.anybody.send({
      method: 'POST',
      url: '/api/photos',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': '20' },
      payload: 'nothing of the kind.',
    })
    expect(reply.status).toBe(400)
  })

  const upload = (bytes: Buffer, type = 'image/jpeg', field = 'photo') => {
    const body = Buffer.concat([
      Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="a"\r\ncontent-type: ${type}\r\n\r\n`),
      bytes,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ])
    return world.anybody.send({
      method: 'POST',
      url: '/api/photos',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': String(body.length) },
      payload: body,
    })
  }
  const image = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#7a4' } })

  test('hidden data is dropped, GPS included; the picture stands upright', async () => {
    const jpeg = await image(40, 20)
      .withExif({ IFD0: { Make: 'SENTINELCAM' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '36/1 3/1 30/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const reply = await upload(jpeg)
    expect(reply.body).toMatchObject({ width: 20, height: 40 })
    const report = await world.report({ photoIds: [reply.body.id] })
    const photo = await world.app.inject({ method: 'GET', url: `/api/follow/${report.followKey}/photos/${reply.body.id}`, headers: { host: 'localhost:3000' } })
    expect(photo.headers['content-type']).toContain('image/webp')
    const meta = await sharp(photo.rawPayload).metadata()
    expect(meta.exif).toBeUndefined()
    expect(photo.rawPayload.includes('SENTINELCAM')).toBe(false)
  })

  test.each([
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 415],
    ['HTML', Buffer.from('<html><script>alert(1)</script>'), 415],
    ['GIF', Buffer.from('GIF89a....'), 415],
    ['PDF', Buffer.from('%PDF-1.7'), 415],
    ['nothing', Buffer.alloc(0), 415],
    ['a torn JPEG', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(200, 7)]), 422],
  ])('%s is refused at the photo', async (_, bytes, status) => {
    const reply = await upload(bytes)
    expect(reply.status, reply.text).toBe(status)
    expect(reply.body.details.issues[0].path).toEqual(['photo'])
  })

  test('more than 20 MB, and 200 megapixels in a small file, are refused without unfolding', async () => {
    expect((await upload(Buffer.alloc(21 * 1024 * 1024, 1))).status).toBe(413)
    const bomb = await image(20_000, 10_000).png({ compressionLevel: 9 }).toBuffer()
    expect(bomb.length).toBeLessThan(5 * 1024 * 1024)
    const reply = await upload(bomb, 'image/png')
    expect(reply.status).toBe(413)
    expect(reply.body.details.issues[0]).toMatchObject({ path: ['photo'], rule: 'too_big' })
  })

  test('another field, or a photo twice, is refused', async () => {
    const jpeg = await image(10, 10).jpeg().toBuffer()
    expect((await upload(jpeg, 'image/jpeg', 'picture')).status).toBe(400)
    const { body } = await upload(jpeg)
    await world.report({ photoIds: [body.id] })
    expect((await file({ photoIds: [body.id] })).body.details.issues[0]).toMatchObject({ path: ['photoIds'], rule: 'not_found' })
  })
})
