import type { z } from 'zod'
import type { Configuration } from '@ejia/contract/configuration.ts'
import type { FollowedRequest } from '@ejia/contract/intake.ts'
import { getConfiguration } from '../../configuration/get-configuration.ts'
import type { Db } from '../../platform/database.ts'
import { findCaseParts, listOfficers, type CaseParts, type EntryRow, type OfficerRow } from '../case-store.ts'
import { reporterAllowedMoves } from './move-by-reporter.ts'
import type { RequestRow } from '../request-store.ts'
import { iso, presentCategory, presentMilestones, presentPhoto } from '../request-view.ts'

/** Steps a reporter is shown; the rest is inside. A public word in another step is shown as a plain word. */
const shownSteps = new Set([
  'filed',
  'accept',
  'decline',
  'dispatch',
  'acknowledge',
  'start',
  'reassign',
  'defer',
  'resume',
  'answer',
  'close',
  'reopenByStaff',
  'merge',
  'masterAnswered',
  'masterClosed',
  'comment',
  'correctText',
  'withdraw',
  'confirmSolved',
  'notSolved',
  'rate',
  'settleExtension',
  'whistle',
  'escalation',
  'promise',
  'meeting',
])
/** Their names are public anyway; others speak as "the staff". */
const publicRoles = new Set(['gridOfficer', 'branchSecretary', 'partyInstructor', 'communityLead'])

export async function followRequest(db: Db, row: RequestRow, now: Date): Promise<z.infer<typeof FollowedRequest>> {
  const parts = await findCaseParts(db, row.subdistrict, row.id)
  const configuration = await getConfiguration(db, row.subdistrict)
  const officers = row.handler_unit === null ? await listOfficers(db, row.handler_area, now) : []
  return presentFollowed(row, parts, officers, configuration)
}

export function presentFollowed(row: RequestRow, parts: CaseParts, officers: OfficerRow[], configuration: Configuration): z.infer<typeof FollowedRequest> {
  const entries = parts.entries.filter((entry) => shownSteps.has(entry.step) && !(entry.step === 'settleExtension' && entry.details['agree'] !== true))
  return {
    id: row.id,
    receiptNumber: row.receipt_number,
    kind: row.kind,
    category: presentCategory(configuration, row.category),
    state: row.state,
    text: row.text,
    textHistory: parts.texts.map(({ text, until }) => ({ text, until: iso(until) })),
    placeText: row.place_text,
    filedAt: row.filed_at,
    expectedBy: row.answer_met_at === null && row.paused_since === null ? row.answer_due_at : null,
    milestones: presentMilestones(row),
    responsible: { areaName: parts.unit_name ?? parts.area_names[row.handler_area] ?? '', officers: presentOfficers(officers) },
    deferred: row.review_on === null ? null : { explanation: row.defer_explanation ?? '', reviewOn: row.review_on },
    closure: row.closure as z.infer<typeof FollowedRequest>['closure'],
    rating: row.stars === null ? null : { stars: row.stars, words: row.rating_words ?? '' },
    photos: parts.photos.filter((photo) => photo.step === 'filed').map(presentPhoto),
    timeline: entries.map((entry) => presentFollowedEntry(entry, parts)),
    allowedMoves: reporterAllowedMoves(row),
    mayReopen: !row.reopened_by_reporter,
  }
}

export function presentOfficers(officers: readonly OfficerRow[]) {
  return officers.map((officer) => ({ name: officer.name, role: officer.role, dutyPhone: officer.duty_phone }))
}

function presentFollowedEntry(entry: EntryRow, parts: CaseParts) {
  const whereToGo = entry.details['whereToGo']
  const told = [entry.told, typeof whereToGo === 'string' ? whereToGo : null].filter((words) => words !== null).join('\n')
  return {
    id: entry.id,
    at: iso(entry.at),
    step: entry.step,
    by: { kind: entry.kind, name: entry.role !== null && publicRoles.has(entry.role) ? entry.name : '' },
    told: told === '' ? null : told,
    photos: parts.photos.filter((photo) => photo.entry === entry.id && photo.public).map(presentPhoto),
  }
}
