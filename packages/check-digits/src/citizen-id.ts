import { isoDay } from './calendar-days.ts'
import { isPersonRegion, isProvince } from './division-codes.ts'
import { foldNumber, hasLostDigits, type Reading } from './folded-text.ts'

/**
 * 公民身份号码, GB 11643-1999. `number` is what to keep: half-width, capital X.
 * `old` is the 15-digit form, out of use since 2013: true once, without a check digit, so its digits prove nothing.
 * `foreign_resident` is the card of foreign permanent residents since 2023 (9, province, country), checked the same way.
 */
export interface CitizenId {
  kind: 'resident' | 'foreign_resident' | 'old'
  number: string
  /** Six digits; of a foreign resident 9, two digits of the province and three of the country. */
  region: string
  birthDate: string
  sex: 'male' | 'female'
}

export type CitizenIdFault =
  | 'empty'
  /** `3.70203E+17`, or the zeros a spreadsheet put in place of the last digits. */
  | 'scientific_notation'
  | 'length'
  | 'characters'
  | 'region'
  /** No such day, or after today. */
  | 'birth_date'
  | 'check_digit'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

/** Reads an ID as people write it. A person is born on `today` (YYYY-MM-DD) or before. */
export function readCitizenId(written: string | number, today: string): Reading<CitizenId, CitizenIdFault> {
  if (hasLostDigits(written)) return refuse('scientific_notation')
  const number = foldNumber(written)
  if (number === '') return refuse('empty')
  const strange = number.search(/[^0-9X]|X(?!$)/u)
  if (strange >= 0) return { ...refuse('characters'), at: strange + 1 }
  if (number.length === 15 && !number.endsWith('X')) return readOld(number, today)
  if (number.length !== 18) return refuse('length')
  const right = citizenIdCheckCharacter(number.slice(0, 17)) === number[17]
  // A number cell of a spreadsheet keeps 15 digits and writes zeros for the rest.
  if (!right && number.endsWith('000')) return refuse('scientific_notation')
  const foreign = number.startsWith('9')
  if (foreign ? !isProvince(number.slice(1, 3)) : !isPersonRegion(number.slice(0, 2))) return refuse('region')
  const birthDate = isoDay(Number(number.slice(6, 10)), Number(number.slice(10, 12)), Number(number.slice(12, 14)))
  if (birthDate === null || birthDate > today) return refuse('birth_date')
  if (!right) return refuse('check_digit')
  return { ok: true, kind: foreign ? 'foreign_resident' : 'resident', number, region: number.slice(0, 6), birthDate, sex: sexOf(number[16]) }
}

/** 6 digits of region, YYMMDD of the twentieth century, 3 of sequence. */
function readOld(number: string, today: string): Reading<CitizenId, CitizenIdFault> {
  if (!isProvince(number.slice(0, 2))) return refuse('region')
  const birthDate = isoDay(1900 + Number(number.slice(6, 8)), Number(number.slice(8, 10)), Number(number.slice(10, 12)))
  if (birthDate === null || birthDate > today) return refuse('birth_date')
  return { ok: true, kind: 'old', number, region: number.slice(0, 6), birthDate, sex: sexOf(number[14]) }
}

/** ISO 7064 MOD 11-2 over the first 17 digits. */
export function citizenIdCheckCharacter(first17: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return checkCharacters[sum % 11] ?? ''
}

const sexOf = (digit: string | undefined) => (Number(digit) % 2 === 1 ? 'male' : 'female')
const refuse = (fault: CitizenIdFault) => ({ ok: false as const, fault })
