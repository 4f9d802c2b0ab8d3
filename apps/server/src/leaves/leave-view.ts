import type { Leave, LeaveCover, LeavePost, LeaveSummary } from '@ejia/contract/leaves.ts'
import type { AccountActor, Actor } from '../access/actor.ts'
import { scopeOf } from '../access/permissions.ts'
import { listHandoversOf } from '../handovers/handover-view.ts'
import { listNames } from '../people/staff-names.ts'
import { listOwnPosts } from '../people/temporary-posts.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { allowedLeaveMoves, decisionCell, entryCell, noteCell, seesLeave, seesNote } from './leave-sight.ts'
import { findLeave, listCoveredBy, listCovers, listLeaveEntries, listLeaves, listLeavesOf, type LeaveCoverRow, type LeaveRow } from './leave-store.ts'

type PostColumns = Pick<LeaveCoverRow, 'role' | 'area_code' | 'area_name' | 'unit_id' | 'unit_name'>
const postOf = (id: string, row: PostColumns): LeavePost => ({
  assignmentId: id,
  role: row.role,
  area: { code: row.area_code, name: row.area_name },
  unit: row.unit_id === null ? null : { id: row.unit_id, name: row.unit_name ?? '' },
})

function coverOf(row: LeaveCoverRow, now: Date): LeaveCover {
  return {
    id: row.id,
    post: postOf(row.assignment_id, row),
    substitute: { accountId: row.substitute_account, name: row.substitute_name },
    from: row.from,
    to: row.to,
    running: row.cover_assignment !== null && new Date(row.from) <= now && now < new Date(row.to),
  }
}

function summaryOf(actor: Actor, row: LeaveRow, covers: readonly LeaveCoverRow[], names: ReadonlyMap<string, string>, now: Date): LeaveSummary {
  return {
    id: row.id,
    person: { accountId: row.account_id, name: row.name },
    state: row.state,
    startsOn: shanghaiDay(new Date(row.starts_at)),
    endsOn: shanghaiDay(new Date(Date.parse(row.ends_at) - 1)),
    from: row.starts_at,
    to: row.ends_at,
    running: row.state === 'agreed' && new Date(row.starts_at) <= now && now < new Date(row.ends_at),
    covers: covers.map((cover) => coverOf(cover, now)),
    askedAt: row.asked_at,
    decidedBy: row.decided_by === null ? null : (names.get(row.decided_by) ?? null),
    allowedMoves: allowedLeaveMoves(actor, row, covers, now),
  }
}

async function summariesOf(db: Db, actor: Actor, rows: readonly LeaveRow[], now: Date): Promise<LeaveSummary[]> {
  const covers = await listCovers(
    db,
    rows.map((row) => row.id),
  )
  const names = await listNames(
    db,
    rows.flatMap((row) => row.decided_by ?? []),
  )
  return rows.map((row) =>
    summaryOf(
      actor,
      row,
      covers.filter((cover) => cover.leave_id === row.id),
      names,
      now,
    ),
  )
}

export async function listOwnLeaves(db: Db, actor: AccountActor, now: Date) {
  const [rows, posts, covering] = [
    await listLeavesOf(db, actor.accountId),
    await listOwnPosts(db, actor.accountId, now),
    await listCoveredBy(db, actor.accountId, now),
  ]
  return {
    rows: await summariesOf(db, actor, rows, now),
    posts: posts.map((post) => postOf(post.id, post)),
    covering: covering.map((row) => ({ ...coverOf(row, now), person: { accountId: row.person_id, name: row.person_name }, leaveId: row.leave_id })),
  }
}

export async function listVisibleLeaves(
  db: Db,
  actor: Actor,
  filter: { show: 'open' | 'over' | 'all'; area: string | null; limit: number },
  now: Date,
): Promise<{ rows: LeaveSummary[]; total: number }> {
  const { tenants, areas } = scopeOf(actor, 'leave.approve', now)
  const rows = await listLeaves(db, tenants, areas, filter)
  return { rows: await summariesOf(db, actor, rows, now), total: rows[0]?.total ?? 0 }
}

export async function openVisibleLeave(db: Db, crypto: CryptoProvider, actor: Actor, id: string, now: Date): Promise<Leave> {
  const row = await findLeave(db, id)
  const covers = row ? await listCovers(db, [row.id]) : []
  if (!row || !seesLeave(actor, row, covers, now)) throw new DomainError('not_found')
  return presentLeave(db, crypto, actor, row, now)
}

export async function presentLeave(db: Db, crypto: CryptoProvider, actor: Actor, row: LeaveRow, now: Date): Promise<Leave> {
  const covers = await listCovers(db, [row.id])
  const names = await listNames(db, row.decided_by === null ? [] : [row.decided_by])
  const whole = seesNote(actor, row, covers, now)
  return {
    ...summaryOf(actor, row, covers, names, now),
    note: whole && row.note_sealed !== null ? crypto.open(row.note_sealed, noteCell(row)) : null,
    decision: whole && row.decision_sealed !== null ? crypto.open(row.decision_sealed, decisionCell(row)) : null,
    handovers: await listHandoversOf(db, actor, row.id, now),
    timeline: (await listLeaveEntries(db, row.subdistrict, row.id)).map((entry) => ({
      id: entry.id,
      at: entry.at,
      step: entry.step as Leave['timeline'][number]['step'],
      by: entry.actor_name,
      words: whole && entry.words_sealed !== null ? crypto.open(entry.words_sealed, entryCell(row.subdistrict, entry.id)) : '',
    })),
  }
}
