import { lostDigitsInNumber, plainNumber } from '../cell-text.ts'
import type { CellFaultCode } from '../sheet-row.ts'

/** What a number format makes of a number, as far as it changes what people read. */
export type NumberShape = 'plain' | 'date' | 'dateTime' | 'time' | 'month' | 'percent' | { padded: number }

const shapesById: Record<number, NumberShape> = {
  9: 'percent',
  10: 'percent',
  ...range([14, 17], 'date'),
  ...range([18, 21], 'time'),
  22: 'dateTime',
  ...range([27, 31], 'date'),
  ...range([32, 35], 'time'),
  36: 'month',
  ...range([45, 47], 'time'),
  ...range([50, 58], 'date'),
  17: 'month',
  // The Chinese built-ins: 27, 36, 50, 52 and 57 show year and month only; 55 and 56 are times of day.
  27: 'month',
  50: 'month',
  52: 'month',
  55: 'time',
  56: 'time',
  57: 'month',
}

function range([first, last]: [number, number], shape: NumberShape): Record<number, NumberShape> {
  return Object.fromEntries(Array.from({ length: last - first + 1 }, (_, index) => [first + index, shape]))
}

export function shapeOfFormat(id: number, code: string | undefined): NumberShape {
  if (code === undefined) return shapesById[id] ?? 'plain'
  // Only the part for positive numbers; without quoted text, escapes, colours and locales.
  const bare = code
    .replace(/"[^"]*"|\\.|_.|\*./gu, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/giu, '')
    .split(';')[0]!
    .toLowerCase()
  if (/^0{2,}$/u.test(bare)) return { padded: bare.length }
  if (/general|通用/u.test(bare)) return 'plain'
  const [day, year, time] = [/d/u.test(bare), /[ye]/u.test(bare.replace(/0e[+-]0/gu, '')), /h|s|上午/u.test(bare)]
  if (day || year) return time ? 'dateTime' : day ? 'date' : 'month'
  if (time) return 'time'
  if (/m/u.test(bare)) return 'month'
  return bare.includes('%') ? 'percent' : 'plain'
}

export interface ShownNumber {
  text: string
  fault?: CellFaultCode
}

export function showNumber(value: number, shape: NumberShape, from1904: boolean): ShownNumber {
  if (shape === 'plain') {
    const text = plainNumber(value)
    return lostDigitsInNumber(value) ? { text, fault: 'lost_digits' } : { text }
  }
  if (shape === 'percent') return { text: `${plainNumber(value * 100)}%` }
  if (typeof shape === 'object') {
    const text = plainNumber(value)
    if (lostDigitsInNumber(value)) return { text, fault: 'lost_digits' }
    return { text: Number.isInteger(value) && value >= 0 ? text.padStart(shape.padded, '0') : text }
  }
  return showSerial(value, shape, from1904)
}

const dayMilliseconds = 86_400_000
const excelEpoch = Date.UTC(1899, 11, 30)
const macEpoch = Date.UTC(1904, 0, 1)

/** A serial day as ISO text. Excel believes in 29 February 1900 (serial 60); days before it are one off. */
function showSerial(serial: number, shape: 'date' | 'dateTime' | 'time' | 'month', from1904: boolean): ShownNumber {
  const whole = Math.floor(serial)
  const impossible = serial < 0 || serial >= 2_958_466 || (!from1904 && whole === 60)
  if (impossible) return { text: plainNumber(serial), fault: 'impossible_date' }
  if (shape !== 'time' && whole === 0 && !from1904) return { text: plainNumber(serial), fault: 'impossible_date' }
  const day = whole < 60 && !from1904 ? serial + 1 : serial
  const iso = new Date(Math.round(((from1904 ? macEpoch : excelEpoch) + day * dayMilliseconds) / 1000) * 1000).toISOString()
  if (shape === 'time') return { text: iso.slice(11, 19) }
  if (shape === 'month') return { text: iso.slice(0, 7) }
  return { text: shape === 'date' ? iso.slice(0, 10) : iso.slice(0, 19) }
}
