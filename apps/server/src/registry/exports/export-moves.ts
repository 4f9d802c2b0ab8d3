import type { ExportMove, ExportState } from '@ejia/contract/exports.ts'
import type { Action } from '@ejia/contract/access.ts'

type Step = ExportMove | 'take' | 'make' | 'expire'
/** `by` 'job': no person does it. `who`: never the asker decides, the asker alone takes the file. */
type Rule = {
  readonly from: readonly ExportState[]
  readonly to: ExportState
  readonly by: Extract<Action, `registry.${string}`> | 'job'
  readonly who: 'asker' | 'another' | 'job'
}

/** The life of an export (field.md §5.7). */
export const exportMoves: Record<Step, Rule> = {
  approve: { from: ['asked'], to: 'approved', by: 'registry.approve', who: 'another' },
  decline: { from: ['asked'], to: 'declined', by: 'registry.approve', who: 'another' },
  withdraw: { from: ['asked', 'approved', 'ready'], to: 'withdrawn', by: 'registry.export', who: 'asker' },
  make: { from: ['approved'], to: 'ready', by: 'job', who: 'job' },
  take: { from: ['ready'], to: 'taken', by: 'registry.export', who: 'asker' },
  expire: { from: ['ready', 'approved'], to: 'expired', by: 'job', who: 'job' },
}

/** Masked rows of one day that need no second person. */
export const mostAlone = 50
export const mostRows = 20_000
export const keptHours = 72
