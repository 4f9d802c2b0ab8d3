import type { ImportState } from '@ejia/contract/imports.ts'

/** What the office may do with an import, by its state. The worker ends `checking`, `running` and `undoing` by itself. */
export const importMoves = {
  remap: { from: ['checked'], to: 'checking' },
  apply: { from: ['checked'], to: 'running' },
  cancel: { from: ['checking', 'checked', 'running'], to: 'cancelled' },
  undo: { from: ['done', 'cancelled'], to: 'undoing' },
} as const satisfies Record<string, { from: readonly ImportState[]; to: ImportState }>
export type ImportMove = keyof typeof importMoves

/** After the last row of a pass. */
export const afterPass: Record<'checking' | 'running' | 'undoing', ImportState> = { checking: 'checked', running: 'done', undoing: 'undone' }
