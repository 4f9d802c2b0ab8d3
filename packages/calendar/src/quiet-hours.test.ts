import { expect, test } from 'vitest'
import { firstWaking, isQuietAt, nextDigest } from './quiet-hours.ts'
import { standardCalendar } from './working-calendar.ts'

const night = { quietFrom: '20:00', quietTo: '08:00' }
/** A moment in Shanghai. */
const at = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`)

test.each([
  ['07:59', true],
  ['08:00', false],
  ['19:59', false],
  ['20:00', true],
  ['00:00', true],
])('%s is quiet by night: %s', (clock, quiet) => expect(isQuietAt(clock, night)).toBe(quiet))

test('quiet hours may lie within a day, or be none', () => {
  expect(isQuietAt('12:30', { quietFrom: '12:00', quietTo: '14:00' })).toBe(true)
  expect(isQuietAt('14:00', { quietFrom: '12:00', quietTo: '14:00' })).toBe(false)
  expect(isQuietAt('03:00', { quietFrom: '08:00', quietTo: '08:00' })).toBe(false)
})

test.each([
  ['a working morning', '2026-11-23 10:00', '2026-11-23 10:00'],
  ['before dawn', '2026-11-23 05:00', '2026-11-23 08:00'],
  ['the evening', '2026-11-23 21:30', '2026-11-24 08:00'],
  ['Friday evening', '2026-11-27 20:00', '2026-11-30 08:00'],
  ['Saturday noon', '2026-11-28 12:00', '2026-11-30 08:00'],
  // National Day 2026: 1 to 7 October off; 10 October, a Saturday, is worked.
  ['the eve of the holiday', '2026-09-30 22:00', '2026-10-08 08:00'],
  ['within the holiday', '2026-10-03 09:00', '2026-10-08 08:00'],
  ['Friday evening before a make-up Saturday', '2026-10-09 21:00', '2026-10-10 08:00'],
  ['the make-up Saturday itself', '2026-10-10 15:00', '2026-10-10 15:00'],
])('wakes after %s', (_, from, expected) => expect(firstWaking(at(from), night, standardCalendar)).toEqual(at(expected)))

test('without quiet hours a day off ends with the midnight before the next working day', () => {
  expect(firstWaking(at('2026-11-28 12:00'), { quietFrom: '08:00', quietTo: '08:00' }, standardCalendar)).toEqual(at('2026-11-30 00:00'))
})

test.each([
  ['2026-11-23 07:00', '2026-11-23 08:30'],
  ['2026-11-23 08:30', '2026-11-24 08:30'],
  ['2026-11-23 18:00', '2026-11-24 08:30'],
  ['2026-11-27 18:00', '2026-11-30 08:30'],
  ['2026-09-30 18:00', '2026-10-08 08:30'],
  ['2026-10-09 18:00', '2026-10-10 08:30'],
])('what is told at %s comes with the digest of %s', (from, expected) => expect(nextDigest(at(from), '08:30', standardCalendar)).toEqual(at(expected)))
