import type { CasePromise } from '@ejia/contract/promises.ts'
import { accountIdOf, type Actor } from '../access/actor.ts'
import { holds } from '../access/permissions.ts'
import { listHolders, type Holders } from '../people/list-holders.ts'
import { listNames } from '../people/staff-names.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { getVisibleCase, mayHandleCase } from '../requests/case-for-others.ts'
import { resourceOf } from '../requests/request-resource.ts'
import { mayBePromised, promiseMoves } from './promise-moves.ts'
import { findPromise, listOpenPromises, listPromisesOf, type PromiseDesk, type PromiseRow } from './promise-store.ts'

/** One's own wherever one is posted; else with the case. One rule with the lists: `listPromisesBy`, and those of a case one may open. */
export function maySeePromise(actor: Actor, row: PromiseRow, now: Date): boolean {
  return row.owner_account === accountIdOf(actor) || holds(actor, 'request.read', resourceOf(row), now)
}

export function mayMovePromise(actor: Actor, row: PromiseRow, now: Date): boolean {
  return row.owner_account === accountIdOf(actor) || holds(actor, 'request.handle', resourceOf(row), now)
}

const cellOf = ({ subdistrict, id }: Pick<PromiseRow, 'subdistrict' | 'id'>) => ({ table: 'promises', field: 'words', id, subdistrict })
export const sealWords = (crypto: CryptoProvider, row: Pick<PromiseRow, 'subdistrict' | 'id'>, words: string) => crypto.seal(words, cellOf(row))
export const openWords = (crypto: CryptoProvider, row: PromiseRow) => (row.words_sealed === null ? '' : crypto.open(row.words_sealed, cellOf(row)))

export function presentPromise(crypto: CryptoProvider, actor: Actor, row: PromiseRow, now: Date): CasePromise {
  return {
    id: row.id,
    words: openWords(crypto, row),
    dueOn: row.due_on,
    state: row.state,
    owner: { accountId: row.owner_account, name: row.owner_name },
    madeBy: row.made_by_name,
    madeAt: row.made_at,
    endedAt: row.ended_at,
    receiptNumber: row.receipt_number,
    requestId: holds(actor, 'request.read', resourceOf(row), now) ? row.request_id : null,
    isMine: row.owner_account === accountIdOf(actor),
    allowedMoves: mayMovePromise(actor, row, now)
      ? (Object.keys(promiseMoves) as (keyof typeof promiseMoves)[]).filter((move) => promiseMoves[move].from.includes(row.state))
      : [],
  }
}

export async function listPromisesOfCase(db: Db, crypto: CryptoProvider, actor: Actor, requestId: string, now: Date) {
  const request = await getVisibleCase(db, actor, requestId, now)
  const rows = await listPromisesOf(db, request.subdistrict, request.id)
  const mayPromise = mayBePromised(request.state) && (await mayHandleCase(db, actor, requestId, now)) !== null
  return { rows: rows.map((row) => presentPromise(crypto, actor, row, now)), mayPromise }
}

/** For a handover: what its giver still has to keep at a desk. */
export function listPromisesAt(db: Db, subdistrict: string, owner: string, desk: PromiseDesk): Promise<PromiseRow[]> {
  return listOpenPromises(db, subdistrict, owner, desk)
}

/** Who may handle the case where it lies, but for its owner: by name, never by load. */
export async function listReceiversOf(db: Db, actor: Actor, promiseId: string, now: Date): Promise<{ accountId: string; name: string }[]> {
  const row = await findPromise(db, actor.tenants, promiseId)
  if (!row || !mayMovePromise(actor, row, now)) throw new DomainError('not_found')
  return receiversOf(db, row, now)
}

const handling = ['gridOfficer', 'branchSecretary', 'partyInstructor', 'communityLead', 'subdistrictStaff'] as const

export async function receiversOf(db: Db, row: PromiseRow, now: Date): Promise<{ accountId: string; name: string }[]> {
  const { areaCode, handlerArea } = resourceOf(row)
  const places = [...new Set([areaCode, handlerArea ?? areaCode])]
  const holders: Holders[] = places.flatMap((over) => handling.map((role) => ({ role, over })))
  if (row.handler_unit !== null) holders.push({ unit: row.handler_unit })
  const ids = new Set<string>()
  for (const one of holders) for (const id of await listHolders(db, one, now)) ids.add(id)
  ids.delete(row.owner_account)
  const names = await listNames(db, [...ids])
  return [...names].map(([accountId, name]) => ({ accountId, name })).toSorted((one, other) => one.name.localeCompare(other.name, 'zh'))
}
