import type { MeetingMove, MeetingState } from '@ejia/contract/meetings.ts'

/** `manage`: over the subdistrict. The others come from the meeting itself: who chairs, who writes, who is invited, who came. */
export type MeetingRight = 'manage' | 'chair' | 'recorder' | 'invited' | 'present'
/** `to` 'same' leaves the state alone. */
type Rule = { readonly from: readonly MeetingState[]; readonly to: readonly MeetingState[] | 'same'; readonly by: readonly MeetingRight[] }

const lead: readonly MeetingRight[] = ['manage', 'chair']
const desk: readonly MeetingRight[] = ['manage', 'chair', 'recorder']

/** The life of a joint meeting, field.md §3. */
export const meetingMoves: Record<MeetingMove, Rule> = {
  edit: { from: ['planned', 'announced'], to: 'same', by: lead },
  orderAgenda: { from: ['planned', 'announced'], to: 'same', by: lead },
  announce: { from: ['planned'], to: ['announced'], by: lead },
  open: { from: ['announced'], to: ['inSession'], by: lead },
  // Nobody confirms for another who was there.
  attend: { from: ['inSession'], to: 'same', by: ['invited'] },
  excuse: { from: ['announced', 'inSession'], to: 'same', by: ['invited'] },
  discuss: { from: ['inSession'], to: 'same', by: desk },
  callVote: { from: ['inSession'], to: 'same', by: lead },
  vote: { from: ['inSession'], to: 'same', by: ['present'] },
  closeVote: { from: ['inSession'], to: 'same', by: lead },
  decide: { from: ['inSession'], to: 'same', by: desk },
  adjourn: { from: ['inSession'], to: ['confirming'], by: lead },
  correct: { from: ['confirming'], to: 'same', by: ['present', ...desk] },
  // The last of those present makes it confirmed.
  confirm: { from: ['confirming'], to: ['confirming', 'confirmed'], by: ['present'] },
  settle: { from: ['confirming'], to: ['confirmed'], by: lead },
  publish: { from: ['confirmed'], to: ['published'], by: lead },
  tellResidents: { from: ['published'], to: 'same', by: ['manage'] },
  cancel: { from: ['planned', 'announced'], to: ['cancelled'], by: lead },
}
