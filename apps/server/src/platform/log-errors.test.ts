import { expect, test } from 'vitest'
import { describeError } from './log-errors.ts'

const secret = '张三 13800138000'

test('a log tells the kind and place of an error and nothing a person wrote', () => {
  const fromDatabase = Object.assign(new Error(`duplicate key (phone)=(${secret})`), {
    name: 'error',
    code: '23505',
    table: 'accounts',
    constraint: 'accounts_phone_key',
    detail: secret,
    parameters: [secret],
  })
  const invalid = Object.assign(new Error('Output validation failed', { cause: fromDatabase }), {
    issues: [{ path: ['rows', 0, 'name'], code: 'invalid_type', message: secret, input: secret }],
    data: { name: secret },
  })
  const said = describeError(invalid)
  expect(JSON.stringify(said)).not.toContain('13800138000')
  expect(said).toMatchObject({
    issues: [{ path: ['rows', 0, 'name'], code: 'invalid_type' }],
    cause: { code: '23505', table: 'accounts', constraint: 'accounts_phone_key' },
  })
  expect(said.stack).toContain('log-errors.test.ts')
})

test('what is thrown without being an error is not written out', () => {
  expect(describeError(secret)).toEqual({ type: 'string', message: '', stack: '' })
})
