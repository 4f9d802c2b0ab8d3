import type { Dealings } from '@ejia/contract/dealings.ts'
import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Db } from '../platform/database.ts'
import { sightOf } from './whistle-sight.ts'
import { listWhistles } from './whistle-store.ts'

/** Whistles blown about these cases, as far as the reader sees each. */
export async function listWhistlesOfCases(db: Db, actor: Actor, requestIds: readonly string[], now: Date): Promise<Dealings['whistles']> {
  if (requestIds.length === 0) return []
  const ofCases = sql<boolean>`w.request_id = any(${requestIds}::uuid[])`
  const rows = await listWhistles(
    db,
    sightOf(actor, now),
    { area: null, show: 'all', kind: null, unitId: null, overdue: false, requestId: null, after: null, limit: 50, narrower: [ofCases] },
    now,
  )
  return rows.map(({ id, number, title, kind, state, blown_at }) => ({ id, number, title, kind, state, blownAt: blown_at }))
}
