import { describe, expect, it } from 'vitest'
import { sayInstant, sayTimeLeft } from './people-dates.ts'

const at = (wall: string) => new Date(`${wall.replace(' ', 'T')}:00+08:00`)
/** A Monday. */
const now = at('2026-11-23 10:00')

describe('sayInstant', () => {
  it.each([
    ['2026-11-23 15:00', '今天 15:00', 'today 15:00'],
    ['2026-11-24 09:05', '明天 09:05', 'tomorrow 09:05'],
    ['2026-11-22 23:59', '昨天 23:59', 'yesterday 23:59'],
    ['2026-11-25 00:00', '后天 00:00', 'Wed 00:00'],
    ['2026-11-27 17:30', '周五 17:30', 'Fri 17:30'],
    ['2026-12-03 17:30', '12月3日 17:30', '3 Dec 17:30'],
    ['2026-11-16 08:00', '11月16日 08:00', '16 Nov 08:00'],
    ['2027-01-04 09:00', '2027年1月4日 09:00', '4 Jan 2027 09:00'],
  ])('%s is %s, %s', (wall, zh, en) => {
    expect(sayInstant(at(wall).toISOString(), now, 'zh')).toBe(zh)
    expect(sayInstant(at(wall).toISOString(), now, 'en')).toBe(en)
  })
})

describe('sayTimeLeft', () => {
  it.each([
    ['2026-11-25 17:30', '还剩 2 个工作日', '2 working days left'],
    ['2026-11-24 17:30', '还剩 1 个工作日', '1 working day left'],
    ['2026-11-23 13:00', '还剩 3 小时', '3 h left'],
    ['2026-11-23 10:20', '还剩 20 分钟', '20 min left'],
    ['2026-11-23 09:40', '已超 20 分钟', '20 min overdue'],
    ['2026-11-20 17:30', '已超 1 个工作日', '1 working day overdue'],
    ['2026-11-11 17:30', '已超 8 个工作日', '8 working days overdue'],
  ])('due %s: %s, %s', (due, zh, en) => {
    expect(sayTimeLeft(at(due).toISOString(), now, 'zh')).toBe(zh)
    expect(sayTimeLeft(at(due).toISOString(), now, 'en')).toBe(en)
  })

  it('counts working days over a holiday', () =>
    expect(sayTimeLeft(at('2026-10-10 17:30').toISOString(), at('2026-09-30 10:00'), 'zh')).toBe('还剩 3 个工作日'))
})
