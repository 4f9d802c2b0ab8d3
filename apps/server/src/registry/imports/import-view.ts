import type { Import } from '@ejia/contract/imports.ts'
import { dayOf } from '../fact-states.ts'
import { importMoves, type ImportMove } from './import-moves.ts'
import type { ImportRow } from './import-store.ts'
import { otherPersonalData } from '../data-dictionary.ts'

export function presentImport(row: ImportRow): Import {
  const readable = row.forgotten_at === null
  const moves = (Object.keys(importMoves) as ImportMove[]).filter((move) => (importMoves[move].from as readonly string[]).includes(row.state))
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    fileName: row.file_name,
    sheetName: row.sheet_name,
    header: row.header,
    mapping: row.mapping,
    recordedFor: row.recorded_for,
    rows: row.row_count,
    seen: row.state === 'checking' ? row.new + row.change + row.same + row.wrong : row.state === 'undoing' ? row.undone + row.left_alone : row.applied,
    outcomes: { new: row.new, change: row.change, same: row.same, wrong: row.wrong },
    applied: row.applied,
    waiting: row.state === 'checked' || row.state === 'done' ? row.waiting : 0,
    undone: row.undone,
    leftAlone: row.left_alone,
    createdBy: row.created_by_name,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    keptUntil: dayOf(new Date(Date.parse(row.created_at) + otherPersonalData.importedFile.keptDaysAfterEnd * 86_400_000)),
    allowedMoves: readable
      ? [...moves.filter((move) => move !== 'undo' || row.applied > 0), ...(row.wrong > 0 && row.state !== 'checking' ? (['return'] as const) : [])]
      : [],
  }
}
