import type { ResidentFiling } from '@ejia/contract/intake.ts'
import type { Draft } from '../kept.ts'

export const longestText = 5000
export const mostPhotos = 9

export function newDraft(id: string, startedAt: string): Draft {
  return {
    id,
    category: null,
    place: null,
    placeUnknown: false,
    placeDetail: '',
    text: '',
    phone: '',
    anonymous: false,
    photoIds: [],
    channel: 'app',
    startedAt,
  }
}

/** Something a person would miss. */
export const isWorthKeeping = (draft: Draft) => draft.text.trim() !== '' || draft.photoIds.length > 0

export type NextStep = 'category' | 'place' | 'words'
export function missingStep(draft: Draft): NextStep | null {
  if (!draft.category) return 'category'
  if (!draft.place && !draft.placeUnknown) return 'place'
  return draft.text.trim() === '' ? 'words' : null
}

/** The body of the filing. Only what the person gave is in it; the same draft always makes the same body. */
export function filingOf(draft: Draft, photoIds: string[]): ResidentFiling {
  if (!draft.category) throw new Error('a report is sent only after its category was chosen')
  const detail = draft.placeDetail.trim()
  const phone = draft.phone.trim()
  const { label: _, ...place } = draft.place ?? { label: '' }
  return {
    kind: draft.category.kind,
    category: draft.category.id,
    text: draft.text.trim(),
    place: { ...place, ...(detail && { detail }) },
    channel: draft.channel,
    anonymous: draft.anonymous,
    ...(phone && { phone }),
    ...(photoIds.length > 0 && { photoIds }),
  }
}
