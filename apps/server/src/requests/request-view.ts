import type { CategoryRef, Milestone, Photo, RequestCase, RequestSummary, TimelineEntry } from '@ejia/contract/requests.ts'
import type { z } from 'zod'
import type { Configuration } from '@ejia/contract/configuration.ts'
import { unansweredStates, type RequestState } from '@ejia/contract/requests.ts'
import type { CaseParts, EntryRow, PhotoRow } from './case-store.ts'
import type { RequestRow } from './request-store.ts'

type Times = Pick<RequestRow, 'contact_due_at' | 'contact_amber_at' | 'contact_met_at' | 'answer_due_at' | 'answer_amber_at' | 'answer_met_at'>

export function presentCategory(configuration: Pick<Configuration, 'categories'>, id: string): z.infer<typeof CategoryRef> {
  const known = configuration.categories.categories.find((category) => category.id === id)
  return { id, name: known?.name ?? { zh: id, en: id } }
}

/** The same rule as the generated column `next_due_at`. */
export function nextMilestone(times: Times, state: RequestState, paused: boolean): RequestSummary['next'] {
  if (paused || !(unansweredStates as readonly string[]).includes(state)) return null
  if (times.contact_met_at === null && times.contact_due_at <= times.answer_due_at)
    return { kind: 'firstContact', dueAt: times.contact_due_at, amberAt: times.contact_amber_at }
  return times.answer_met_at === null ? { kind: 'answer', dueAt: times.answer_due_at, amberAt: times.answer_amber_at } : null
}

export function presentMilestones(row: Times & { answer_extended: boolean }): Milestone[] {
  return [
    { kind: 'firstContact', dueAt: row.contact_due_at, amberAt: row.contact_amber_at, metAt: row.contact_met_at, extended: false },
    { kind: 'answer', dueAt: row.answer_due_at, amberAt: row.answer_amber_at, metAt: row.answer_met_at, extended: row.answer_extended },
  ]
}

export function presentPhoto({ id, width, height }: PhotoRow): Photo {
  return { id, width, height }
}

export function presentEntry(entry: EntryRow, photos: readonly PhotoRow[]): TimelineEntry {
  return {
    id: entry.id,
    at: iso(entry.at),
    step: entry.step as TimelineEntry['step'],
    from: entry.from,
    to: entry.to,
    by: { kind: entry.kind, name: entry.name, role: entry.role },
    told: entry.told,
    internal: entry.internal,
    details: entry.details,
    photos: photos.filter((photo) => photo.entry === entry.id).map(presentPhoto),
  }
}

/** JSON made by PostgreSQL writes +00:00; the contract speaks Z. */
export function iso(instant: string): string {
  return new Date(instant).toISOString()
}

type CaseRest = Pick<RequestCase, 'parties' | 'links' | 'allowedMoves' | 'category'> & { mayReveal: boolean }

export function presentCase(row: RequestRow, parts: CaseParts, rest: CaseRest): RequestCase {
  const { reporter } = parts
  const areaName = (code: string) => parts.area_names[code] ?? ''
  const personName = (accountId: string | null) => (accountId === null ? '' : (parts.person_names?.[accountId] ?? ''))
  return {
    id: row.id,
    receiptNumber: row.receipt_number,
    kind: row.kind,
    category: rest.category,
    state: row.state,
    channel: row.channel as RequestCase['channel'],
    filedAt: row.filed_at,
    next: nextMilestone(row, row.state, row.paused_since !== null),
    anonymous: reporter?.anonymous ?? true,
    assisted: row.assisted,
    reopenedTimes: row.reopened_times,
    photoCount: row.photo_count,
    duplicateCount: parts.duplicates,
    paused: row.paused_since !== null,
    text: row.text,
    place: {
      area: { code: row.area_code, name: areaName(row.area_code) },
      buildingId: row.building_id,
      buildingName: parts.building_name,
      detail: row.place_detail,
      point: row.longitude === null || row.latitude === null ? null : { longitude: row.longitude, latitude: row.latitude },
    },
    responsible: {
      area: { code: row.handler_area, name: areaName(row.handler_area) },
      unit: row.handler_unit === null ? null : { id: row.handler_unit, name: parts.unit_name ?? '' },
      person: row.handler_account === null ? null : { accountId: row.handler_account, name: personName(row.handler_account) },
    },
    externalNumber: row.external_number,
    firstReceiver: {
      area: { code: row.first_receiver_area, name: areaName(row.first_receiver_area) },
      person: row.first_receiver_account === null ? null : { accountId: row.first_receiver_account, name: personName(row.first_receiver_account) },
      until: row.acknowledged_at,
    },
    route: row.route,
    duty: row.duty,
    milestones: presentMilestones(row),
    pause: row.paused_since === null ? null : { since: row.paused_since, reason: row.pause_reason ?? '' },
    deferred: row.review_on === null ? null : { explanation: row.defer_explanation ?? '', reviewOn: row.review_on },
    extensionAsked:
      row.extension_until === null ? null : { until: row.extension_until, reason: row.extension_reason ?? '', byName: personName(row.extension_by) },
    objection: row.objection_reason === null ? null : { reason: row.objection_reason, byName: personName(row.objection_by) },
    outcome: row.outcome as RequestCase['outcome'],
    closure: row.closure as RequestCase['closure'],
    rating: row.stars === null ? null : { stars: row.stars, words: row.rating_words ?? '', at: row.rated_at ?? row.filed_at },
    reporter: {
      anonymous: reporter?.anonymous ?? true,
      name: reporter?.hasName ? '***' : null,
      phone: reporter?.phoneEnding ? `*******${reporter.phoneEnding}` : null,
      wantsCallBack: reporter?.phoneEnding != null,
      onBehalf: reporter?.onBehalf ?? false,
      consent: reporter?.consent ?? null,
      mayReveal: rest.mayReveal && (reporter?.hasName === true || reporter?.phoneEnding != null),
    },
    failedCallbacks: row.failed_callbacks,
    parties: rest.parties,
    links: rest.links,
    master: row.master_id === null ? null : { id: row.master_id, receiptNumber: parts.master_receipt ?? '' },
    photos: parts.photos.filter((photo) => photo.step === 'filed').map(presentPhoto),
    timeline: parts.entries.map((entry) => presentEntry(entry, parts.photos)),
    textHistory: parts.texts.map(({ text, until }) => ({ text, until: iso(until) })),
    allowedMoves: rest.allowedMoves,
    version: row.version,
  }
}
