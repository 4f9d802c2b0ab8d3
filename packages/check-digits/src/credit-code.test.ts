import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { creditCodeCheckCharacter, readCreditCode } from './credit-code.ts'

describe('readCreditCode', () => {
  it.each([
    // The example of GB 32100-2015.
    ['91350100M000100Y43', '350100', 'M000100Y4'],
    // Tests of dromara/hutool, CreditCodeUtilTest.
    ['91310110666007217T', '310110', '666007217'],
    // Documentation of python-stdnum and dataprep, cn.uscc.
    ['91110000600037341L', '110000', '600037341'],
    // README of uscc-utils.
    ['91110108551385082Q', '110108', '551385082'],
    // 中国工商银行, registered by the State: 100000.
    ['91100000100003962T', '100000', '100003962'],
  ])('%s is valid', (code, region, organisation) => {
    expect(readCreditCode(code)).toEqual({ ok: true, code, registrar: '9', entity: '1', region, organisation })
  })

  it.each(['91350100m000100y43', '９１３５０１００Ｍ０００１００Ｙ４３', ' 9135 0100 M000 100Y 43 ', '91350100-M000100Y4-3', "'91350100M000100Y43\u200B"])(
    'folds %j',
    (written) => expect(readCreditCode(written)).toMatchObject({ ok: true, code: '91350100M000100Y43' }),
  )

  it.each([
    ['', 'empty'],
    ['9.1350100E+17', 'scientific_notation'],
    ['913501001234561000', 'scientific_notation'],
    ['370203228012345', 'old_registration_number'],
    ['M000100Y4', 'organisation_code_only'],
    ['M000100Y-4', 'organisation_code_only'],
    ['91350100M000100Y4', 'length'],
    ['91350100M000100Y433', 'length'],
    ['91350100MO00100Y43', 'characters'],
    ['9135O100M000100Y43', 'characters'],
    ['91350100M000100Z43', 'characters'],
    ['9135M100M000100Y43', 'characters'],
    ['无', 'characters'],
    ['B1350100M000100Y43', 'registrar'],
    ['91990100M000100Y43', 'region'],
    // Documentation of util-helpers.
    ['91350100M000100Y4A', 'check_digit'],
    // hutool: a code of a pilot area, in use and against the standard.
    ['91350211M00013FA1N', 'check_digit'],
    ['A1110000600037341L', 'check_digit'],
  ])('%j: %s', (written, fault) => expect(readCreditCode(written)).toMatchObject({ ok: false, fault }))

  it('says where the strange character stands', () => expect(readCreditCode('9135O100M000100Y43')).toEqual({ ok: false, fault: 'characters', at: 5 }))

  it('finds a change of any one character', () => {
    fc.assert(
      fc.property(body, fc.nat(17), fc.integer({ min: 1, max: 30 }), (first17, place, step) => {
        const code = first17 + creditCodeCheckCharacter(first17)
        expect(readCreditCode(code)).toMatchObject({ ok: true, code })
        const changed = alphabet[(alphabet.indexOf(code[place]!) + step) % 31]!
        expect(readCreditCode(code.slice(0, place) + changed + code.slice(place + 1)).ok).toBe(false)
      }),
    )
  })

  it('survives any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (written) => void expect(readCreditCode(written)).toHaveProperty('ok')))
  })
})

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

const body = fc
  .tuple(
    fc.constantFrom('91', '92', '12', '52', 'N1', 'A1'),
    fc.constantFrom('370203', '110000', '100000', '650102'),
    fc.string({ unit: fc.constantFrom(...alphabet), minLength: 9, maxLength: 9 }),
  )
  .map((parts) => parts.join(''))
