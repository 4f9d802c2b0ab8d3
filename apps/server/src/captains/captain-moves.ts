import type { CaptainMove, CaptainState, CaptainTaskMove, CaptainTaskState } from '@ejia/contract/captains.ts'

/** `neighbour`: whoever holds the link; `captain`: the captain the task is for; else a right over the grid. */
type By = 'captain.manage' | 'neighbour' | 'captain'
type Rule<S> = { readonly from: readonly S[]; readonly to: S | 'same'; readonly by: By }

export const captainMoves: Record<CaptainMove, Rule<CaptainState>> = {
  accept: { from: ['invited'], to: 'active', by: 'neighbour' },
  inviteAgain: { from: ['invited'], to: 'same', by: 'captain.manage' },
  end: { from: ['invited', 'active'], to: 'ended', by: 'captain.manage' },
  ask: { from: ['active'], to: 'same', by: 'captain.manage' },
}

/** An expired task stays open in the table and can only be withdrawn: time is derived, not stored. */
export const captainTaskMoves: Record<CaptainTaskMove, Rule<CaptainTaskState>> = {
  answer: { from: ['open'], to: 'answered', by: 'captain' },
  withdrawTask: { from: ['open'], to: 'withdrawn', by: 'captain.manage' },
}
