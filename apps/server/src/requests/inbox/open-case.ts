import type { RequestCase } from '@ejia/contract/requests.ts'
import type { Actor } from '../../access/actor.ts'
import { holds, requirePermission } from '../../access/permissions.ts'
import { getConfiguration } from '../../configuration/get-configuration.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { findCase, type CaseRow, type LinkPart, type PartyPart } from '../case-store.ts'
import { allowedMoves } from '../move-request.ts'
import { resourceOf } from '../request-resource.ts'
import { findRequest, type RequestRow } from '../request-store.ts'
import { iso, presentCase, presentCategory } from '../request-view.ts'

/** A case the actor may read, or `not_found`. */
export async function getReadable(db: Db, actor: Actor, requestId: string, now: Date): Promise<RequestRow> {
  const row = await findRequest(db, actor, requestId)
  if (!row) throw new DomainError('not_found')
  requirePermission(actor, 'request.read', 'request.read', resourceOf(row), now)
  return row
}

export async function openCase(db: Db, crypto: CryptoProvider, actor: Actor, requestId: string, now: Date): Promise<RequestCase> {
  const row = await findCase(db, { tenants: actor.tenants, id: requestId })
  if (!row) throw new DomainError('not_found')
  requirePermission(actor, 'request.read', 'request.read', resourceOf(row), now)
  return describeCase(db, crypto, actor, row, now)
}

/** The case as it stands after a move, for whoever made the move. */
export async function openMoved(tx: Tx, crypto: CryptoProvider, actor: Actor, moved: RequestRow, now: Date): Promise<RequestCase> {
  const row = await findCase(tx, { tenants: [moved.subdistrict], id: moved.id })
  if (!row) throw new Error('a moved request vanished')
  return describeCase(tx, crypto, actor, row, now)
}

async function describeCase(db: Db, crypto: CryptoProvider, actor: Actor, row: CaseRow, now: Date): Promise<RequestCase> {
  const configuration = await getConfiguration(db, row.subdistrict)
  const mayReveal = holds(actor, 'request.readReporter', resourceOf(row), now)
  // Names of parties are for the team that may also see the reporter.
  const nameOf = ({ id, nameSealed }: PartyPart) =>
    nameSealed === null || !mayReveal ? null : crypto.open(Buffer.from(nameSealed, 'base64'), { table: 'request_parties', id, field: 'name' })
  return presentCase(row, row, {
    mayReveal,
    category: presentCategory(configuration, row.category),
    allowedMoves: allowedMoves(actor, row, now),
    parties: row.parties.map((party) => ({
      id: party.id,
      role: party.role,
      dwelling: party.dwelling,
      name: nameOf(party),
      note: party.note,
      clearedAt: party.clearedAt === null ? null : iso(party.clearedAt),
    })),
    links: row.links.filter((link) => holds(actor, 'request.read', resourceOf(linkedCase(link)), now)).map((link) => presentLink(row.id, link)),
  })
}

function linkedCase({ caseKind, areaCode, handlerArea, handlerUnit }: LinkPart) {
  return { kind: caseKind, area_code: areaCode, handler_area: handlerArea, handler_unit: handlerUnit }
}

function presentLink(requestId: string, { id, kind, fromId, otherId, receiptNumber, state, excerpt }: LinkPart) {
  return { linkId: id, kind, direction: fromId === requestId ? ('to' as const) : ('from' as const), request: { id: otherId, receiptNumber, state, excerpt } }
}
