import { openWhistleStates, type SummonsMove, type SummonsState, type TaskMove, type WhistleMove, type WhistleState } from '@ejia/contract/whistles.ts'
import type { Action } from '@ejia/contract/access.ts'

/** `to` 'same' leaves the state alone. `by`: who may, besides the state. */
type Rule<S, By> = { readonly from: readonly S[]; readonly to: readonly S[] | 'same'; readonly by: readonly By[] }

/** Rights over the place of the whistle, or of the department that leads it. */
export type WhistleRight = Extract<Action, `whistle.${string}`> | 'leadUnit'

const withUnits = ['summoned', 'handling'] as const satisfies readonly WhistleState[]
const office: readonly WhistleRight[] = ['whistle.summon', 'leadUnit']

/** The life of a whistle, field.md §2: nothing ends while a task is open. */
export const whistleMoves: Record<WhistleMove, Rule<WhistleState, WhistleRight>> = {
  approve: { from: ['blown'], to: ['approved'], by: ['whistle.approve'] },
  decline: { from: ['blown'], to: ['declined'], by: ['whistle.approve'] },
  summon: { from: ['approved', ...withUnits], to: ['summoned', 'handling'], by: ['whistle.summon'] },
  plan: { from: withUnits, to: ['handling'], by: office },
  addTask: { from: withUnits, to: 'same', by: office },
  supervise: { from: withUnits, to: 'same', by: ['whistle.supervise'] },
  finish: { from: ['handling'], to: ['done'], by: office },
  recall: { from: ['blown', 'approved', 'summoned'], to: ['recalled'], by: ['whistle.blow'] },
  note: { from: [...openWhistleStates, 'done'], to: 'same', by: ['whistle.blow', 'whistle.answer'] },
}

/** One department's part. `whistle` names the states of the whole in which the move is possible. */
type SummonsRule = Rule<SummonsState, 'unit' | WhistleRight> & { readonly whistle: readonly WhistleState[] }
export const summonsMoves: Record<SummonsMove, SummonsRule> = {
  checkIn: { from: ['summoned'], to: ['checkedIn'], by: ['unit'], whistle: withUnits },
  // The first objection goes to the subdistrict, the second to the district; there is no third.
  object: { from: ['summoned'], to: ['objected', 'appealed'], by: ['unit'], whistle: withUnits },
  settleObjection: { from: ['objected'], to: ['summoned', 'released'], by: ['whistle.summon'], whistle: withUnits },
  settleAppeal: { from: ['appealed'], to: ['summoned', 'released'], by: ['whistle.appeal'], whistle: withUnits },
  remind: { from: ['summoned', 'checkedIn'], to: 'same', by: ['whistle.supervise'], whistle: withUnits },
  rate: { from: ['summoned', 'checkedIn'], to: 'same', by: ['whistle.rate'], whistle: ['done'] },
}

export const taskMoves: Record<TaskMove, { readonly to: 'done' | 'dropped'; readonly by: readonly ('unit' | WhistleRight)[] }> = {
  finishTask: { to: 'done', by: ['unit', 'whistle.summon', 'leadUnit'] },
  dropTask: { to: 'dropped', by: ['whistle.summon', 'leadUnit'] },
}

/** After the last department was rated the whistle is rated. */
export const mostObjections = 2
