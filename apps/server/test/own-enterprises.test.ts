import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { newId } from '../src/platform/ids.ts'
import { callerOf, useWorld, type Caller } from './test-world.ts'

const world = useWorld()
const subdistrict = '990101001'
let grid: string
let officer: Caller
let sibling: Caller

beforeAll(async () => {
  grid = world.places.buildings[0]!.gridCode
  officer = await world.as('gridOfficer', grid)
  sibling = await world.as('gridOfficer', world.places.grids.at(-1)!.code)
})

/** Somebody who proved this number by a code. */
async function contactOf(phone: string): Promise<Caller> {
  const { body } = await world.anybody.post('/api/sign-in/phone-code', { phone })
  const reply = await world.anybody.post('/api/sign-in/phone', { phone, code: body.demoCode })
  expect(reply.status, reply.text).toBe(200)
  const token = /__Host-ejia=([^;]+)/.exec(String(reply.headers['set-cookie']))![1]!
  return callerOf(world.app, token, null)
}

let serial = 0
async function firm(phone: string): Promise<{ id: string; name: string }> {
  const id = newId()
  const name = `晨光制造${(serial += 1)}有限公司`
  const payload = {
    basedOn: 0,
    source: 'visit',
    kind: 'enterprise',
    name,
    industry: '制造业',
    gridCode: grid,
    address: '暖阳路 2 号',
    contactName: '钱安',
    contactPhone: phone,
  }
  const saved = await officer.send({ method: 'PUT', url: `/api/enterprises/${id}`, payload })
  expect(saved.status, saved.text).toBe(200)
  return { id, name }
}
const link = (caller: Caller, nameOrCode: string) => caller.post('/api/own/enterprises/link', { subdistrict, nameOrCode })

test('the proved phone is the contact’s: the whole entry at once, and who looked at it', async () => {
  const { id, name } = await firm('13900660001')
  const contact = await contactOf('13900660001')
  expect((await contact.get('/api/own/enterprises')).body).toEqual({ rows: [], asks: [] })
  const linked = await link(contact, name)
  expect(linked.body.rows).toHaveLength(1)
  expect(linked.body.rows[0]).toMatchObject({ id, contactName: '钱安', contactPhone: '13900660001', isStale: false, looks: [] })
  const shown = await officer.post(`/api/enterprises/${id}/reveals`, { reason: '安全检查前联系' })
  expect(shown.body).toMatchObject({ contactName: '钱安', contactPhone: '13900660001' })
  expect((await sibling.post(`/api/enterprises/${id}/reveals`, { reason: '看看' })).status).toBe(404)
  const { rows } = (await contact.get('/api/own/enterprises')).body
  expect(rows[0].looks).toMatchObject([{ role: 'gridOfficer', reason: '安全检查前联系' }])
  const kept = await sql<{ sealed: string }>`select encode(reason_sealed, 'escape') as sealed from enterprise_reveals where enterprise_id = ${id}`.execute(
    world.deps.db,
  )
  expect(kept.rows[0]!.sealed).not.toContain('安全检查')
})

test('a correction is a proposal: the entry changes when the officer confirms it, told by the enterprise', async () => {
  const { id, name } = await firm('13900660002')
  const contact = await contactOf('13900660002')
  await link(contact, name)
  const wrong = await contact.post(`/api/own/enterprises/${id}/corrections`, { facts: { creditCode: '123' } })
  expect(wrong.body.details.issues[0]).toMatchObject({ path: ['facts', 'creditCode'], rule: 'wrong_format' })
  const asked = await contact.post(`/api/own/enterprises/${id}/corrections`, { facts: { industry: '软件业', contactPhone: '13900660022' } })
  expect(asked.status, asked.text).toBe(201)
  expect(asked.body.rows[0].industry).toBe('制造业')
  const [ask] = (await officer.get('/api/enterprise-asks')).body.rows.filter((one: { enterpriseId: string }) => one.enterpriseId === id)
  expect(JSON.stringify(ask)).not.toContain('13900660022')
  expect((await sibling.get(`/api/enterprise-asks/${ask.id}`)).status).toBe(404)
  expect((await officer.get(`/api/enterprise-asks/${ask.id}`)).body.facts).toEqual({ industry: '软件业', contactPhone: '13900660022' })
  expect((await officer.post(`/api/enterprise-asks/${ask.id}/answers`, { agree: true, words: '已核对' })).status).toBe(200)
  const after = (await contact.get('/api/own/enterprises')).body
  expect(after.rows[0]).toMatchObject({ industry: '软件业', contactPhone: '13900660022', source: 'enterprise' })
  expect(after.asks[0]).toMatchObject({ state: 'done', answer: '已核对' })
  expect((await officer.post(`/api/enterprise-asks/${ask.id}/answers`, { agree: true, words: '再来' })).status).toBe(409)
})

test('another phone is not enough: the grid checks, and sees the number that was proved', async () => {
  const { id, name } = await firm('13900660003')
  const stranger = await contactOf('13900660033')
  const asked = await link(stranger, name)
  expect(asked.body.rows).toEqual([])
  expect(asked.body.asks).toMatchObject([{ kind: 'link', state: 'open', enterpriseName: name }])
  expect((await link(stranger, name)).status).toBe(409)
  const ask = asked.body.asks[0].id as string
  expect((await officer.get(`/api/enterprise-asks/${ask}`)).body).toMatchObject({ kind: 'link', phone: '13900660033' })
  await officer.post(`/api/enterprise-asks/${ask}/answers`, { agree: true, words: '是新联系人' })
  expect((await stranger.get('/api/own/enterprises')).body.rows[0].id).toBe(id)
})

test('an enterprise nobody knows is said at its field; somebody else’s entry stays out of sight', async () => {
  const contact = await contactOf('13900660004')
  expect((await link(contact, '没有这家公司')).body.details.issues).toEqual([{ path: ['nameOrCode'], rule: 'not_found' }])
  const { id } = await firm('13900660005')
  expect((await contact.post(`/api/own/enterprises/${id}/corrections`, { facts: { industry: '餐饮' } })).status).toBe(404)
})

test('when the officer enters another contact, the one before sees the entry no more', async () => {
  const { id, name } = await firm('13900660006')
  const contact = await contactOf('13900660006')
  await link(contact, name)
  const facts = { source: 'visit', kind: 'enterprise', name, industry: '制造业', gridCode: grid, address: '暖阳路 2 号' }
  await officer.send({ method: 'PUT', url: `/api/enterprises/${id}`, payload: { ...facts, basedOn: 1 } })
  expect((await contact.get('/api/own/enterprises')).body.rows).toHaveLength(1)
  await officer.send({ method: 'PUT', url: `/api/enterprises/${id}`, payload: { ...facts, basedOn: 2, contactName: '孙平', contactPhone: '13900660007' } })
  expect((await contact.get('/api/own/enterprises')).body.rows).toEqual([])
})

test('a contact sees the linked cases they reported, and nothing others say about the enterprise', async () => {
  const { id, name } = await firm('13900660071')
  const contact = await contactOf('13900660071')
  await link(contact, name)
  const place = { buildingId: world.places.buildings[0]!.id }
  const own = await world.report({ place, kind: 'help', text: '厂门口的路灯不亮' }, contact)
  const neighbour = await world.report({ place, kind: 'complaint', text: '隔壁厂夜里很吵', phone: '13900660072' })
  for (const { requestId } of [own, neighbour]) {
    await officer.post(`/api/requests/${requestId}/moves`, { move: 'acknowledge', told: '已收到' })
    expect((await officer.post(`/api/requests/${requestId}/registry-links`, { target: { enterpriseId: id } })).status).toBe(200)
  }
  const { body, text } = await contact.get('/api/own/enterprises')
  expect(body.rows[0].requests).toMatchObject([{ id: own.requestId, receiptNumber: own.receiptNumber, excerpt: '厂门口的路灯不亮', state: 'acknowledged' }])
  expect(text).not.toContain('夜里很吵')
})
