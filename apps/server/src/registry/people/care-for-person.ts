import type { CareGroup, CareLevel } from '@ejia/contract/registry.ts'
import type { AccountActor } from '../../access/actor.ts'
import { requirePermission } from '../../access/permissions.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { dayOf } from '../fact-states.ts'
import { insertCareReview } from '../visits/visit-store.ts'
import { endCare, insertCare, lockCare, openNeeds, sealNeeds, updateCare } from './care-store.ts'
import { findPerson, type PersonRow } from './person-store.ts'
import { lockWritablePerson } from './readable-person.ts'
import { sealerOfPerson } from './write-person.ts'

/** A review is never more than a year away (field.md §4: it must have a review date). */
const longestDays = 366

type Entry = { personId: string; group: CareGroup; level: CareLevel; reviewOn: string; needs?: string | undefined }

export async function addCare(tx: Tx, crypto: CryptoProvider, actor: AccountActor, entry: Entry, now: Date): Promise<PersonRow> {
  const row = await lockWritablePerson(tx, actor, entry.personId, 'registry.care', now)
  requireReviewDay(entry.reviewOn, now)
  const care = { subdistrict: row.subdistrict, id: newId() }
  const needs = sealNeeds(await sealerOfPerson(tx, crypto, row), care, entry.needs ?? '')
  const entered = await insertCare(
    tx,
    { ...care, person_id: row.id, grid_code: row.grid_code, care_group: entry.group, level: entry.level, review_on: entry.reviewOn, needs_sealed: needs },
    now,
  )
  if (!entered) throw new DomainError('invalid_input', { issues: [{ path: ['group'], rule: 'already_taken' }] })
  await recordAudit(
    tx,
    crypto,
    { subdistrict: row.subdistrict, actor: actor.accountId, action: 'registry.addCare', target: { kind: 'person', id: row.id } },
    now,
  )
  return row
}

type Review = { careId: string; outcome: 'continue' | 'end'; reviewOn?: string | undefined; level?: CareLevel | undefined; needs?: string | undefined }

export async function reviewCare(tx: Tx, crypto: CryptoProvider, actor: AccountActor, review: Review, now: Date): Promise<PersonRow> {
  const care = await lockCare(tx, actor.tenants, review.careId)
  if (!care) throw new DomainError('not_found')
  requirePermission(actor, 'registry.care', 'registry.care', { areaCode: care.grid_code }, now)
  const row = await findPerson(tx, actor.tenants, care.person_id)
  if (!row) throw new DomainError('not_found')
  if (review.outcome === 'end') await endCare(tx, care.subdistrict, care.id, now)
  else {
    if (review.reviewOn === undefined) throw new DomainError('invalid_input', { issues: [{ path: ['reviewOn'], rule: 'required' }] })
    requireReviewDay(review.reviewOn, now)
    const sealer = await sealerOfPerson(tx, crypto, row)
    await updateCare(tx, {
      subdistrict: care.subdistrict,
      id: care.id,
      level: review.level ?? care.level,
      review_on: review.reviewOn,
      needs_sealed: sealNeeds(sealer, care, review.needs ?? openNeeds(sealer, care)),
    })
  }
  await insertCareReview(
    tx,
    { subdistrict: care.subdistrict, id: newId(), careId: care.id, personId: row.id, outcome: review.outcome, by: actor.accountId },
    now,
  )
  await recordAudit(
    tx,
    crypto,
    { subdistrict: row.subdistrict, actor: actor.accountId, action: 'registry.reviewCare', target: { kind: 'person', id: row.id } },
    now,
  )
  return row
}

function requireReviewDay(day: string, now: Date): void {
  if (day <= dayOf(now)) throw new DomainError('invalid_input', { issues: [{ path: ['reviewOn'], rule: 'in_the_past' }] })
  if (day > dayOf(new Date(now.getTime() + longestDays * 86_400_000)))
    throw new DomainError('invalid_input', { issues: [{ path: ['reviewOn'], rule: 'too_big' }] })
}
