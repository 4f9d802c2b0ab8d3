import { expect, test } from 'vitest'
import { MeetingTaskMove, MeetingTaskState } from '@ejia/contract/meeting-tasks.ts'
import { taskMoves } from './task-moves.ts'

/** Every state and every move, written apart from the table: what is not here is refused. */
const task: Record<MeetingTaskState, Partial<Record<MeetingTaskMove, MeetingTaskState>>> = {
  open: { progress: 'open', report: 'reported', extend: 'open', reassign: 'open', remind: 'open', drop: 'dropped' },
  reported: { signOff: 'signedOff', sendBack: 'open', drop: 'dropped' },
  signedOff: {},
  dropped: {},
}

test.each(MeetingTaskState.options.flatMap((state) => MeetingTaskMove.options.map((move) => [state, move] as const)))(
  'a task that is %s: %s',
  (state, move) => {
    const rule = taskMoves[move]
    expect(rule.from.includes(state) ? (rule.to === 'same' ? state : rule.to) : undefined).toBe(task[state][move])
  },
)

test('nobody signs off their own work', () => {
  expect(taskMoves.report.by).toBe('owner')
  expect(taskMoves.signOff.by).toBe('lead')
})
