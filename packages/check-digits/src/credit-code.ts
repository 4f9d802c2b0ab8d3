import { isOrganisationRegion } from './division-codes.ts'
import { foldNumber, hasLostDigits, type Reading } from './folded-text.ts'

/** 统一社会信用代码, GB 32100-2015. `registrar` and `entity` are its first two characters, `organisation` the 9 of GB 11714. */
export interface CreditCode {
  code: string
  registrar: string
  entity: string
  region: string
  organisation: string
}

export type CreditCodeFault =
  | 'empty'
  | 'scientific_notation'
  /** 15 digits: 工商注册号 of before 2015. */
  | 'old_registration_number'
  /** 9 characters: 组织机构代码 alone. */
  | 'organisation_code_only'
  | 'length'
  /** I, O, S, V and Z do not occur: they look like digits. Places 3–8 are digits. */
  | 'characters'
  /** The first character names no authority of GB 32100. */
  | 'registrar'
  | 'region'
  /** Also met on real licences: some pilot areas issued codes before the standard. The office may keep such a code, flagged. */
  | 'check_digit'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** 1 编制, 2 外交, 3 司法, 4 文化, 5 民政, 6 旅游, 7 宗教, 8 工会, 9 市场监管, A 军委, N 农业农村, Y others. */
const registrars = '123456789ANY'

export function readCreditCode(written: string | number): Reading<CreditCode, CreditCodeFault> {
  if (hasLostDigits(written)) return refuse('scientific_notation')
  const code = foldNumber(written)
  if (code === '') return refuse('empty')
  if (/^\d{15}$/u.test(code)) return refuse('old_registration_number')
  if (/^[0-9A-Z]{8}[0-9X]$/u.test(code)) return refuse('organisation_code_only')
  const strange = [...code].findIndex((character, index) => !alphabet.includes(character) || (index >= 2 && index < 8 && !/\d/u.test(character)))
  if (strange >= 0) return { ...refuse('characters'), at: strange + 1 }
  if (code.length !== 18) return refuse('length')
  const right = creditCodeCheckCharacter(code.slice(0, 17)) === code[17]
  if (!right && /^\d{15}000$/u.test(code)) return refuse('scientific_notation')
  if (!registrars.includes(code.slice(0, 1))) return refuse('registrar')
  if (!isOrganisationRegion(code.slice(2, 8))) return refuse('region')
  if (!right) return refuse('check_digit')
  return { ok: true, code, registrar: code.slice(0, 1), entity: code.slice(1, 2), region: code.slice(2, 8), organisation: code.slice(8, 17) }
}

/** Weight 3^(i-1) mod 31; the last character makes the sum a multiple of 31. */
export function creditCodeCheckCharacter(first17: string): string {
  let [sum, weight] = [0, 1]
  for (const character of first17) {
    sum += alphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31] ?? ''
}

const refuse = (fault: CreditCodeFault) => ({ ok: false as const, fault })
