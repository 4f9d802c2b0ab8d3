import { expect, test } from 'vitest'
import { createFailureLog } from './failure-log.ts'

const secret = '张三 13800138000'

test('each kind of work says what failed, once a minute and how often, and nothing a person wrote', () => {
  const lines: string[] = []
  let now = new Date('2026-11-27T02:00:00.000Z')
  const log = createFailureLog(
    'info',
    () => now,
    (line) => void lines.push(line),
  )
  const error = Object.assign(new Error(`duplicate key (phone)=(${secret})`), { code: '23505', detail: secret, table: 'accounts' })
  for (let run = 0; run < 4; run++) log('messages', error)
  log('waiting', new Error('a case vanished'))
  now = new Date(now.getTime() + 60_000)
  log('messages', error)
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 50, work: 'messages', err: { code: '23505', table: 'accounts', message: '' } },
    { work: 'waiting', err: { message: 'a case vanished' } },
    { work: 'messages', unsaid: 3 },
  ])
  expect(lines.join('')).not.toContain('13800138000')
})

test('a log that is silent stays silent', () => {
  const lines: string[] = []
  createFailureLog(
    'silent',
    () => new Date(),
    (line) => void lines.push(line),
  )('messages', new Error('x'))
  expect(lines).toEqual([])
})
