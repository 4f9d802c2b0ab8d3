import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SMTPServer } from 'smtp-server'
import { email } from './email.ts'
import type { OutgoingMessage } from './message-channel.ts'

const message: OutgoingMessage = {
  id: '019aaf3e-6f00-7c3a-9d52-3f1f0c7b2a11',
  channel: 'email',
  recipient: 'urban@office.example',
  text: '【e家】吹哨 S001-261123-0001 请应哨',
  link: 'https://e.example/console/whistles',
}

let server: SMTPServer
let port = 0
let mails: string[] = []
let refusal: { responseCode: number } | null = null

beforeEach(async () => {
  ;[mails, refusal] = [[], null]
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => done(refusal === null ? null : Object.assign(new Error('no'), refusal)),
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (part: Buffer) => (text += part.toString()))
      stream.on('end', () => {
        mails.push(text)
        done()
      })
    },
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  port = (server.server.address() as AddressInfo).port
})
afterEach(() => new Promise<void>((closed) => server.close(closed)))

const open = () => email({ url: `smtp://127.0.0.1:${port}`, from: 'e家 <no-reply@ejia.example>' }, 2_000)

test('a mail carries the words, the link and the message’s id as its Message-ID', async () => {
  await open().send(message)
  await open().send(message)
  const [first, second] = mails
  const id = /^Message-ID: (.*)$/im.exec(first!)![1]!.trim()
  expect(id).toBe(`<${message.id}@ejia.example>`)
  expect(second).toContain(id)
  expect(first).toMatch(/^To: <?urban@office\.example>?/m)
  expect(first).toMatch(/^Auto-Submitted: auto-generated/m)
  const body = decodeURIComponent(first!.replaceAll('=\r\n', '').replace(/=(?=[0-9A-F]{2})/g, '%'))
  expect(body).toContain('吹哨 S001-261123-0001 请应哨')
  expect(body).toContain('https://e.example/console/whistles')
})

test('a recipient with a line break cannot smuggle in a header', async () => {
  await open()
    .send({ ...message, recipient: 'urban@office.example\r\nBcc: all@office.example' })
    .catch(() => undefined)
  for (const mail of mails) expect(mail).not.toMatch(/^Bcc:/im)
})

test.each([
  [550, 'refused', true],
  [450, 'busy', false],
])('SMTP %i', async (responseCode, fault, final) => {
  refusal = { responseCode }
  await expect(open().send(message)).rejects.toMatchObject({ fault, final })
  expect(mails).toEqual([])
})

test('a server that is not there', async () => {
  await expect(email({ url: 'smtp://127.0.0.1:1', from: 'a@b.example' }, 2_000).send(message)).rejects.toMatchObject({ fault: 'unreachable', final: false })
})

test('a server that never greets is given up', async () => {
  const open: Socket[] = []
  const silent: Server = createServer((socket) => void open.push(socket))
  await new Promise<void>((ready) => silent.listen(0, '127.0.0.1', ready))
  const url = `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`
  await expect(email({ url, from: 'a@b.example' }, 100).send(message)).rejects.toMatchObject({ fault: 'timeout', final: false })
  for (const socket of open) socket.destroy()
  await new Promise((closed) => silent.close(closed))
})
