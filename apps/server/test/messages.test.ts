import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { defaultConfiguration } from '../src/configuration/default-configuration.ts'
import { deliverDue } from '../src/messages/deliver-due.ts'
import { dropOldMessages } from '../src/messages/drop-old-messages.ts'
import { otherPersonalData } from '../src/registry/data-dictionary.ts'
import { tellStaff, type StaffNews } from '../src/messages/tell-staff.ts'
import { MessageFault, type MessageChannel, type OutgoingMessage } from '../src/platform/messages/message-channel.ts'
import { sendWaitingMessages } from '../src/platform/outbox.ts'
import { signedIn, useWorld, type Caller } from './test-world.ts'

const world = useWorld()
const who = {} as Record<'officer' | 'lead' | 'office' | 'contact' | 'auditor', Caller>
let unit = ''
let grid = ''
const sent: OutgoingMessage[] = []
const kept: MessageChannel = { send: async (message) => void sent.push(message) }

beforeAll(async () => {
  grid = world.places.buildings[0]!.gridCode
  unit = (await sql<{ id: string }>`select id from units where kind = 'department' order by name limit 1`.execute(world.deps.db)).rows[0]!.id
  who.officer = await world.as('gridOfficer', grid)
  who.lead = await world.as('communityLead', grid.slice(0, 12))
  who.office = await world.as('subdistrictStaff', '990101001')
  who.auditor = await world.as('auditor', '990101')
  who.contact = await world.hire('departmentContact', '990101001', { unit })
})
beforeEach(async () => {
  for (const name of Object.keys(who) as (keyof typeof who)[]) who[name] = await signedIn(world, who[name].accountId!)
  await sql`delete from staff_messages`.execute(world.deps.db)
  await sql`delete from outbox`.execute(world.deps.db)
  sent.length = 0
})

const tell = (news: Partial<StaffNews>) =>
  world.deps.db
    .transaction()
    .execute((tx) =>
      tellStaff(
        tx,
        { to: [{ unit }], area: '990101001', kind: 'summoned', about: 'S001-261123-0001', urgent: true, link: '/whistles', dedupeKey: 'one', ...news },
        world.clock.now,
      ),
    )
async function leave(): Promise<OutgoingMessage[]> {
  sent.length = 0
  await deliverDue(world.deps.db, world.deps.crypto, 'https://ejia.example', world.clock.now)
  await sendWaitingMessages(world.deps.db, world.deps.crypto, kept, world.clock.now)
  return [...sent]
}
const inbox = async (caller: Caller) => (await caller.get('/api/my-messages')).body
async function reachableBy(caller: Caller, channel: string, address: string): Promise<void> {
  const asked = await caller.send({ method: 'PUT', url: `/api/my-delivery/${channel}`, payload: { address, wanted: true } })
  expect(asked.status, asked.text).toBe(200)
  expect((await caller.post(`/api/my-delivery/${channel}/code`, { code: asked.body.demoCode })).body.provedAt).not.toBeNull()
  await leave()
}

test('who is meant hears it once, in the inbox, and nobody else', async () => {
  const to: StaffNews['to'] = [
    { unit },
    { account: who.officer.accountId! },
    { role: 'communityLead', over: grid },
    { role: 'gridOfficer', within: grid.slice(0, 12) },
  ]
  await tell({ to, except: who.lead.accountId })
  await tell({ to })
  for (const name of ['contact', 'officer'] as const) {
    const { rows, unread } = await inbox(who[name])
    expect(rows).toEqual([expect.objectContaining({ kind: 'summoned', about: 'S001-261123-0001', link: '/whistles', readAt: null })])
    expect(unread).toBe(1)
  }
  // The second telling had no exception: the lead hears it, the others not again.
  expect((await inbox(who.lead)).unread).toBe(1)
  expect((await inbox(who.office)).rows).toEqual([])
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from staff_messages`.execute(world.deps.db)
  const meant = await sql<{ n: number }>`
    select count(distinct account_id)::int as n from assignments
    where valid_to is null and (unit_id = ${unit} or (role = 'gridOfficer' and starts_with(area_code, ${grid.slice(0, 12)}))
      or (role = 'communityLead' and area_code = ${grid.slice(0, 12)}))`.execute(world.deps.db)
  expect(rows[0]!.n).toBe(meant.rows[0]!.n)
})

test('a person reads one, some, or all of them, and only their own', async () => {
  for (const dedupeKey of ['a', 'b', 'c']) await tell({ to: [{ unit }, { account: who.officer.accountId! }], dedupeKey })
  const { rows } = await inbox(who.contact)
  expect((await who.officer.post('/api/my-messages/read', { ids: [rows[0].id] })).body.unread).toBe(3)
  expect((await who.contact.post('/api/my-messages/read', { ids: [rows[0].id] })).body.unread).toBe(2)
  expect((await who.contact.get('/api/my-messages?unread=true')).body.rows).toHaveLength(2)
  expect((await who.contact.post('/api/my-messages/read', {})).body.unread).toBe(0)
  const first = (await who.contact.get('/api/my-messages?limit=2')).body
  const rest = (await who.contact.get(`/api/my-messages?limit=2&after=${encodeURIComponent(first.next)}`)).body
  expect([...first.rows, ...rest.rows].map((row: { id: string }) => row.id)).toEqual(rows.map((row: { id: string }) => row.id))
})

test('an address counts only after the code sent there, and five wrong tries end the code', async () => {
  const asked = await who.contact.send({ method: 'PUT', url: '/api/my-delivery/email', payload: { address: 'urban@office.example', wanted: true } })
  expect(asked.body).toMatchObject({ address: 'u***@office.example', wanted: true, provedAt: null, setByOffice: false })
  await tell({})
  expect((await leave()).map((message) => message.text)).toEqual([expect.stringMatching(/验证码 \d{6}/)])
  const wrong = asked.body.demoCode === '000000' ? '111111' : '000000'
  for (let tries = 0; tries < 5; tries++) expect((await who.contact.post('/api/my-delivery/email/code', { code: wrong })).status).toBe(400)
  expect((await who.contact.post('/api/my-delivery/email/code', { code: asked.body.demoCode })).status).toBe(400)
  expect((await who.contact.send({ method: 'PUT', url: '/api/my-delivery/email', payload: { address: 'x@office.example', wanted: true } })).body.code).toBe(
    'rate_limited',
  )
  world.clock.minutes(2)
  await reachableBy(who.contact, 'email', 'urban@office.example')
  await tell({ dedupeKey: 'after' })
  expect(await leave()).toEqual([
    expect.objectContaining({
      channel: 'email',
      recipient: 'urban@office.example',
      link: 'https://ejia.example/console/whistles',
      text: expect.stringContaining('S001-261123-0001'),
    }),
  ])
  await who.contact.send({ method: 'PUT', url: '/api/my-delivery/email', payload: { wanted: false } })
  await tell({ dedupeKey: 'off' })
  expect(await leave()).toEqual([])
})

test.each([
  ['sms', '12345'],
  ['email', 'nobody'],
  ['wecom', '含汉字'],
])('a wrong %s address is refused at its field', async (channel, address) => {
  const reply = await who.officer.send({ method: 'PUT', url: `/api/my-delivery/${channel}`, payload: { address, wanted: true } })
  expect(reply.body).toMatchObject({ code: 'invalid_input', details: { issues: [{ path: ['address'], rule: 'wrong_format' }] } })
})

test('the office sets a colleague’s address, which is kept from its own eyes and from other subdistricts', async () => {
  const url = `/api/accounts/${who.officer.accountId}/delivery`
  expect((await who.office.send({ method: 'PUT', url: `${url}/wecom`, payload: { address: 'li.guihua' } })).status).toBe(200)
  const seen = await who.office.get(url)
  expect(seen.text).not.toContain('li.guihua')
  expect(seen.body.channels).toContainEqual(expect.objectContaining({ channel: 'wecom', wanted: true, setByOffice: true }))
  expect((await who.lead.get(url)).status).toBe(403)
  const stranger = await world.hire('subdistrictStaff', '990101002')
  expect((await stranger.get(url)).status).toBeGreaterThanOrEqual(403)
  await tell({ to: [{ account: who.officer.accountId! }] })
  expect(await leave()).toEqual([expect.objectContaining({ channel: 'wecom', recipient: 'li.guihua' })])
  await who.office.send({ method: 'PUT', url: `${url}/wecom`, payload: { address: null } })
  await tell({ to: [{ account: who.officer.accountId! }], dedupeKey: 'two' })
  expect(await leave()).toEqual([])
})

test('by night only an emergency leaves; urgent news comes in the morning, the rest as one digest', async () => {
  world.clock.now = new Date('2026-11-27T14:00:00.000Z') // Friday 22:00 in Shanghai
  who.contact = await signedIn(world, who.contact.accountId!)
  await reachableBy(who.contact, 'sms', '13900007777')
  await tell({ dedupeKey: 'urgent' })
  await tell({ dedupeKey: 'emergency', kind: 'emergencySummoned' })
  await tell({ dedupeKey: 'task1', kind: 'taskGiven', urgent: false })
  await tell({ dedupeKey: 'task2', kind: 'taskGiven', urgent: false })
  await tell({ dedupeKey: 'settled', kind: 'objectionSettled', urgent: false })
  expect((await leave()).map((message) => message.text)).toEqual([expect.stringContaining('应急吹哨')])
  // All of it stands in the inbox already.
  expect((await inbox(who.contact)).unread).toBe(5)
  world.clock.now = new Date('2026-11-29T12:00:00.000Z') // Sunday evening
  expect(await leave()).toEqual([])
  world.clock.now = new Date('2026-11-30T00:00:00.000Z') // Monday 08:00
  expect((await leave()).map((message) => message.text)).toEqual([expect.stringContaining('召集')])
  world.clock.now = new Date('2026-11-30T00:30:00.000Z') // 08:30
  const digest = await leave()
  expect(digest).toEqual([
    expect.objectContaining({ text: '【e家】您有 3 条待看消息：新任务 2、异议已裁定 1。', link: 'https://ejia.example/console/my-messages' }),
  ])
  expect(await leave()).toEqual([])
  world.clock.now = new Date('2026-11-23T02:00:00.000Z')
})

test('what was read in the inbox is not sent again, and who lost the post gets nothing', async () => {
  await tell({})
  await who.contact.post('/api/my-messages/read', {})
  expect(await leave()).toEqual([])
  await tell({ dedupeKey: 'after the post' })
  await sql`update assignments set valid_to = ${world.clock.now} where account_id = ${who.contact.accountId}`.execute(world.deps.db)
  expect(await leave()).toEqual([])
  expect((await who.contact.get('/api/my-messages')).status).toBe(403)
  await sql`update assignments set valid_to = null where account_id = ${who.contact.accountId}`.execute(world.deps.db)
})

test('two processes deliver each message once', async () => {
  for (let n = 0; n < 20; n++) await tell({ dedupeKey: `n${n}` })
  await Promise.all(Array.from({ length: 4 }, () => deliverDue(world.deps.db, world.deps.crypto, null, world.clock.now)))
  await Promise.all(Array.from({ length: 4 }, () => sendWaitingMessages(world.deps.db, world.deps.crypto, kept, world.clock.now)))
  expect(sent).toHaveLength(20)
  expect(new Set(sent.map((message) => message.id)).size).toBe(20)
})

test('a failed try waits longer each time, keeps its id, and after the last is shown to be sent again', async () => {
  const tries: string[] = []
  const broken: MessageChannel = {
    send: async (message) => {
      tries.push(message.id)
      throw new MessageFault('unreachable')
    },
  }
  await tell({})
  await deliverDue(world.deps.db, world.deps.crypto, null, world.clock.now)
  const send = (channel: MessageChannel) => sendWaitingMessages(world.deps.db, world.deps.crypto, channel, world.clock.now)
  await send(broken)
  await send(broken)
  expect(tries).toHaveLength(1)
  expect((await who.office.get('/api/messages')).body.rows[0]).toMatchObject({ state: 'waiting', fault: 'unreachable', attempts: 1, mayRetry: false })
  for (let hour = 0; hour < 10; hour++) {
    world.clock.minutes(300)
    await send(broken)
  }
  expect(tries).toHaveLength(10)
  expect(new Set(tries).size).toBe(1)
  for (const name of ['office', 'lead'] as const) who[name] = await signedIn(world, who[name].accountId!)
  const [failed] = (await who.office.get('/api/messages?state=failed')).body.rows
  expect(failed).toMatchObject({ state: 'failed', mayRetry: true, nextTryAt: null })
  expect((await who.lead.post(`/api/messages/${failed.id}/retry`)).status).toBe(403)
  expect((await who.office.post(`/api/messages/${failed.id}/retry`)).status).toBe(200)
  await send(kept)
  expect(sent.map((message) => message.id)).toEqual([tries[0]])
  expect((await who.office.post(`/api/messages/${failed.id}/retry`)).status).toBe(404)
  world.clock.now = new Date('2026-11-23T02:00:00.000Z')
})

test('a refusal that will not change is not tried again', async () => {
  await tell({})
  await deliverDue(world.deps.db, world.deps.crypto, null, world.clock.now)
  const refusing: MessageChannel = { send: async () => Promise.reject(new MessageFault('refused', true)) }
  await sendWaitingMessages(world.deps.db, world.deps.crypto, refusing, world.clock.now)
  expect((await who.office.get('/api/messages?state=failed')).body.rows).toEqual([expect.objectContaining({ fault: 'refused', attempts: 1 })])
})

test('old messages go, and so do the addresses of people who left ninety days ago', async () => {
  const [gone, left] = [await world.hire('gridOfficer', grid), await world.hire('gridOfficer', grid)]
  for (const one of [gone, left]) {
    await reachableBy(one, 'wecom', 'li.guihua')
    await tell({ to: [{ account: one.accountId! }], dedupeKey: 'old' })
  }
  const end = (caller: Caller, days: number) =>
    sql`update assignments set valid_to = ${new Date(world.clock.now.getTime() - days * 86_400_000)} where account_id = ${caller.accountId}`.execute(
      world.deps.db,
    )
  const { keptDaysAfterEnd } = otherPersonalData.deliveryAddress
  await end(gone, keptDaysAfterEnd + 1)
  await end(left, keptDaysAfterEnd - 1)
  await dropOldMessages(world.deps.db, world.clock.now)
  const addresses = async () =>
    (await sql<{ account_id: string }>`select account_id from delivery_addresses`.execute(world.deps.db)).rows.map((row) => row.account_id)
  expect(await addresses()).toContain(left.accountId)
  expect(await addresses()).not.toContain(gone.accountId)
  await leave()
  await dropOldMessages(world.deps.db, new Date(world.clock.now.getTime() + 360 * 86_400_000))
  const kept = async () => (await sql<{ n: number }>`select count(*)::int as n from staff_messages where dedupe_key = 'old'`.execute(world.deps.db)).rows[0]!.n
  expect(await kept()).toBe(2)
  await dropOldMessages(world.deps.db, new Date(world.clock.now.getTime() + 366 * 86_400_000))
  expect(await kept()).toBe(0)
})

test('the digest may not fall into the quiet hours', async () => {
  const body = { ...defaultConfiguration.messages, digestAt: '07:00' }
  const saved = await who.office.send({
    method: 'PUT',
    url: '/api/configuration/990101001',
    payload: { subdistrict: '990101001', change: { section: 'messages', body }, basedOn: 0, reason: '试试' },
  })
  expect(saved.body).toMatchObject({ code: 'invalid_input', details: { issues: [{ path: ['change', 'body', 'digestAt'], rule: 'not_allowed_here' }] } })
})

test('an open console hears that something came, of its own messages only, until the session ends', async () => {
  const address = await world.app.listen({ port: 0, host: '127.0.0.1' })
  const listen = async (caller: Caller) => {
    const { body } = await fetch(`${address}/api/live`, { headers: { cookie: `__Host-ejia=${caller.token}` } })
    const reader = body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const next = async (words: string) => {
      while (!text.includes(words)) {
        const { done, value } = await reader.read()
        if (done) return 'ended'
        text += value
      }
      return 'heard'
    }
    expect(await next('hello')).toBe('heard')
    return { next, text: () => text, close: () => reader.cancel() }
  }
  const [contact, lead] = [await listen(who.contact), await listen(who.lead)]
  await tell({ to: [{ account: who.contact.accountId! }] })
  expect(await contact.next('messageArrived')).toBe('heard')
  await tell({ to: [{ account: who.lead.accountId! }], dedupeKey: 'two' })
  expect(await lead.next('messageArrived')).toBe('heard')
  expect(lead.text().match(/messageArrived/g)).toHaveLength(1)
  await who.contact.post('/api/sign-out')
  await tell({ to: [{ account: who.contact.accountId! }], dedupeKey: 'three' })
  expect(await contact.next('never')).toBe('ended')
  expect(contact.text().match(/messageArrived/g)).toHaveLength(1)
  await lead.close()
})

test('a stream opened before a cover begins hears its area from then on, and nothing after its end', async () => {
  const other = world.places.grids.find((one) => one.code !== grid)!.code
  const begins = new Date(world.clock.now.getTime() + 3_600_000)
  const ends = new Date(begins.getTime() + 3_600_000)
  const substitute = await world.hire('gridOfficer', grid)
  await sql`
    insert into assignments (id, account_id, role, area_code, source, valid_from, valid_to, assigned_at)
    values (${crypto.randomUUID()}, ${substitute.accountId}, 'gridOfficer', ${other}, 'secondment', ${begins}, ${ends}, ${world.clock.now})`.execute(
    world.deps.db,
  )
  const address = world.app.server.listening
    ? `http://127.0.0.1:${(world.app.server.address() as { port: number }).port}`
    : await world.app.listen({ port: 0, host: '127.0.0.1' })
  const { body } = await fetch(`${address}/api/live`, { headers: { cookie: `__Host-ejia=${substitute.token}` } })
  const reader = body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const until = async (words: RegExp) => {
    while (!words.test(text)) text += (await reader.read()).value ?? ''
  }
  await until(/hello/)
  const report = async () => (await world.report({ place: { areaCode: other } })).requestId
  const [early, own] = [await report(), (await world.report({ place: { areaCode: grid } })).requestId]
  await until(new RegExp(own))
  expect(text).not.toContain(early)
  world.clock.now = begins
  const during = await report()
  await until(new RegExp(during))
  // It also hears that its rights changed, to ask again for what it shows.
  expect(text.match(/hello/g)).toHaveLength(2)
  world.clock.now = ends
  const after = await report()
  const last = (await world.report({ place: { areaCode: grid } })).requestId
  await until(new RegExp(last))
  expect(text).not.toContain(after)
  expect(text.match(/hello/g)).toHaveLength(3)
  await reader.cancel()
})
