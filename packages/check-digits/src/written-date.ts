import { isoDay } from './calendar-days.ts'
import type { Reading } from './folded-text.ts'

export type WrittenDateFault =
  | 'empty'
  /** No date is meant: 不详, 去年冬天. */
  | 'format'
  /** 2020年4月 or 2020: the day is missing and nobody may invent it. */
  | 'incomplete'
  /** 20.4.3: 1920 or 2020? */
  | 'two_digit_year'
  /** 4/3/2020: April or March? */
  | 'day_order'
  /** 30 February, or a year nobody here was born in. */
  | 'calendar'

const chineseDigits: Record<string, string> = { 〇: '0', 零: '0', 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' }
const dayMilliseconds = 86_400_000
/** What may follow a day in an export: a time, a weekday. */
const afterDay = /(?:(?:T|\s)*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?|\s*\(?(?:星期|周)[一二三四五六日天]\)?)$/u

/** A date as people write it, or as a spreadsheet keeps it (serial days, 1900 system) → `YYYY-MM-DD`. Nothing is guessed. */
export function readWrittenDate(written: string | number): Reading<{ date: string }, WrittenDateFault> {
  const text = String(written)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\p{Cf}'‘’`]+/gu, '')
    .trim()
    .replace(/^公元|(?:出?生|前|左右)$/gu, '')
  if (text === '') return refuse('empty')
  if (/^\d{4,5}(?:\.\d+)?$/u.test(text)) return readSerial(text)
  const day = text.replace(afterDay, '').replace(afterDay, '').trim()
  const solid = /^(\d{4})(\d{2})(\d{2})(?:\d{6})?(?:\.0+)?$/u.exec(day)
  if (solid) return compose(solid[1], solid[2], solid[3])
  const parts = /^(\d{1,4}|[〇零一二三四五六七八九]{2,4})\s*[年./\-‐–—_\\、,\s]\s*(.{1,3}?)\s*[月./\-‐–—_\\、,\s]\s*(.{1,4}?)\s*[日号]?[.。]?$/u.exec(day)
  if (!parts) return refuse(isIncomplete(day) ? 'incomplete' : 'format')
  const [year, month, last] = [yearDigits(parts[1] ?? ''), smallNumber(parts[2] ?? ''), smallNumber(parts[3] ?? '')]
  if (!/^\d+$/u.test(year) || !/^\d{1,2}$/u.test(month)) return refuse('format')
  if (/^\d{4}$/u.test(year)) return /^\d{1,2}$/u.test(last) ? compose(year, month, last) : refuse('format')
  if (/^\d{4}$/u.test(last)) return refuse('day_order')
  return refuse('two_digit_year')
}

/** Day 60 is the 29 February 1900 that Lotus 1-2-3 invented and every spreadsheet keeps. */
function readSerial(text: string): Reading<{ date: string }, WrittenDateFault> {
  const serial = Math.floor(Number(text))
  if (serial >= 1800 && serial <= 2199) return refuse('incomplete')
  if (serial < 1800) return refuse('format')
  return { ok: true, date: new Date(Date.UTC(1899, 11, 30) + serial * dayMilliseconds).toISOString().slice(0, 10) }
}

function compose(year: string | undefined, month: string | undefined, day: string | undefined): Reading<{ date: string }, WrittenDateFault> {
  const date = isoDay(Number(year), Number(month), Number(day))
  return date === null ? refuse('calendar') : { ok: true, date }
}

function isIncomplete(text: string): boolean {
  return /^(?:\d{4}|[〇零一二三四五六七八九]{4})\s*(?:年|(?:[年./\-–—]\s*[\d一二三四五六七八九十]{1,2}\s*月?))$/u.test(text) || /^(?:19|20)\d{4}$/u.test(text)
}

const yearDigits = (text: string) => text.replace(/[〇零一二三四五六七八九]/gu, (digit) => chineseDigits[digit] ?? digit)

/** 十二 → 12, 二十 → 20, 三 → 3, digits stay. */
function smallNumber(text: string): string {
  if (/^\d+$/u.test(text)) return text
  const parts = /^(?:([一二三])?(十))?([一二三四五六七八九])?$/u.exec(text)
  if (!parts || text === '') return ''
  const tens = parts[2] ? Number(chineseDigits[parts[1] ?? '一']) * 10 : 0
  return String(tens + (parts[3] ? Number(chineseDigits[parts[3]]) : 0))
}

const refuse = (fault: WrittenDateFault) => ({ ok: false as const, fault })
