import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { contract } from '@ejia/contract/contract.ts'
import type { EndpointMeta } from '@ejia/contract/endpoint.ts'
import { proceduresById } from '../src/platform/openapi.ts'
import { newId } from '../src/platform/ids.ts'
import { matrix } from './authorization-matrix.ts'
import { callerOf, signedIn, useWorld, type Caller } from './test-world.ts'

/** A wall screen reads the wall of one area, for as long as its person may show it, and can do nothing else. */
const world = useWorld()
let grid = ''
const subdistrict = '990101001'
const title = '大屏哨兵事项'

beforeAll(async () => {
  grid = world.places.buildings[0]!.gridCode
  const lead = await world.as('communityLead', grid.slice(0, 12))
  const { requestId } = await world.report({ text: '大屏哨兵原话' })
  await lead.post(`/api/requests/${requestId}/moves`, { move: 'acknowledge', told: '看' })
  const blown = await lead.post(`/api/requests/${requestId}/whistles`, { kind: 'jointEnforcement', title, need: '一起来' })
  expect(blown.status, blown.text).toBe(201)
})

async function wallOf(by: Caller, areaCode: string): Promise<Caller> {
  const started = await by.post('/api/whistle-wall-screens', { areaCode })
  expect(started.status, started.text).toBe(201)
  const token = /__Host-ejia=([^;]+)/u.exec(String(started.headers['set-cookie']))![1]!
  return callerOf(world.app, decodeURIComponent(token), null)
}
const office = () => world.as('subdistrictStaff', subdistrict)

test('it takes the place of its person’s session, shows no title and no words, and its area alone', async () => {
  const person = await office()
  const lead = await world.as('communityLead', grid.slice(0, 12))
  expect((await lead.post('/api/whistle-wall-screens', { areaCode: subdistrict })).body.details.issues[0]).toMatchObject({
    path: ['areaCode'],
    rule: 'not_found',
  })
  expect((await (await world.as('gridOfficer', grid)).post('/api/whistle-wall-screens', { areaCode: grid })).status).toBe(403)
  const wall = await wallOf(person, subdistrict)
  expect((await person.get('/api/my-messages')).status).toBe(401)
  const shown = await wall.get('/api/whistle-wall')
  expect(shown.body).toMatchObject({ total: 1, rows: [{ area: { code: expect.any(String) }, kind: 'jointEnforcement' }] })
  for (const words of [title, '大屏哨兵原话', '一起来']) expect(shown.text).not.toContain(words)
  const elsewhere = await wallOf(await world.as('communityLead', world.places.communities[1]!.code), world.places.communities[1]!.code)
  expect((await elsewhere.get('/api/whistle-wall')).body.total).toBe(0)
})

test('no other route opens to it: not one that reads, writes, lists sessions, or makes another wall', async () => {
  const wall = await wallOf(await office(), subdistrict)
  expect((await wall.get('/api/me')).body.me).toBeNull()
  let tried = 0
  for (const [id, procedure] of proceduresById(contract)) {
    const { action } = procedure['~orpc'].meta as EndpointMeta
    // What anybody may do who walks up to a keyboard, signed in or not.
    if (action === 'public' || action === 'bearer' || id === 'whistles.wall' || id === 'whistles.wallLive') continue
    const row = matrix[id]!
    const fill = (text: string) =>
      text
        .replaceAll('{subdistrict}', subdistrict)
        .replaceAll('{community}', grid.slice(0, 12))
        .replaceAll('{grid}', grid)
        .replaceAll(/\{\w+\}/gu, newId())
    const reply = await wall.send({
      method: row.method as 'GET',
      url: `/api${fill(row.path)}`,
      headers: { 'idempotency-key': newId(), ...(row.body && { 'content-type': 'application/json' }) },
      ...(row.body && { payload: fill(JSON.stringify(row.body)) }),
    })
    expect([401, 403], `${id}: ${reply.status} ${reply.text.slice(0, 120)}`).toContain(reply.status)
    tried += 1
  }
  expect(tried).toBeGreaterThan(150)
  expect((await wall.get('/api/live')).status).toBe(403)
})

test('nobody touches it for hours and it stays; a person’s session does not', async () => {
  const person = await office()
  const wall = await wallOf(await office(), subdistrict)
  for (let minutes = 0; minutes < 180; minutes += 20) {
    world.clock.minutes(20)
    expect((await wall.get('/api/whistle-wall')).status, `${minutes} min`).toBe(200)
  }
  expect((await person.get('/api/my-messages')).status).toBe(401)
  // Dark for a day, or thirty days old: set up again.
  world.clock.minutes(24 * 60 + 1)
  expect((await wall.get('/api/whistle-wall')).status).toBe(401)
  const other = await wallOf(await office(), subdistrict)
  for (let hours = 0; hours < 30 * 24; hours += 20) {
    await other.get('/api/whistle-wall')
    world.clock.minutes(20 * 60)
  }
  world.clock.minutes(20 * 60)
  expect((await other.get('/api/whistle-wall')).status).toBe(401)
})

test('it is in its person’s list, ended from there, and ends with their right to show it', async () => {
  const person = await world.hire('subdistrictStaff', subdistrict)
  const wall = await wallOf(person, subdistrict)
  const again = await signedIn(world, person.accountId!)
  world.clock.minutes(25)
  const rows = (await again.get('/api/me/sessions')).body.rows as { id: string; wall: boolean }[]
  expect(rows.map((row) => row.wall).toSorted()).toEqual([false, true])
  const second = await wallOf(await signedIn(world, person.accountId!), subdistrict)
  expect((await again.send({ method: 'DELETE', url: `/api/me/sessions/${rows.find((row) => row.wall)!.id}` })).status).toBe(200)
  expect((await wall.get('/api/whistle-wall')).status).toBe(401)
  expect((await second.get('/api/whistle-wall')).status).toBe(200)
  await sql`update assignments set valid_to = ${world.clock.now} where account_id = ${person.accountId}`.execute(world.deps.db)
  expect((await second.get('/api/whistle-wall')).status).toBe(401)
})

/** What a stream says, until it said some words or ended. */
async function listen(wall: Caller) {
  const address = world.app.server.listening
    ? `http://127.0.0.1:${(world.app.server.address() as { port: number }).port}`
    : await world.app.listen({ port: 0, host: '127.0.0.1' })
  const { body, status } = await fetch(`${address}/api/whistle-wall/live`, { headers: { cookie: `__Host-ejia=${encodeURIComponent(wall.token!)}` } })
  expect(status).toBe(200)
  const reader = body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const events = () => [...text.matchAll(/^data: (.+)$/gmu)].map(([, data]) => JSON.parse(data!) as { kind: string })
  /** Waits for so many events; answers those of them, or fewer when the stream ended. */
  const until = async (count: number) => {
    for (let ended = false; !ended && events().length < count;) {
      const { value, done } = await reader.read()
      text += value ?? ''
      ended = done
    }
    return events()
  }
  return { until, close: () => reader.cancel() }
}

test('its stream says that a whistle of its area changed and nothing of it, and ends when it is ended from the list', async () => {
  const [community, far] = [grid.slice(0, 12), world.places.communities[1]!.code]
  const person = await world.hire('communityLead', community)
  const [near, other] = [await wallOf(person, community), await wallOf(await world.as('communityLead', far), far)]
  const [here, there] = [await listen(near), await listen(other)]
  for (const stream of [here, there]) expect(await stream.until(1)).toEqual([{ kind: 'hello' }])
  const lead = await world.as('communityLead', community)
  const blow = async (by: Caller, areaCode: string) => {
    const { requestId } = await world.report({ text: '大屏哨兵原话', place: { areaCode } })
    await by.post(`/api/requests/${requestId}/moves`, { move: 'acknowledge', told: '看' })
    const blown = await by.post(`/api/requests/${requestId}/whistles`, { kind: 'jointEnforcement', title, need: '一起来' })
    expect(blown.status, blown.text).toBe(201)
  }
  await blow(lead, grid)
  expect(await here.until(2)).toEqual([{ kind: 'hello' }, { kind: 'whistleChanged' }])
  // The case that was filed and moved, and the whistle of the other community, were not heard on either side.
  await blow(await world.as('communityLead', far), world.places.grids.find(({ code }) => code.startsWith(far))!.code)
  expect(await there.until(2)).toEqual([{ kind: 'hello' }, { kind: 'whistleChanged' }])

  const again = await signedIn(world, person.accountId!)
  const { id } = ((await again.get('/api/me/sessions')).body.rows as { id: string; wall: boolean }[]).find((row) => row.wall)!
  expect((await again.send({ method: 'DELETE', url: `/api/me/sessions/${id}` })).status).toBe(200)
  await blow(lead, grid)
  expect(await here.until(99)).toHaveLength(2)
  await there.close()
  expect((await near.get('/api/whistle-wall/live')).status).toBe(401)
})

test('a stream ends with the right of its person to show the wall', async () => {
  const person = await world.hire('communityLead', grid.slice(0, 12))
  const stream = await listen(await wallOf(person, grid.slice(0, 12)))
  await stream.until(1)
  await sql`update assignments set valid_to = ${world.clock.now} where account_id = ${person.accountId}`.execute(world.deps.db)
  const lead = await world.as('communityLead', grid.slice(0, 12))
  const { rows } = (await lead.get('/api/whistles')).body
  await lead.post(`/api/whistles/${rows[0].id}/moves`, { move: 'note', words: '看过了' })
  expect(await stream.until(99)).toEqual([{ kind: 'hello' }])
})
