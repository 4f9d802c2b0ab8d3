import type { Dealings } from '@ejia/contract/dealings.ts'
import type { Actor } from '../access/actor.ts'
import { scopeOf } from '../access/permissions.ts'
import { listNames } from '../people/staff-names.ts'
import type { Db } from '../platform/database.ts'
import { listNotesAt } from './need-store.ts'

/** Visits to a household at which a need was heard or nothing was wished for; the words stay sealed. */
export async function listVisitsAt(db: Db, actor: Actor, at: { subdistrict: string; householdId: string }, now: Date): Promise<Dealings['visits']> {
  const rows = await listNotesAt(db, scopeOf(actor, 'need.note', now), at)
  const names = await listNames(
    db,
    rows.map((row) => row.noted_by),
  )
  return rows.map((row) => ({
    on: row.heard_on,
    outcome: row.outcome === 'heard' ? 'needHeard' : 'needRefused',
    by: names.get(row.noted_by) ?? null,
    maskedName: null,
  }))
}
