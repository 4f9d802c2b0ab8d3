/** Tells the time; tests move it. */
export type Clock = () => Date

const shanghaiOffset = 8 * 3_600_000

/** The calendar day in Asia/Shanghai (no daylight saving since 1991), e.g. 2026-11-23. */
export function shanghaiDay(instant: Date): string {
  return new Date(instant.getTime() + shanghaiOffset).toISOString().slice(0, 10)
}

/** The last millisecond of a day in Asia/Shanghai. */
export function endOfShanghaiDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - shanghaiOffset + 86_400_000 - 1)
}

/** The first instant of a day in Asia/Shanghai. */
export function startOfShanghaiDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - shanghaiOffset)
}
