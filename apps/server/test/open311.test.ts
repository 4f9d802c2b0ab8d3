import { beforeAll, expect, test } from 'vitest'
import { otherSubdistrict, useWorld } from './test-world.ts'

const world = useWorld()
let key: string
let readOnly: string
let keyId: string
const jurisdiction = 'jurisdiction_id=990101001'

beforeAll(async () => {
  const admin = await world.as('systemAdmin', '990101')
  const made = await admin.post('/api/api-keys', { name: '市平台', scopes: ['open311.read', 'open311.write'], areaCode: '990101001' })
  key = made.body.key
  keyId = made.body.row.id
  readOnly = (await admin.post('/api/api-keys', { name: '只读', scopes: ['open311.read'], areaCode: '990101001' })).body.key
})

const get = (path: string) => world.anybody.get(`/open311/v2/${path}`)
const post = (fields: Record<string, string>, format = 'json') =>
  world.anybody.send({
    method: 'POST',
    url: `/open311/v2/requests.${format}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ jurisdiction_id: '990101001', ...fields }).toString(),
  })

test('a client finds the service, files, and follows', async () => {
  expect((await get('discovery.json')).body.endpoints).toHaveLength(2)
  const services = await get(`services.json?${jurisdiction}`)
  const lamp = services.body.find((service: { service_code: string }) => service.service_code === 'lamp')
  expect(lamp).toMatchObject({ service_name: '楼道灯', group: '房屋设施', type: 'realtime', metadata: false })
  expect((await get(`services/lamp.json?${jurisdiction}`)).body).toEqual({ service_code: 'lamp', attributes: [] })
  const filed = await post({
    api_key: key,
    service_code: 'lamp',
    description: '三楼的灯不亮',
    address_id: world.places.buildings[0]!.id,
    first_name: '桂芳',
    last_name: '张',
    phone: '13900001234',
  })
  expect(filed.status, filed.text).toBe(201)
  const number = filed.body[0].service_request_id as string
  const followed = await get(`requests/${number}.json?${jurisdiction}&api_key=${readOnly}`)
  expect(followed.body[0]).toMatchObject({ status: 'open', service_code: 'lamp', description: '三楼的灯不亮' })
  expect(followed.text).not.toMatch(/桂芳|13900001234/)
  expect((await get(`tokens/${number}.json?${jurisdiction}&api_key=${readOnly}`)).body[0].service_request_id).toBe(number)
  const officer = await world.as('gridOfficer', world.places.buildings[0]!.gridCode)
  const inbox = await officer.get('/api/requests')
  expect(inbox.body.rows[0]).toMatchObject({ receiptNumber: number, channel: 'api' })
  await officer.post(`/api/requests/${inbox.body.rows[0].id}/moves`, { move: 'acknowledge', told: '今天就去看' })
  expect((await get(`requests.json?${jurisdiction}&api_key=${key}&service_request_id=${number}&status=open`)).body[0].status_notes).toBe('今天就去看')
  expect((await get(`requests.json?${jurisdiction}&api_key=${key}&status=closed`)).body).toEqual([])
})

test('XML is well formed, whatever was typed', async () => {
  await post({ api_key: key, service_code: 'rubbish', description: '<b>&"\u0001𬭎 😀', address_string: ']]>' }, 'xml')
  const reply = await get(`requests.xml?${jurisdiction}&api_key=${key}&service_code=rubbish`)
  expect(reply.headers['content-type']).toContain('text/xml')
  expect(reply.text).toContain('<description>&lt;b&gt;&amp;"𬭎 😀</description>')
  expect(reply.text).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?><service_requests><request>.*<\/request><\/service_requests>$/)
})

test('what is refused, in the standard’s form', async () => {
  expect((await get(`requests.json?${jurisdiction}`)).status).toBe(401)
  expect((await get(`requests.json?${jurisdiction}&api_key=ejia_wrong`)).status).toBe(401)
  expect((await post({ api_key: readOnly, service_code: 'lamp', description: '灯' })).status).toBe(403)
  expect((await post({ api_key: key, service_code: 'zebra', description: '灯' })).body).toEqual([
    { code: 400, description: expect.stringContaining('service_code') },
  ])
  expect((await post({ api_key: key, service_code: 'lamp' })).status).toBe(400)
  expect((await post({ api_key: key, service_code: 'lamp', description: '灯', lat: '999', long: '1' })).status).toBe(400)
  expect((await post({ api_key: key, service_code: 'lamp', description: '灯', jurisdiction_id: otherSubdistrict })).status).toBe(403)
  expect((await get(`requests/001-000000-0000.json?${jurisdiction}&api_key=${key}`)).status).toBe(404)
  expect((await get(`services.pdf?${jurisdiction}`)).status).toBe(404)
  expect((await get(`services.xml?jurisdiction_id=123`)).text).toContain('<errors><error><code>400</code>')
})

test('a tip-off is not listed; a revoked key stops at once', async () => {
  await world.report({ kind: 'tipOff', category: 'fire', text: '举报的话' })
  expect((await get(`requests.json?${jurisdiction}&api_key=${key}`)).text).not.toContain('举报的话')
  const admin = await world.as('systemAdmin', '990101')
  expect((await admin.send({ method: 'DELETE', url: `/api/api-keys/${keyId}` })).status).toBe(200)
  expect((await get(`requests.json?${jurisdiction}&api_key=${key}`)).status).toBe(401)
})

test('a stream opened with a key ends when the key is revoked', async () => {
  const admin = await world.as('systemAdmin', '990101')
  const made = await admin.post('/api/api-keys', { name: '大屏', scopes: ['requests.read'], areaCode: '990101001' })
  const address = world.app.server.listening
    ? `http://127.0.0.1:${(world.app.server.address() as { port: number }).port}`
    : await world.app.listen({ port: 0, host: '127.0.0.1' })
  const { body } = await fetch(`${address}/api/live`, { headers: { authorization: `Bearer ${made.body.key}` } })
  const reader = body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const until = async (words: RegExp) => {
    for (let ended = false; !ended && !words.test(text);) {
      const { value, done } = await reader.read()
      text += value ?? ''
      ended = done
    }
  }
  await until(/hello/)
  const heard = (await world.report({})).requestId
  await until(new RegExp(heard))
  expect((await admin.send({ method: 'DELETE', url: `/api/api-keys/${made.body.row.id}` })).status).toBe(200)
  const after = (await world.report({})).requestId
  await until(/never said/)
  expect(text).toContain(heard)
  expect(text).not.toContain(after)
})
