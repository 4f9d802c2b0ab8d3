import type { AssistedFiling } from '@ejia/contract/inbox.ts'
import type { PlaceInput } from '@ejia/contract/intake.ts'
import type { RequestKind } from '@ejia/contract/requests.ts'
import type { Me } from '@ejia/contract/sessions.ts'

export type FilingDraft = {
  channel: AssistedFiling['channel']
  category: string
  kind: RequestKind | ''
  text: string
  place: PlaceInput
  name: string
  phone: string
  consent: 'spoken' | 'written' | 'notAsked' | ''
  externalNumber: string
  photoIds: string[]
}

/** An officer at a door: walk-in channel, their own grid already chosen. */
export function emptyFiling(me: Me | null): FilingDraft {
  const grids = new Set(me?.assignments.map(({ area }) => area.code).filter((code) => code.length === 15))
  const [grid] = grids
  return {
    channel: grids.size > 0 ? 'patrol' : 'walkIn',
    category: '',
    kind: '',
    text: '',
    place: grids.size === 1 && grid ? { areaCode: grid } : {},
    name: '',
    phone: '',
    consent: '',
    externalNumber: '',
    photoIds: [],
  }
}

/** What is missing or wrong the server names field by field; an unchosen kind or consent is left out for it to name. */
export function filingOf(draft: FilingDraft): AssistedFiling {
  const { channel, category, kind, text, place, name, phone, consent, externalNumber, photoIds } = draft
  const named = name.trim() !== '' || phone.trim() !== ''
  const body = {
    channel,
    category,
    ...(kind && { kind }),
    text,
    place,
    ...(named && { onBehalf: { ...(name.trim() && { name }), ...(phone.trim() && { phone }), ...(consent && { consent }) } }),
    ...(channel === 'hotline12345' && externalNumber.trim() && { externalNumber }),
    ...(photoIds.length > 0 && { photoIds }),
  }
  return body as AssistedFiling
}
