import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { announcedDay } from './announced-days.ts'
import {
  addWorkingDays,
  addWorkingMinutes,
  amberAt,
  extendByPause,
  isWorkingDay,
  type Limit,
  limitEnd,
  standardCalendar,
  workingDaysBetween,
  workingMinutesBetween,
} from './working-calendar.ts'

/** `2026-10-01 09:00` on a clock in Shanghai. */
const at = (wall: string) => new Date(`${wall.replace(' ', 'T')}:00+08:00`)
const limit = (amount: number, unit: Limit['unit']): Limit => ({ amount, unit })

describe('isWorkingDay', () => {
  it.each([
    ['2026-11-23', true, 'a Monday'],
    ['2026-11-21', false, 'a Saturday'],
    ['2026-11-22', false, 'a Sunday'],
    ['2026-09-20', true, 'make-up Sunday before National Day'],
    ['2026-10-01', false, 'National Day'],
    ['2026-10-07', false, 'last day of National Day'],
    ['2026-10-08', true, 'first day after it'],
    ['2026-10-10', true, 'make-up Saturday after it'],
    ['2026-10-11', false, 'an ordinary Sunday'],
    ['2026-02-14', true, 'make-up Saturday before Spring Festival'],
    ['2026-02-15', false, 'Spring Festival begins'],
    ['2026-02-23', false, 'Spring Festival ends'],
    ['2026-02-28', true, 'make-up Saturday after it'],
    ['2025-10-08', false, 'National Day and Mid-autumn 2025 last eight days'],
    ['2024-02-18', true, 'make-up Sunday 2024'],
    ['2031-10-02', false, 'fixed by law, not announced yet'],
    ['2031-10-07', true, 'a Tuesday nobody has announced'],
  ])('%s is %s: %s', (day, expected) => expect(isWorkingDay(day, standardCalendar)).toBe(expected))

  it('lets a subdistrict add its own days', () => {
    const own = { ...standardCalendar, extraHolidays: ['2026-11-23'], extraWorkingDays: ['2026-10-01'] }
    expect([isWorkingDay('2026-11-23', own), isWorkingDay('2026-10-01', own)]).toEqual([false, true])
  })

  it('knows every year the package announces', () => {
    const years = join(dirname(createRequire(import.meta.url).resolve('chinese-days/package.json')), 'dist', 'years')
    const newest = readdirSync(years)
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .at(-1)
      ?.slice(0, 4)
    expect(newest).toBe('2026')
    expect(announcedDay('2026-01-04')).toBe('makeUp')
  })
})

describe('limitEnd', () => {
  it.each([
    ['2026-11-23 10:00', limit(1, 'workingDays'), '2026-11-24 17:30', 'the first day does not count'],
    ['2026-11-20 16:00', limit(1, 'workingDays'), '2026-11-23 17:30', 'over a weekend'],
    ['2026-11-21 16:00', limit(1, 'workingDays'), '2026-11-23 17:30', 'filed on a Saturday'],
    ['2026-09-28 10:00', limit(5, 'workingDays'), '2026-10-10 17:30', 'over National Day, ending on the make-up Saturday'],
    ['2026-10-01 23:50', limit(30, 'minutes'), '2026-10-02 00:20', 'an emergency knows no holiday'],
    ['2026-09-30 11:00', limit(4, 'workingHours'), '2026-09-30 16:30', 'half a day to check in'],
    ['2026-09-30 16:30', limit(2, 'workingHours'), '2026-10-08 10:00', 'an hour before and an hour after National Day'],
    ['2026-02-13 16:30', limit(1, 'workingDays'), '2026-02-14 17:30', 'the make-up Saturday before Spring Festival'],
    ['2026-02-13 16:30', limit(2, 'workingDays'), '2026-02-24 17:30', 'over Spring Festival'],
    ['2026-02-14 17:00', limit(1, 'workingHours'), '2026-02-24 09:30', 'half an hour before and after Spring Festival'],
    ['2026-11-23 11:00', limit(2, 'workingHours'), '2026-11-23 14:30', 'over the lunch break'],
    ['2026-11-23 12:30', limit(2, 'workingHours'), '2026-11-23 15:30', 'filed during lunch'],
    ['2026-11-23 09:00', limit(7, 'workingHours'), '2026-11-23 17:30', 'exactly one day'],
    ['2026-11-23 23:30', limit(1, 'workingHours'), '2026-11-24 10:00', 'filed in the night'],
    ['2026-11-24 00:10', limit(1, 'workingHours'), '2026-11-24 10:00', 'after midnight it is the same morning'],
    ['2026-12-31 17:00', limit(1, 'workingHours'), '2027-01-04 09:30', 'over the turn of the year'],
    ['2026-11-23 23:30', limit(2, 'calendarHours'), '2026-11-24 01:30', 'an emergency does not sleep'],
    ['2026-09-30 16:30', limit(30, 'calendarDays'), '2026-10-30 16:30', 'thirty days are thirty days'],
  ])('%s + %o = %s: %s', (from, given, expected) => expect(limitEnd(given, at(from), standardCalendar)).toEqual(at(expected)))
})

describe('addWorkingMinutes and workingMinutesBetween', () => {
  const instants = fc.date({ min: new Date('2024-01-01'), max: new Date('2027-12-01'), noInvalidDate: true })
  const minutes = fc.integer({ min: 1, max: 20_000 })

  it('are each other’s inverse', () => {
    fc.assert(
      fc.property(instants, minutes, (from, amount) => {
        expect(workingMinutesBetween(from, addWorkingMinutes(from, amount, standardCalendar), standardCalendar)).toBe(amount)
      }),
    )
  })
  it('always move forward, and further for more', () => {
    fc.assert(
      fc.property(instants, minutes, minutes, (from, one, other) => {
        const [near, far] = [addWorkingMinutes(from, Math.min(one, other), standardCalendar), addWorkingMinutes(from, Math.max(one, other), standardCalendar)]
        expect(from < near && near <= far).toBe(true)
      }),
    )
  })
  it('end within working time', () => {
    const overNoon = addWorkingMinutes(new Date('2024-11-01T03:54:00.001Z'), 6, standardCalendar)
    expect(overNoon.toISOString()).toBe('2024-11-01T05:30:00.001Z')
    fc.assert(
      fc.property(instants, minutes, (from, amount) => {
        const end = addWorkingMinutes(from, amount, standardCalendar)
        // The last instant is working time. The whole minute need not be: what began just before noon ends just after half past one.
        expect(workingMinutesBetween(new Date(end.getTime() - 1), end, standardCalendar)).toBeCloseTo(1 / 60_000, 12)
      }),
    )
  })
  it('add up over any point between', () => {
    fc.assert(
      fc.property(fc.array(instants, { minLength: 3, maxLength: 3 }), (three) => {
        const [a, b, c] = three.toSorted((one, other) => one.getTime() - other.getTime()) as [Date, Date, Date]
        const between = (from: Date, to: Date) => workingMinutesBetween(from, to, standardCalendar)
        expect(between(a, b) + between(b, c)).toBeCloseTo(between(a, c), 6)
      }),
    )
  })
  it('count overlapping hours once', () => {
    const overlapping = {
      ...standardCalendar,
      hours: [
        { from: '09:00', to: '12:00' },
        { from: '11:00', to: '13:00' },
      ],
    }
    expect(workingMinutesBetween(at('2026-11-23 00:00'), at('2026-11-23 23:59'), overlapping)).toBe(240)
  })
  it('give up on a calendar without working time instead of searching for ever', () => {
    const days = Array.from({ length: 900 }, (_, index) => new Date(Date.UTC(2026, 10, 1) + index * 86_400_000).toISOString().slice(0, 10))
    const resting = { ...standardCalendar, extraHolidays: days }
    expect(() => addWorkingMinutes(at('2026-11-23 10:00'), 60, resting)).toThrow('no working day')
    expect(() => addWorkingDays('2026-11-23', 1, resting)).toThrow('no working day')
    const backwards = { ...standardCalendar, hours: [{ from: '17:00', to: '09:00' }] }
    expect(() => addWorkingMinutes(at('2026-11-23 10:00'), 60, backwards)).toThrow('no working hours')
  })
})

describe('workingDaysBetween', () => {
  it.each([
    ['2026-11-23 10:00', '2026-11-23 17:30', 0],
    ['2026-11-23 23:59', '2026-11-24 00:01', 1],
    ['2026-11-20 10:00', '2026-11-23 10:00', 1],
    ['2026-09-30 10:00', '2026-10-12 10:00', 4],
    ['2026-11-25 10:00', '2026-11-23 10:00', -2],
  ])('%s to %s: %i', (from, to, days) => expect(workingDaysBetween(at(from), at(to), standardCalendar)).toBe(days))
})

describe('amberAt', () => {
  it.each([
    ['2026-11-23 09:00', '2026-11-23 17:30', 0.5, '2026-11-23 14:00'],
    ['2026-09-30 09:00', '2026-10-08 17:30', 0.5, '2026-09-30 17:30'],
    ['2026-11-21 01:00', '2026-11-21 03:00', 0.25, '2026-11-21 02:30'],
  ])('from %s to %s with share %d: %s', (from, due, share, expected) => expect(amberAt(at(from), at(due), share, standardCalendar)).toEqual(at(expected)))

  it('never lies outside the limit', () => {
    const instant = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-01'), noInvalidDate: true })
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 500 }), fc.double({ min: 0.05, max: 0.95, noNaN: true }), (from, hours, share) => {
        const due = new Date(from.getTime() + hours * 3_600_000)
        const amber = amberAt(from, due, share, standardCalendar)
        expect(amber >= from && amber <= due).toBe(true)
      }),
    )
  })
})

describe('extendByPause', () => {
  it.each([
    ['2026-11-25 17:30', '2026-11-23 09:00', '2026-11-23 17:30', '2026-11-26 17:30', 'one working day gives one back'],
    ['2026-11-25 17:30', '2026-11-21 09:00', '2026-11-22 17:30', '2026-11-25 17:30', 'a paused weekend costs nothing'],
    ['2026-09-30 17:30', '2026-09-30 16:30', '2026-10-08 10:00', '2026-10-08 11:00', 'over National Day: an hour before and an hour after'],
    ['2026-11-23 17:30', '2026-11-24 09:00', '2026-11-25 09:00', '2026-11-23 17:30', 'what is overdue stays overdue'],
  ])('due %s, paused %s to %s: %s (%s)', (due, from, to, expected) => expect(extendByPause(at(due), at(from), at(to), standardCalendar)).toEqual(at(expected)))
})
