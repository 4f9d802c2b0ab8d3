import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { httpGateway } from './http-gateway.ts'
import type { OutgoingMessage } from './message-channel.ts'

type Answer = (reply: ServerResponse) => unknown
const message: OutgoingMessage = {
  id: '019aaf3e-6f00-7c3a-9d52-3f1f0c7b2a11',
  channel: 'sms',
  recipient: '13900001234',
  text: '【e家】请应哨',
  link: 'https://e.example/console/whistles',
}
let server: Server
let url = ''
let seen: { headers: IncomingMessage['headers']; body: unknown }[] = []
let answer: Answer = (reply) => reply.writeHead(200).end('{"ok":true}')

beforeEach(async () => {
  seen = []
  server = createServer((request, reply) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      seen.push({ headers: request.headers, body: JSON.parse(body) })
      answer(reply)
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
})

const send = (patience = 5_000): Promise<void> => httpGateway(url, 'key', patience).send(message)

test('the gateway gets the key, the text with its link, and the id to tell a repeat', async () => {
  answer = (reply) => reply.writeHead(200).end('{"ok":true}')
  await send()
  await send()
  expect(seen[0]).toMatchObject({
    headers: { authorization: 'Bearer key', 'idempotency-key': message.id },
    body: { to: '13900001234', text: '【e家】请应哨 https://e.example/console/whistles', channel: 'sms' },
  })
  expect(seen[1]!.headers['idempotency-key']).toBe(seen[0]!.headers['idempotency-key'])
})

test('an empty 204 is a yes', async () => {
  answer = (reply) => reply.writeHead(204).end()
  await expect(send()).resolves.toBeUndefined()
})

const faults: readonly [string, Answer, string, boolean][] = [
  ['503', (reply) => reply.writeHead(503).end(), 'unreachable', false],
  ['429', (reply) => reply.writeHead(429).end(), 'busy', false],
  ['400', (reply) => reply.writeHead(400).end('{}'), 'refused', true],
  ['401', (reply) => reply.writeHead(401).end(), 'refused', true],
  ['a page instead of JSON', (reply) => reply.writeHead(200).end('<html>portal</html>'), 'bad_reply', false],
  ['a bare number', (reply) => reply.writeHead(200).end('7'), 'bad_reply', false],
  ['a refusal in JSON', (reply) => reply.writeHead(200).end('{"ok":false}'), 'refused', true],
  ['a line that breaks', (reply) => reply.destroy(), 'unreachable', false],
  [
    'a body that breaks',
    (reply) => void (reply.writeHead(200, { 'content-length': '100' }), reply.write('{'), setTimeout(() => reply.destroy(), 20)),
    'unreachable',
    false,
  ],
]
test.each(faults)('%s', async (_, how, fault, final) => {
  answer = how
  await expect(send()).rejects.toMatchObject({ fault, final })
})

test('a gateway that never answers is given up', async () => {
  answer = () => undefined
  await expect(send(80)).rejects.toMatchObject({ fault: 'timeout', final: false })
})

test('a gateway that is not there', async () => {
  await expect(httpGateway('http://127.0.0.1:1/send', 'key').send(message)).rejects.toMatchObject({ fault: 'unreachable', final: false })
})
