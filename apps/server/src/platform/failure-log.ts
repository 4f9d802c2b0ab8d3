import type { Clock } from './clock.ts'
import { describeError } from './log-errors.ts'

export type FailureLog = (work: string, error: unknown) => void

/** The same work failing again and again says so once a minute, with how often. */
const quietMs = 60_000

/** Lines like those of the HTTP log, for work nobody waits for. Where and of which kind, never what somebody wrote. */
export function createFailureLog(level: string, clock: Clock, write: (line: string) => void = (line) => void process.stdout.write(line)): FailureLog {
  if (level === 'silent' || level === 'fatal') return () => undefined
  const last = new Map<string, { at: number; unsaid: number }>()
  return (work, error) => {
    const now = clock().getTime()
    const before = last.get(work)
    if (before !== undefined && now - before.at < quietMs) {
      before.unsaid += 1
      return
    }
    last.set(work, { at: now, unsaid: 0 })
    const again = before !== undefined && before.unsaid > 0 ? { unsaid: before.unsaid } : {}
    write(`${JSON.stringify({ level: 50, time: now, work, ...again, err: describeError(error), msg: 'work in the background failed' })}\n`)
  }
}
