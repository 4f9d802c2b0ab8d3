import type { NeedNote, NeedPool, NeedPoolSummary } from '@ejia/contract/needs.ts'
import type { Actor } from '../access/actor.ts'
import { scopeOf } from '../access/permissions.ts'
import { listNames } from '../people/staff-names.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db } from '../platform/database.ts'
import { listNotes, listPoolPlaces, listReasons, type NoteRow, type PoolRow } from './need-store.ts'
import { allowedPoolMoves, mayWithdraw } from './tend-pools.ts'

export function presentPoolSummary(row: PoolRow): NeedPoolSummary {
  return {
    id: row.id,
    title: row.title,
    state: row.state,
    households: row.households,
    notes: row.notes,
    grids: row.grids,
    firstHeardOn: row.first_heard_on,
    lastHeardOn: row.last_heard_on,
  }
}

export async function presentPool(db: Db, crypto: CryptoProvider, actor: Actor, row: PoolRow, now: Date): Promise<NeedPool> {
  const reasons = await listReasons(db, row.subdistrict, row.id)
  const places = await listPoolPlaces(db, row.subdistrict, row.id)
  const notes = await listNotes(db, scopeOf(actor, 'need.note', now), { poolId: row.id, by: null, after: null, limit: 50 })
  const endedBy = row.ended_by === null ? '' : ((await listNames(db, [row.ended_by])).get(row.ended_by) ?? '')
  return {
    ...presentPoolSummary(row),
    subdistrict: row.subdistrict,
    mergedInto: row.merged_into,
    reasons,
    places: places.map(({ code, name, households }) => ({ area: { code, name }, households })),
    ownNotes: await presentNotes(db, crypto, actor, notes),
    ended: row.ended_at === null ? null : { by: endedBy, at: row.ended_at, words: row.ended_words ?? '' },
    allowedMoves: allowedPoolMoves(actor, row, now),
  }
}

/** Notes in the actor's own grids only: their sealed words are opened. */
export async function presentNotes(db: Db, crypto: CryptoProvider, actor: Actor, rows: readonly NoteRow[]): Promise<NeedNote[]> {
  const names = await listNames(
    db,
    rows.map((row) => row.noted_by),
  )
  return rows.map((row) => ({
    id: row.id,
    poolId: row.pool_id,
    poolTitle: row.pool_title,
    outcome: row.outcome,
    grid: { code: row.grid_code, name: row.grid_name },
    heardOn: row.heard_on,
    households: row.households,
    reason: row.reason,
    words: row.words_sealed === null ? null : crypto.open(row.words_sealed, { table: 'need_notes', id: row.id, field: 'words', subdistrict: row.subdistrict }),
    householdId: row.household_id,
    requestId: row.request_id,
    notedBy: names.get(row.noted_by) ?? '',
    notedAt: row.noted_at,
    mayWithdraw: mayWithdraw(actor, row),
  }))
}
