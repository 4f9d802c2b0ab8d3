import type { TopicMove, TopicState } from '@ejia/contract/topics.ts'

/** `desk`: over the subdistrict, or the chair of the meeting in question. */
type Rule = { readonly from: readonly TopicState[]; readonly to: TopicState; readonly by: 'desk' | 'manage' | 'raiser' | 'meeting' }

/** Gathered all the time, screened, decided; a postponed one waits again. `meeting`: written by the meeting's own moves alone. */
export const topicMoves: Record<TopicMove, Rule> = {
  take: { from: ['raised'], to: 'taken', by: 'desk' },
  decline: { from: ['raised'], to: 'declined', by: 'manage' },
  putBack: { from: ['taken'], to: 'raised', by: 'desk' },
  withdraw: { from: ['raised'], to: 'withdrawn', by: 'raiser' },
  decide: { from: ['taken'], to: 'decided', by: 'meeting' },
  postpone: { from: ['taken'], to: 'raised', by: 'meeting' },
}
