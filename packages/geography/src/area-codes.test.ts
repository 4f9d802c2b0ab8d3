import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeRange, isWithin, kindOfCode, parentOf } from './area-codes.ts'

const codes = fc.constantFrom(6, 9, 12, 15).chain((length) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length }))

describe('area codes', () => {
  it.each([
    ['320102', 'district', null],
    ['320102001', 'subdistrict', '320102'],
    ['320102001003', 'community', '320102001'],
    ['320102001003007', 'grid', '320102001003'],
  ])('%s is a %s below %s', (code, kind, parent) => {
    expect(kindOfCode(code)).toBe(kind)
    expect(parentOf(code)).toBe(parent)
  })

  it.each(['', '3201', '32010200100', '32010200100x', '3201020010030071'])('%s is no code', (code) => expect(kindOfCode(code)).toBeNull())

  it('a range holds exactly the subtree, in byte order', () => {
    fc.assert(
      fc.property(codes, codes, (code, root) => {
        const { from, to } = codeRange(root)
        expect(code >= from && code < to).toBe(isWithin(code, root))
      }),
    )
    const { from, to } = codeRange('320102001')
    for (const inside of ['320102001', '320102001000', '320102001999999']) expect(inside >= from && inside < to).toBe(true)
    for (const outside of ['320102', '320102000999999', '320102002']) expect(outside >= from && outside < to).toBe(false)
  })

  it('every code is within its parent', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const parent = parentOf(code)
        expect(parent === null ? code.length : isWithin(code, parent)).toBe(parent === null ? 6 : true)
      }),
    )
  })
})
