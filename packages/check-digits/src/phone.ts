import { hasLostDigits, type Reading } from './folded-text.ts'

/** A number of the mainland. `number` is what to keep and compare; `shown` is grouped for reading and dialling. */
export type Phone =
  | { kind: 'mobile'; number: string; shown: string }
  | { kind: 'landline'; number: string; shown: string; areaCode: string; local: string; extension: string | null }
  /** 110, 12345, 95588, 400-810-8888: answers, but is nobody's. */
  | { kind: 'service'; number: string; shown: string }

export type PhoneFault =
  | 'empty'
  /** `1.38E+10`. (`13812345678.0` lost nothing.) */
  | 'scientific_notation'
  /** Two numbers in one cell. */
  | 'several'
  | 'characters'
  | 'length'
  /** 7 or 8 digits that fit a landline: `010` or its like is missing. */
  | 'area_code_missing'
  | 'unknown_prefix'
  | 'not_mainland'

const mobile = /^1[3-9]\d{9}$/u
/** Three-digit codes are 010 and 02x; local numbers do not begin with 0, 1 or 9. */
const landline = /^(?<areaCode>010|02[0-57-9]|0[3-9]\d{2})(?<local>[2-8]\d{6,7})$/u
const threeDigitCode = /^0(?:10|2)/u
const service = /^(?:1[12]\d|1[0-2]\d{3}|95\d{3,4}|96\d{3,4}|[48]00[1-9]\d{6})$/u
const extensionMark = /(?:转|轉|分机|EXT\.?|#|,)\s*(\d{1,6})$/u

export function readPhone(written: string | number): Reading<Phone, PhoneFault> {
  if (hasLostDigits(written)) return refuse('scientific_notation')
  const text = String(written)
    .replace(/\.0+$/u, '')
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\p{Cf}'‘’`]+/gu, '')
    .replace(/[‐‑‒–—―−]+/gu, '-')
    .replace(/^(?:TEL|电话|手机|联系电话)[:.]?/u, '')
    .trim()
  if (text === '') return refuse('empty')
  const pieces = text.split(/[/;、|]|,(?=\s*\d{7})|\s+(?=1[3-9]\d{9}$)/u).filter((piece) => piece.trim() !== '')
  if (pieces.length > 1 && pieces.every((piece) => piece.replace(/\D/gu, '').length >= 7)) return refuse('several')
  const marked = extensionMark.exec(text)
  const main = (marked ? text.slice(0, marked.index) : text).trim()
  const strange = main.search(/[^\d\s()+.-]|(?<!^\(?)\+/u)
  if (strange >= 0) return { ...refuse('characters'), at: strange + 1 }
  if (/^\(?(?:\+|00)(?!\s*86)/u.test(main)) return refuse('not_mainland')
  const { body, abroad } = withoutCountry(main)
  const dashed = /^(.*\d{7,8})-(\d{1,6})$/u.exec(body)
  const digits = (dashed?.[1] ?? body).replace(/\D/gu, '')
  return readDigits(abroad && /^[2-9]\d{8,}$|^10/u.test(digits) ? `0${digits}` : digits, marked?.[1] ?? dashed?.[2] ?? null)
}

/** +86, 0086, or a bare 86 before a whole mobile number. */
function withoutCountry(main: string): { body: string; abroad: boolean } {
  const body = main.replace(/^\(?(?:\+|00)\s*86\)?[\s-]*(?:\(0\))?/u, '')
  if (body !== main) return { body, abroad: true }
  const bare = /^86[\s-]*(?=1[3-9][\d\s-]+$)/u.exec(main)
  return bare && main.replace(/\D/gu, '').length === 13 ? { body: main.slice(bare[0].length), abroad: true } : { body: main, abroad: false }
}

function readDigits(digits: string, extension: string | null): Reading<Phone, PhoneFault> {
  if (mobile.test(digits)) {
    if (extension !== null) return refuse('length')
    return { ok: true, kind: 'mobile', number: digits, shown: `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}` }
  }
  if (service.test(digits) && extension === null) return { ok: true, kind: 'service', number: digits, shown: digits.replace(/^([48]00)(\d{3})/u, '$1-$2-') }
  const parts = landline.exec(digits)?.groups
  if (parts?.['areaCode'] && parts['local']) return readLandline(parts['areaCode'], parts['local'], extension)
  if (/^[2-8]\d{6,7}$/u.test(digits)) return refuse('area_code_missing')
  if (digits.startsWith('0')) return refuse(digits.length < 10 || digits.length > 12 ? 'length' : 'unknown_prefix')
  return refuse(digits.length === 11 ? 'unknown_prefix' : 'length')
}

function readLandline(areaCode: string, local: string, extension: string | null): Reading<Phone, PhoneFault> {
  if (threeDigitCode.test(areaCode) && local.length !== 8) return refuse('length')
  const shown = `${areaCode}-${local}${extension === null ? '' : `-${extension}`}`
  return { ok: true, kind: 'landline', number: shown, shown, areaCode, local, extension }
}

const refuse = (fault: PhoneFault) => ({ ok: false as const, fault })
