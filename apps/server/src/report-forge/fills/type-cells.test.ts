import { expect, test } from 'vitest'
import { readTyped } from './type-cells.ts'

const today = '2026-11-23'

test.each([
  ['number', '１，２３０', { value: '1230' }],
  ['number', '3.5', { value: '3.5' }],
  ['number', '三个', { fault: 'wrong_format' }],
  ['day', '2026.4.3', { value: '2026-04-03' }],
  ['day', '明天', { fault: 'wrong_format' }],
  ['text', '', { value: '' }],
  ['text', '已排查，无隐患', { value: '已排查，无隐患' }],
  ['text', '联系 138 0013 8000', { fault: 'not_allowed_here' }],
  ['text', '11010519491231002X', { fault: 'not_allowed_here' }],
  // A credit code is not a person.
  ['text', '91370203MA3C1Y2X5B', { value: '91370203MA3C1Y2X5B' }],
] as const)('%s %s', (kind, typed, read) => expect(readTyped(kind, typed, today)).toEqual(read))
