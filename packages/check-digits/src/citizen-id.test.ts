import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { citizenIdCheckCharacter, readCitizenId } from './citizen-id.ts'

const today = '2026-11-24'

describe('readCitizenId', () => {
  it.each([
    // The two examples of GB 11643-1999 itself.
    ['11010519491231002X', 'resident', '1949-12-31', 'female'],
    ['440524188001010014', 'resident', '1880-01-01', 'male'],
    // README of guanguans/id-validator: a resident, residents of Hong Kong and Taiwan, the 15-digit form.
    ['440308199901101512', 'resident', '1999-01-10', 'male'],
    ['810000199408230021', 'resident', '1994-08-23', 'female'],
    ['830000199201300022', 'resident', '1992-01-30', 'female'],
    ['610104620927690', 'old', '1962-09-27', 'female'],
    // Documentation of python-stdnum, cn.ric.
    ['360426199101010071', 'resident', '1991-01-01', 'male'],
    // The specimen card of the National Immigration Administration, form of 2023.
    ['911124198108030024', 'foreign_resident', '1981-08-03', 'female'],
  ])('%s is valid', (number, kind, birthDate, sex) => {
    expect(readCitizenId(number, today)).toEqual({ ok: true, kind, number, region: number.slice(0, 6), birthDate, sex })
  })

  it.each([
    '11010519491231002x',
    '１１０１０５１９４９１２３１００２Ｘ',
    '１１０１０５１９４９１２３１００２ｘ',
    ' 110105 19491231 002X ',
    '110105-19491231-002X',
    "'11010519491231002X",
    '\u200B11010519491231002X\u00A0',
    '110105—19491231—002X\r\n',
  ])('folds %j', (written) => expect(readCitizenId(written, today)).toMatchObject({ ok: true, number: '11010519491231002X' }))

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['3.70203E+17', 'scientific_notation'],
    ['3.70203e+17', 'scientific_notation'],
    ['３.７０２０３Ｅ＋１７', 'scientific_notation'],
    ['1.10105194912310E17', 'scientific_notation'],
    ['110105194912310000', 'scientific_notation'],
    ['440308199901101512.0', 'scientific_notation'],
    ['11010519491231002', 'length'],
    ['11010519491231002XX', 'characters'],
    ['4403081999011015123', 'length'],
    ['61010462092769', 'length'],
    ['1101051949123100*2', 'characters'],
    ['11010519491231O02X', 'characters'],
    ['1101051949X231002X', 'characters'],
    ['未提供', 'characters'],
    ['00010519491231002X', 'region'],
    ['990105194912310021', 'region'],
    ['160105194912310021', 'region'],
    ['610104620931690', 'birth_date'],
    ['110105194913310025', 'birth_date'],
    ['110105194902290021', 'birth_date'],
    ['110105179912310021', 'birth_date'],
    ['110105202611250023', 'birth_date'],
    ['110105194912310021', 'check_digit'],
    ['440524188001010015', 'check_digit'],
    ['11020519491231002X', 'check_digit'],
  ])('%j: %s', (written, fault) => expect(readCitizenId(written, today)).toMatchObject({ ok: false, fault }))

  it('says where the strange character stands', () => {
    expect(readCitizenId('1101051949123lO02X', today)).toEqual({ ok: false, fault: 'characters', at: 14 })
  })

  it('never trusts a number that came as a float', () => {
    expect(readCitizenId(Number('440308199901101512'), today)).toEqual({ ok: false, fault: 'scientific_notation' })
    expect(readCitizenId(610104620927690, today)).toMatchObject({ ok: true, kind: 'old' })
  })

  it('takes a child born today and no child of tomorrow', () => {
    expect(readCitizenId(withCheck('11010520261124002'), today)).toMatchObject({ ok: true, birthDate: today })
    expect(readCitizenId(withCheck('11010520261125002'), today)).toMatchObject({ fault: 'birth_date' })
  })

  it('accepts every number made by the rule', () => {
    fc.assert(fc.property(body, (first17) => void expect(readCitizenId(withCheck(first17), today)).toMatchObject({ ok: true, number: withCheck(first17) })))
  })

  it('finds a change of any one digit', () => {
    fc.assert(
      fc.property(body, fc.nat(17), fc.integer({ min: 1, max: 9 }), (first17, place, step) => {
        const number = withCheck(first17)
        const old = number[place]!
        const changed = old === 'X' ? String(step) : String((Number(old) + step) % 10)
        expect(readCitizenId(number.slice(0, place) + changed + number.slice(place + 1), today).ok).toBe(false)
      }),
    )
  })

  it('finds two swapped neighbours', () => {
    fc.assert(
      fc.property(body, fc.nat(16), (first17, place) => {
        const number = withCheck(first17)
        fc.pre(number[place] !== number[place + 1])
        const swapped = number.slice(0, place) + number[place + 1]! + number[place]! + number.slice(place + 2)
        expect(readCitizenId(swapped, today).ok).toBe(false)
      }),
    )
  })

  it('survives any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (written) => void expect(readCitizenId(written, today)).toHaveProperty('ok')))
  })
})

const withCheck = (first17: string) => first17 + citizenIdCheckCharacter(first17)

const body = fc
  .tuple(
    fc.constantFrom('110105', '370203', '440524', '650102', '810000', '911124'),
    fc.date({ min: new Date('1900-01-01'), max: new Date('2026-11-24'), noInvalidDate: true }),
    fc.integer({ min: 1, max: 999 }),
  )
  .map(([region, day, sequence]) => region + day.toISOString().slice(0, 10).replaceAll('-', '') + String(sequence).padStart(3, '0'))
