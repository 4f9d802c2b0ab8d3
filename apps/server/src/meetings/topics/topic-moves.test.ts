import { expect, test } from 'vitest'
import { TopicMove, TopicState } from '@ejia/contract/topics.ts'
import { topicMoves } from './topic-moves.ts'

/** Every state and every move, written apart from the table: what is not here is refused. */
const topic: Record<TopicState, Partial<Record<TopicMove, TopicState>>> = {
  raised: { take: 'taken', decline: 'declined', withdraw: 'withdrawn' },
  taken: { putBack: 'raised', decide: 'decided', postpone: 'raised' },
  declined: {},
  decided: {},
  withdrawn: {},
}

test.each(TopicState.options.flatMap((state) => TopicMove.options.map((move) => [state, move] as const)))('a topic that is %s: %s', (state, move) => {
  const rule = topicMoves[move]
  expect(rule.from.includes(state) ? rule.to : undefined).toBe(topic[state][move])
})
