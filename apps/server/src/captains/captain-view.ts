import type { Captain, OwnCaptainTask } from '@ejia/contract/captains.ts'
import type { Actor } from '../access/actor.ts'
import { holds, narrowScope, scopeOf } from '../access/permissions.ts'
import { listNames } from '../people/staff-names.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db } from '../platform/database.ts'
import { maskName } from '../registry/masks.ts'
import { getMatter, mayHandleCase } from '../requests/case-for-others.ts'
import { nameCell, openTask } from './captain-cells.ts'
import { captainTaskMoves } from './captain-moves.ts'
import { listCaptains, listCaptainTasks, listOwnCaptaincies, type CaptainRow, type CaptainTaskRow } from './captain-store.ts'
import { allowedCaptainMoves } from './move-captain.ts'

/** Captains below my areas; for a case, those of its building, or of its grid. */
export async function listVisibleCaptains(
  db: Db,
  crypto: CryptoProvider,
  actor: Actor,
  filter: { area?: string | undefined; requestId?: string | undefined },
  now: Date,
): Promise<Captain[]> {
  const whole = scopeOf(actor, 'captain.manage', now)
  if (filter.requestId !== undefined) {
    const request = await mayHandleCase(db, actor, filter.requestId, now)
    if (request === null) return []
    const { row } = await getMatter(db, request.subdistrict, request.id)
    const rows = await listCaptains(db, narrowScope(whole, row.area_code), row.building_id, now)
    return presentCaptains(db, crypto, actor, rows, now)
  }
  const scope = filter.area === undefined ? whole : narrowScope(whole, filter.area)
  return presentCaptains(db, crypto, actor, await listCaptains(db, scope, null, now), now)
}

export async function presentCaptains(db: Db, crypto: CryptoProvider, actor: Actor, rows: readonly CaptainRow[], now: Date): Promise<Captain[]> {
  const tasks: CaptainTaskRow[] = []
  for (const [subdistrict, some] of Map.groupBy(rows, (row) => row.subdistrict))
    tasks.push(
      ...(await listCaptainTasks(
        db,
        subdistrict,
        some.map((row) => row.id),
      )),
    )
  const names = await listNames(
    db,
    tasks.map((task) => task.asked_by),
  )
  return rows.map((row) => {
    const manages = holds(actor, 'captain.manage', { areaCode: row.grid_code }, now)
    return {
      id: row.id,
      name: maskName(crypto.open(row.name_sealed, nameCell(row))),
      state: row.state,
      building: { id: row.building_id, name: row.building_name, grid: { code: row.grid_code, name: row.grid_name } },
      endsOn: row.ends_at === null ? null : shanghaiDay(new Date(row.ends_at)),
      invitedAt: row.invited_at,
      linkExpiresAt: row.link_expires_at,
      tasks: tasks
        .filter((task) => task.captain_id === row.id)
        .slice(0, 20)
        .map((task) => ({
          id: task.id,
          kind: task.kind,
          words: openTask(crypto, 'words', task, task.words_sealed),
          state: task.state,
          expired: task.state === 'open' && new Date(task.expires_at) <= now,
          askedBy: names.get(task.asked_by) ?? '',
          askedAt: task.asked_at,
          expiresAt: task.expires_at,
          answer: task.answer_sealed === null ? null : openTask(crypto, 'answer', task, task.answer_sealed),
          answeredAt: task.answered_at,
          requestId: task.request_id,
          mayWithdraw: manages && captainTaskMoves.withdrawTask.from.includes(task.state),
        })),
      allowedMoves: allowedCaptainMoves(actor, row, now),
    }
  })
}

/** A captain's own: the words and until when. Nothing of the case, nobody's name. What expired is gone; what was answered is only said to be. */
export async function listOwnTasks(db: Db, crypto: CryptoProvider, accountId: string, now: Date): Promise<{ buildings: string[]; rows: OwnCaptainTask[] }> {
  const offices = await listOwnCaptaincies(db, accountId, now)
  const rows: OwnCaptainTask[] = []
  for (const office of offices)
    for (const task of await listCaptainTasks(db, office.subdistrict, [office.id]))
      if (task.state !== 'withdrawn' && new Date(task.expires_at) > now)
        rows.push({
          id: task.id,
          kind: task.kind,
          words: openTask(crypto, 'words', task, task.words_sealed),
          building: office.building_name,
          expiresAt: task.expires_at,
          answered: task.state === 'answered',
        })
  return { buildings: offices.map((office) => office.building_name), rows: rows.slice(0, 50) }
}
