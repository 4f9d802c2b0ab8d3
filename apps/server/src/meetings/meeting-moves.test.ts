import { expect, test } from 'vitest'
import { MeetingMove, MeetingState } from '@ejia/contract/meetings.ts'
import { meetingMoves } from './meeting-moves.ts'

/** Every state and every move, written apart from the table: what is not here is refused. */
const meeting: Record<MeetingState, Partial<Record<MeetingMove, string>>> = {
  planned: { edit: 'planned', orderAgenda: 'planned', announce: 'announced', cancel: 'cancelled' },
  announced: { edit: 'announced', orderAgenda: 'announced', open: 'inSession', excuse: 'announced', cancel: 'cancelled' },
  inSession: {
    attend: 'inSession',
    excuse: 'inSession',
    discuss: 'inSession',
    callVote: 'inSession',
    vote: 'inSession',
    closeVote: 'inSession',
    decide: 'inSession',
    adjourn: 'confirming',
  },
  confirming: { correct: 'confirming', confirm: 'confirming confirmed', settle: 'confirmed' },
  confirmed: { publish: 'published' },
  published: { tellResidents: 'published' },
  cancelled: {},
}

test.each(MeetingState.options.flatMap((state) => MeetingMove.options.map((move) => [state, move] as const)))('a meeting that is %s: %s', (state, move) => {
  const rule = meetingMoves[move]
  expect(rule.from.includes(state) ? (rule.to === 'same' ? state : rule.to.join(' ')) : undefined).toBe(meeting[state][move])
})

test('only those who were there vote, confirm and answer for themselves', () => {
  expect(meetingMoves.vote.by).toEqual(['present'])
  expect(meetingMoves.confirm.by).toEqual(['present'])
  expect(meetingMoves.attend.by).toEqual(['invited'])
})
