/** A value that was read, or the code of what is wrong and, where it helps, at which character (from 1). */
export type Reading<Value, Fault extends string> = ({ ok: true } & Value) | { ok: false; fault: Fault; at?: number }

/** What a spreadsheet leaves of a long number that was not text: `3.70203E+17`. The digits are gone; nobody may guess them. */
const exponent = /^[+-]?\d+(?:\.\d+)?E\+?\d+$/u

/** Full-width folded, upper case, and none of what people put between digits: spaces, dashes, the apostrophe of Excel. */
export function foldNumber(written: string | number): string {
  return String(written)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Cf}'‘’`·‐‑‒–—―−_-]+/gu, '')
}

/** True for `3.70203E+17`, for `370203199001011234.0` and for a number beyond what a float holds exactly. */
export function hasLostDigits(written: string | number): boolean {
  if (typeof written === 'number') return !Number.isSafeInteger(written)
  const text = written.normalize('NFKC').toUpperCase().replace(/\s+/gu, '')
  return exponent.test(text) || /^\d{16,}\.\d*$/u.test(text)
}
