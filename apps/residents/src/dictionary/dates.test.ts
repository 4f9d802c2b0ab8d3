import { describe, expect, it } from 'vitest'
import { sayDay, sayMoment } from './dates.ts'

const now = new Date('2026-11-23T15:30:00.000Z')

describe('dates as people say them, in Shanghai', () => {
  it.each([
    ['2026-11-23T15:59:00.000Z', '今天 23:59', 'today 23:59'],
    ['2026-11-23T16:00:00.000Z', '明天 00:00', 'tomorrow 00:00'],
    ['2026-11-22T15:59:00.000Z', '昨天 23:59', 'yesterday 23:59'],
    ['2026-11-30T01:05:00.000Z', '11月30日（周一） 09:05', 'Mon 30 Nov 09:05'],
    ['2025-12-31T16:00:00.000Z', '1月1日 00:00', '1 Jan 00:00'],
    ['2027-03-01T00:00:00.000Z', '2027年3月1日（周一） 08:00', 'Mon 1 Mar 2027 08:00'],
  ])('%s', (instant, zh, en) => {
    expect(sayMoment(new Date(instant), now, 'zh')).toBe(zh)
    expect(sayMoment(new Date(instant), now, 'en')).toBe(en)
  })

  it('takes a calendar day as it is', () => {
    expect(sayDay(new Date('2026-11-24'), now, 'zh')).toBe('明天')
  })
})
