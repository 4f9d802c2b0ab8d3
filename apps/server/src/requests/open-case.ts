import type { RequestCase } from '@ejia/contract/requests.ts'
import type { Actor } from '../access/actor.ts'
import { holds, requirePermission } from '../access/permissions.ts'
import { getConfiguration } from '../configuration/get-configuration.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { findCaseParts } from './case-store.ts'
import { listLinks } from './link-store.ts'
import { allowedMoves } from './move-request.ts'
import { listParties } from './party-store.ts'
import { resourceOf } from './request-resource.ts'
import { findRequest, type RequestRow } from './request-store.ts'
import { presentCase, presentCategory } from './request-view.ts'

/** A case the actor may read, or `not_found`. */
export async function getReadable(db: Db, actor: Actor, requestId: string, now: Date): Promise<RequestRow> {
  const row = await findRequest(db, actor, requestId)
  if (!row) throw new DomainError('not_found')
  requirePermission(actor, 'request.read', 'request.read', resourceOf(row), now)
  return row
}

export async function openCase(db: Db, crypto: CryptoProvider, actor: Actor, requestId: string, now: Date): Promise<RequestCase> {
  return describeCase(db, crypto, actor, await getReadable(db, actor, requestId, now), now)
}

export async function describeCase(db: Db, crypto: CryptoProvider, actor: Actor, row: RequestRow, now: Date): Promise<RequestCase> {
  const [parts, parties, links, configuration] = await Promise.all([
    findCaseParts(db, row.subdistrict, row.id),
    listParties(db, row.subdistrict, row.id),
    listLinks(db, row.subdistrict, row.id),
    getConfiguration(db, row.subdistrict),
  ])
  const mayReveal = holds(actor, 'request.readReporter', resourceOf(row), now)
  return presentCase(row, parts, {
    mayReveal,
    category: presentCategory(configuration, row.category),
    allowedMoves: allowedMoves(actor, row, now),
    parties: parties.map((party) => ({
      id: party.id,
      role: party.role,
      dwelling: party.dwelling,
      // Names of parties are for the team that may also see the reporter.
      name: party.name_sealed === null || !mayReveal ? null : crypto.open(party.name_sealed, { table: 'request_parties', id: party.id, field: 'name' }),
      note: party.note,
      clearedAt: party.cleared_at,
    })),
    links: links
      .filter((link) => holds(actor, 'request.read', resourceOf({ ...link, kind: link.case_kind }), now))
      .map((link) => ({
        linkId: link.id,
        kind: link.kind,
        direction: link.from_id === row.id ? ('to' as const) : ('from' as const),
        request: { id: link.other_id, receiptNumber: link.receipt_number, state: link.state as RequestRow['state'], excerpt: link.text.slice(0, 80) },
      })),
  })
}
