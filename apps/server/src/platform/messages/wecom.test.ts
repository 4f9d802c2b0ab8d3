import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OutgoingMessage } from './message-channel.ts'
import { wecom } from './wecom.ts'

const message: OutgoingMessage = {
  id: '019aaf3e-6f00-7c3a-9d52-3f1f0c7b2a11',
  channel: 'wecom',
  recipient: 'li.guihua',
  text: '【e家】请应哨',
  link: 'https://e.example/console/whistles/1',
}

/** A WeCom of our own: it gives tokens, knows which still hold, and answers what the test wants. */
let server: Server
let url = ''
let asked = 0
let living: string[] = []
let cards: Record<string, unknown>[] = []
let answers: object[] = []
let tokenReply: object | string | null = null
let clockMs = 0

beforeEach(async () => {
  ;[asked, living, cards, answers, tokenReply, clockMs] = [0, [], [], [], null, 0]
  server = createServer((request, reply) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://local')
    const say = (body: object | string) =>
      reply.writeHead(200, { 'content-type': 'application/json' }).end(typeof body === 'string' ? body : JSON.stringify(body))
    if (pathname === '/cgi-bin/gettoken') {
      asked += 1
      if (tokenReply !== null) return void say(tokenReply)
      if (searchParams.get('corpid') !== 'corp' || searchParams.get('corpsecret') !== 'secret')
        return void say({ errcode: 40001, errmsg: 'invalid credential' })
      living.push(`token${asked}`)
      return void say({ errcode: 0, errmsg: 'ok', access_token: `token${asked}`, expires_in: 7200 })
    }
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      if (pathname !== '/cgi-bin/message/send') return void reply.writeHead(404).end()
      if (!living.includes(searchParams.get('access_token') ?? '')) return void say({ errcode: 42001, errmsg: 'access_token expired' })
      cards.push(JSON.parse(body) as Record<string, unknown>)
      say(answers.shift() ?? { errcode: 0, errmsg: 'ok', msgid: 'm' })
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
})

const open = (secret = 'secret') => wecom({ url, corpId: 'corp', secret, agentId: 1000002 }, 2_000, () => clockMs)

test('a text card with its page, and the provider is asked to drop repeats', async () => {
  await open().send(message)
  expect(cards).toEqual([
    {
      touser: 'li.guihua',
      agentid: 1000002,
      msgtype: 'textcard',
      textcard: { title: 'e家工作提醒', description: '【e家】请应哨', url: `https://e.example/console/whistles/1#m=${message.id}`, btntxt: '查看' },
      enable_duplicate_check: 1,
      duplicate_check_interval: 14_400,
    },
  ])
})

test('without a page it is plain text', async () => {
  await open().send({ ...message, link: null })
  expect(cards[0]).toMatchObject({ msgtype: 'text', text: { content: '【e家】请应哨' } })
})

test('one token serves until five minutes before its end', async () => {
  const channel = open()
  for (let n = 0; n < 3; n++) await channel.send(message)
  clockMs = (7200 - 301) * 1000
  await channel.send(message)
  expect(asked).toBe(1)
  clockMs = (7200 - 299) * 1000
  await channel.send(message)
  expect(asked).toBe(2)
})

test.each([42001, 40014, 41001])('a token taken back early (%i) is asked anew once, and the message goes out', async (errcode) => {
  const channel = open()
  await channel.send(message)
  answers = [{ errcode, errmsg: 'gone' }]
  await channel.send(message)
  expect(asked).toBe(2)
  expect(cards).toHaveLength(3)
})

test('a token that is refused again and again is not asked for without end', async () => {
  answers = Array.from({ length: 10 }, () => ({ errcode: 42001 }))
  await expect(open().send(message)).rejects.toMatchObject({ fault: 'busy', final: false })
  expect(asked).toBe(2)
})

test.each([
  ['an unknown member', { errcode: 81013, errmsg: 'user & party & tag all invalid' }, 'refused', true],
  ['a member the app cannot see', { errcode: 0, invaliduser: 'li.guihua' }, 'refused', true],
  ['too many messages', { errcode: 45009, errmsg: 'api freq out of limit' }, 'busy', false],
  ['a busy system', { errcode: -1, errmsg: 'system busy' }, 'busy', false],
])('%s', async (_, reply, fault, final) => {
  answers = [reply]
  await expect(open().send(message)).rejects.toMatchObject({ fault, final })
})

test('a wrong secret is said, and may be mended without losing the message', async () => {
  await expect(open('wrong').send(message)).rejects.toMatchObject({ fault: 'refused', final: false })
})

test.each([
  ['a page of a proxy', '<html>'],
  ['a word without a token', { errcode: 0 }],
  ['nothing known', { ok: true }],
])('%s instead of a token', async (_, reply) => {
  tokenReply = reply
  await expect(open().send(message)).rejects.toMatchObject({ fault: 'bad_reply' })
})

test('a WeCom that is not there', async () => {
  await expect(wecom({ url: 'http://127.0.0.1:1', corpId: 'c', secret: 's', agentId: 1 }).send(message)).rejects.toMatchObject({ fault: 'unreachable' })
})
