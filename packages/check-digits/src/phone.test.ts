import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPhone } from './phone.ts'

describe('readPhone', () => {
  it.each([
    '13800138000',
    '１３８００１３８０００',
    '138 0013 8000',
    '138-0013-8000',
    '138 00138000',
    '+8613800138000',
    '+86 138 0013 8000',
    '+86-138-0013-8000',
    '008613800138000',
    '8613800138000',
    '(+86)13800138000',
    "'13800138000",
    '13800138000.0',
    '电话：13800138000',
    '手机:13800138000',
    '\u202D13800138000\u202C',
  ])('%j is a mobile', (written) => expect(readPhone(written)).toEqual({ ok: true, kind: 'mobile', number: '13800138000', shown: '138 0013 8000' }))

  it('takes a number cell', () => expect(readPhone(13_800_138_000)).toMatchObject({ ok: true, number: '13800138000' }))

  it.each([
    ['0532-88888888', '0532-88888888', null],
    ['053288888888', '0532-88888888', null],
    ['(0532)88888888', '0532-88888888', null],
    ['（０５３２）８８８８８８８８', '0532-88888888', null],
    ['0532 8888 8888', '0532-88888888', null],
    ['0532—88888888', '0532-88888888', null],
    ['+86 532 8888 8888', '0532-88888888', null],
    ['+86-10-88108888', '010-88108888', null],
    ['010-88108888', '010-88108888', null],
    ['021 6363 1234', '021-63631234', null],
    ['0631-5231234', '0631-5231234', null],
    ['0532-88888888-801', '0532-88888888-801', '801'],
    ['0532-88888888转801', '0532-88888888-801', '801'],
    ['0532-88888888 分机 801', '0532-88888888-801', '801'],
    ['0532-88888888 ext.801', '0532-88888888-801', '801'],
    ['0532-88888888#801', '0532-88888888-801', '801'],
  ])('%j is a landline', (written, number, extension) => expect(readPhone(written)).toMatchObject({ ok: true, kind: 'landline', number, extension }))

  it.each([
    ['110', '110'],
    ['12345', '12345'],
    ['12319', '12319'],
    ['95588', '95588'],
    ['400-810-8888', '4008108888'],
    ['8008108888', '8008108888'],
  ])('%j is nobody’s', (written, number) => expect(readPhone(written)).toMatchObject({ ok: true, kind: 'service', number }))

  it.each([
    ['', 'empty'],
    ['1.38E+10', 'scientific_notation'],
    ['13800138000/13900139000', 'several'],
    ['13800138000、0532-88888888', 'several'],
    ['13800138000 13900139000', 'several'],
    ['1380013800', 'length'],
    ['138001380001', 'length'],
    ['12800138000', 'unknown_prefix'],
    ['88888888', 'area_code_missing'],
    ['010-8810888', 'length'],
    ['0220-88888888', 'unknown_prefix'],
    ['+1 650 253 0000', 'not_mainland'],
    ['00852 2345 6789', 'not_mainland'],
    ['无', 'characters'],
    ['138O0138000', 'characters'],
    ['13800138000转801', 'length'],
  ])('%j: %s', (written, fault) => expect(readPhone(written)).toMatchObject({ ok: false, fault }))

  it('reads what it shows', () => {
    const mobile = fc
      .tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
      .map(([second, rest]) => `1${second}${String(rest).padStart(9, '0')}`)
    const landline = fc
      .tuple(fc.constantFrom('0532', '0631', '0755'), fc.integer({ min: 2_000_000, max: 89_999_999 }))
      .map(([code, local]) => `${code}-${local}`)
    fc.assert(
      fc.property(fc.oneof(mobile, landline), (written) => {
        const read = readPhone(written)
        if (read.ok) expect(readPhone(read.shown)).toEqual(read)
        else expect(read.fault).not.toBe('characters')
      }),
    )
  })

  it('survives any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (written) => void expect(readPhone(written)).toHaveProperty('ok')))
  })
})
