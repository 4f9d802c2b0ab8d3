import type { MoveInput } from '@ejia/contract/inbox.ts'
import type { PlaceInput } from '@ejia/contract/intake.ts'
import type { RequestKind, StaffMove } from '@ejia/contract/requests.ts'
import type { Target } from '../pickers/target-picker.tsx'
import { type MoveField, moveFields } from './move-table.ts'

/** What was typed or chosen so far; one shape for all moves, so that a text survives a change of mind. */
export type MoveDraft = {
  words: Partial<Record<MoveField, string>>
  target: Target
  place: PlaceInput
  kind: RequestKind | ''
  photoIds: string[]
}

export const emptyDraft: MoveDraft = { words: {}, target: {}, place: {}, kind: '', photoIds: [] }

const yes = (word: string | undefined) => (word === undefined ? undefined : word === 'yes')

function valueOf(field: MoveField, draft: MoveDraft): unknown {
  if (field === 'photoIds') return draft.photoIds.length > 0 ? draft.photoIds : undefined
  if (field === 'place') return draft.place
  if (field === 'agree' || field === 'reached') return yes(draft.words[field])
  const typed = draft.words[field]?.trim()
  // A dwelling may be empty, but it must be told.
  return field === 'dwelling' ? (typed ?? '') : typed || undefined
}

export const fieldName = (field: MoveField | `${MoveField}?`) => field.replace('?', '') as MoveField

/** The body of the move. What is missing or wrong the server names field by field. */
export function inputOf(requestId: string, move: StaffMove, draft: MoveDraft): MoveInput {
  const body: Record<string, unknown> = { requestId, move }
  for (const field of moveFields[move].map(fieldName)) {
    if (field === 'target') Object.assign(body, move === 'settleObjection' && draft.words.agree !== 'yes' ? {} : draft.target)
    else if (valueOf(field, draft) !== undefined) body[field] = valueOf(field, draft)
  }
  if (move === 'changeCategory') body['kind'] = draft.kind
  return body as MoveInput
}
