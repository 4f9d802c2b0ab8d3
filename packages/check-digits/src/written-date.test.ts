import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWrittenDate } from './written-date.ts'

describe('readWrittenDate', () => {
  it.each([
    '2020.4.3',
    '2020.04.03',
    '2020-4-3',
    '2020-04-03',
    '2020/4/3',
    '2020/04/03',
    '2020\\4\\3',
    '2020、4、3',
    '2020 4 3',
    '2020,4,3',
    '2020_4_3',
    '2020—4—3',
    '2020年4月3日',
    '2020年04月03日',
    '2020 年 4 月 3 日',
    '2020年4月3号',
    '2020年4月3',
    '2020年4月3日生',
    '公元2020年4月3日',
    '２０２０．４．３',
    '２０２０年４月３日',
    '二〇二〇年四月三日',
    '二零二零年四月三日',
    '20200403',
    '２０２００４０３',
    '20200403.0',
    '20200403153000',
    '2020-04-03 00:00:00',
    '2020/4/3 0:00',
    '2020-04-03T00:00:00.000Z',
    '2020-04-03T08:00:00+08:00',
    '2020年4月3日 星期五',
    '2020-04-03（周五）',
    "'2020-04-03",
    '2020.4.3.',
    ' 2020-4-3\u00A0',
    '43924',
    '43924.0',
    '43924.75',
  ])('%j is 3 April 2020', (written) => expect(readWrittenDate(written)).toEqual({ ok: true, date: '2020-04-03' }))

  it.each([
    [43924, '2020-04-03'],
    [43924.5, '2020-04-03'],
    [20200403, '2020-04-03'],
    [25569, '1970-01-01'],
    [18264, '1950-01-01'],
    [9133, '1925-01-01'],
    [2922, '1907-12-31'],
  ])('the number %d is %s', (written, date) => expect(readWrittenDate(written)).toEqual({ ok: true, date }))

  it.each([
    ['2020年十月二十三日', '2020-10-23'],
    ['一九四九年十月一日', '1949-10-01'],
    ['一九五二年十二月三十一日', '1952-12-31'],
    ['2020年十一月三十日', '2020-11-30'],
    ['2024.2.29', '2024-02-29'],
    ['1900-1-1', '1900-01-01'],
  ])('%j is %s', (written, date) => expect(readWrittenDate(written)).toEqual({ ok: true, date }))

  it.each([
    ['', 'empty'],
    ['不详', 'format'],
    ['去年冬天', 'format'],
    ['2020.4.3.5', 'format'],
    ['-', 'format'],
    ['3', 'format'],
    ['123', 'format'],
    ['2020', 'incomplete'],
    ['2020年', 'incomplete'],
    ['2020年4月', 'incomplete'],
    ['2020.4', 'incomplete'],
    ['2020-04', 'incomplete'],
    ['202004', 'incomplete'],
    ['二〇二〇年四月', 'incomplete'],
    ['20.4.3', 'two_digit_year'],
    ['20年4月3日', 'two_digit_year'],
    ['4/3/2020', 'day_order'],
    ['13/4/2020', 'day_order'],
    ['2020.13.1', 'calendar'],
    ['2020年2月30日', 'calendar'],
    ['2023-02-29', 'calendar'],
    ['20200431', 'calendar'],
    ['1700-01-01', 'calendar'],
    ['2020-0-3', 'calendar'],
  ])('%j: %s', (written, fault) => expect(readWrittenDate(written)).toEqual({ ok: false, fault }))

  it('reads its own days, however they are put', () => {
    const day = fc.date({ min: new Date('1850-01-01'), max: new Date('2150-01-01'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, (date) => {
        const [year, month, last] = date.split('-').map(Number)
        for (const written of [date, date.replaceAll('-', ''), `${year}.${month}.${last}`, `${year}年${month}月${last}日`, `${year}/${month}/${last} 12:30`])
          expect(readWrittenDate(written)).toEqual({ ok: true, date })
      }),
    )
  })

  it('survives any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (written) => void expect(readWrittenDate(written)).toHaveProperty('ok')))
  })
})
