import type { MeetingTaskMove, MeetingTaskState } from '@ejia/contract/meeting-tasks.ts'

type Rule = { readonly from: readonly MeetingTaskState[]; readonly to: MeetingTaskState | 'same'; readonly by: 'owner' | 'lead' }

/** 销号: the owner reports with evidence, the chair signs off or sends back. `lead`: the chair of the meeting, or the subdistrict. */
export const taskMoves: Record<MeetingTaskMove, Rule> = {
  progress: { from: ['open'], to: 'same', by: 'owner' },
  report: { from: ['open'], to: 'reported', by: 'owner' },
  signOff: { from: ['reported'], to: 'signedOff', by: 'lead' },
  sendBack: { from: ['reported'], to: 'open', by: 'lead' },
  extend: { from: ['open'], to: 'same', by: 'lead' },
  reassign: { from: ['open'], to: 'same', by: 'lead' },
  remind: { from: ['open'], to: 'same', by: 'lead' },
  drop: { from: ['open', 'reported'], to: 'dropped', by: 'lead' },
}
