import type { Escalation, EscalationSummary } from '@ejia/contract/escalations.ts'
import type { Actor } from '../access/actor.ts'
import { holds } from '../access/permissions.ts'
import { DomainError } from '../platform/domain-error.ts'
import type { Db } from '../platform/database.ts'
import { listNames } from '../people/staff-names.ts'
import { getMatter } from '../requests/case-for-others.ts'
import { resourceOf } from '../requests/request-resource.ts'
import { allowedMoves, maySee } from './escalation-sight.ts'
import { findEscalation, listEscalationEntries, type EscalationRow } from './escalation-store.ts'

/** An escalation in the actor's sight, or `not_found`. */
export async function getVisibleEscalation(db: Db, actor: Actor, id: string, now: Date): Promise<EscalationRow> {
  const row = await findEscalation(db, actor.tenants, id)
  if (!row || !maySee(actor, row, now)) throw new DomainError('not_found')
  return row
}

export async function presentEscalation(db: Db, actor: Actor, row: EscalationRow, now: Date): Promise<Escalation> {
  const matter = await getMatter(db, row.subdistrict, row.request_id)
  const entries = await listEscalationEntries(db, row.subdistrict, row.id)
  const names = await listNames(db, [row.raised_by])
  return {
    ...presentBase(row),
    requestId: holds(actor, 'request.read', resourceOf(matter.row), now) ? row.request_id : null,
    tried: row.tried,
    raisedBy: names.get(row.raised_by) ?? '',
    decision: row.decision,
    matter: { text: matter.row.text, place: row.place_text, photos: matter.photos },
    requestState: row.request_state,
    timeline: entries.map((entry) => ({
      id: entry.id,
      at: entry.at,
      step: entry.step as Escalation['timeline'][number]['step'],
      by: entry.actor_name,
      areaName: entry.area_name,
      words: entry.words,
    })),
    allowedMoves: allowedMoves(actor, row, now),
    version: row.version,
  }
}

export function presentSummary(row: EscalationRow): EscalationSummary {
  return { ...presentBase(row), place: row.place_text, requestState: row.request_state }
}

function presentBase(row: EscalationRow) {
  return {
    id: row.id,
    receiptNumber: row.receipt_number,
    state: row.state,
    from: { code: row.from_area, name: row.from_name },
    to: { code: row.to_area, name: row.to_name },
    contact: { code: row.contact_area, name: row.contact_name },
    asked: row.asked,
    raisedAt: row.raised_at,
    dueAt: row.due_at,
    amberAt: row.amber_at,
    endedAt: row.ended_at,
  }
}
