import type { LeaveMove, LeaveState } from '@ejia/contract/leaves.ts'

/** `self`: who is on leave; `clock`: the job that looks at the time. */
export type LeaveBy = 'leave.approve' | 'self' | 'clock'
type Rule = {
  readonly from: readonly LeaveState[]
  readonly to: LeaveState | 'same'
  readonly by: readonly LeaveBy[]
  readonly when: 'any' | 'before' | 'until' | 'during' | 'after'
}

/** `when`: before it begins, until it is over, while it runs, after its end. The rights themselves end by the cover's own time, whatever stands here. */
export const leaveMoves: Record<LeaveMove, Rule> = {
  agree: { from: ['asked'], to: 'agreed', by: ['leave.approve'], when: 'until' },
  decline: { from: ['asked'], to: 'declined', by: ['leave.approve'], when: 'any' },
  withdraw: { from: ['asked', 'agreed'], to: 'withdrawn', by: ['self'], when: 'before' },
  replace: { from: ['agreed'], to: 'same', by: ['leave.approve'], when: 'until' },
  back: { from: ['agreed'], to: 'ended', by: ['self', 'leave.approve'], when: 'during' },
  expire: { from: ['agreed'], to: 'ended', by: ['clock'], when: 'after' },
}

export function isTime(when: Rule['when'], leave: { from: Date; to: Date }, now: Date): boolean {
  if (when === 'before') return now < leave.from
  if (when === 'until') return now < leave.to
  if (when === 'during') return leave.from <= now && now < leave.to
  return when === 'any' || now >= leave.to
}
