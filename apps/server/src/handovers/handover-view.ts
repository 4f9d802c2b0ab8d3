import type { Handover, HandoverSummary } from '@ejia/contract/handovers.ts'
import type { Actor } from '../access/actor.ts'
import { holds } from '../access/permissions.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { listOpenWork } from '../requests/open-work.ts'
import { countContents, desksOf, listContents } from './handover-contents.ts'
import { sidesOf } from './handover-sight.ts'
import { allowedHandoverMoves, entryCell, listReceivers } from './move-handover.ts'
import {
  findHandover,
  listHandoverEntries,
  listHandoverPosts,
  listHandovers,
  type HandoverFilter,
  type HandoverPostRow,
  type HandoverRow,
} from './handover-store.ts'
import { sightOf } from './handover-sight.ts'

const signing = ['give', 'receive', 'name'] as const

function summaryOf(actor: Actor, row: HandoverRow, posts: readonly HandoverPostRow[], now: Date): HandoverSummary {
  const allowed = allowedHandoverMoves(row, sidesOf(actor, row, posts, now))
  return {
    id: row.id,
    cause: row.cause,
    state: row.state,
    from: { accountId: row.from_account, name: row.from_name },
    to: row.to_account === null ? null : { accountId: row.to_account, name: row.to_name ?? '' },
    areas: [...new Map(posts.map((post) => [post.area_code, { code: post.area_code, name: post.area_name }])).values()],
    openedAt: row.opened_at,
    waitingForMe: signing.some((move) => allowed.includes(move) && (move !== 'name' || row.to_account === null)),
  }
}

export async function listVisibleHandovers(db: Db, actor: Actor, filter: HandoverFilter, now: Date) {
  const rows = await listHandovers(db, sightOf(actor, now), filter)
  const posts = await listHandoverPosts(
    db,
    rows.map((row) => row.id),
  )
  return {
    rows: rows.map((row) =>
      summaryOf(
        actor,
        row,
        posts.filter((post) => post.handover_id === row.id),
        now,
      ),
    ),
    total: rows[0]?.total ?? 0,
  }
}

/** The pack of a leave or a secondment, as a link. */
export async function listHandoversOf(db: Db, actor: Actor, causeId: string, now: Date): Promise<{ id: string; open: boolean }[]> {
  const { rows } = await listVisibleHandovers(db, actor, { show: 'all', area: null, waiting: false, cause: causeId, limit: 20 }, now)
  return rows.map((row) => ({ id: row.id, open: row.state !== 'done' }))
}

export async function openVisibleHandover(db: Db, crypto: CryptoProvider, actor: Actor, id: string, now: Date): Promise<Handover> {
  const row = await findHandover(db, id)
  const posts = row ? await listHandoverPosts(db, [row.id]) : []
  if (!row || sidesOf(actor, row, posts, now).length === 0) throw new DomainError('not_found')
  return presentHandover(db, crypto, actor, row, posts, now)
}

export async function presentHandover(
  db: Db,
  crypto: CryptoProvider,
  actor: Actor,
  row: HandoverRow,
  posts: readonly HandoverPostRow[],
  now: Date,
): Promise<Handover> {
  const sides = sidesOf(actor, row, posts, now)
  const allowedMoves = allowedHandoverMoves(row, sides)
  const over = row.state === 'done'
  // How many are looked after, and when, is for the trio that looks after them (field.md §4).
  const seesCare = sides.includes('giver') || posts.every((post) => holds(actor, 'registry.care', { areaCode: post.area_code }, now))
  const items = await countContents(db, row, posts, now)
  const desks = desksOf(posts).map((post) => ({ areaCode: post.area_code, unitId: post.unit_id }))
  const listed = await listContents(db, crypto, actor, row, posts, now)
  // Open items show until both have acknowledged; after that the numbers each side signed stay, and what was not passed on.
  const cases = over ? [] : (await Promise.all(desks.map((desk) => listOpenWork(db, actor, row.subdistrict, desk, now)))).flat()
  return {
    ...summaryOf(actor, row, posts, now),
    posts: posts.map((post) => ({
      role: post.role,
      area: { code: post.area_code, name: post.area_name },
      unit: post.unit_id === null ? null : { id: post.unit_id, name: post.unit_name ?? '' },
    })),
    items: items.filter((item) => seesCare || item.kind !== 'careReviews'),
    cases: cases.slice(0, 200),
    ...listed,
    timeline: (await listHandoverEntries(db, row.subdistrict, row.id)).map((entry) => ({
      id: entry.id,
      at: entry.at,
      step: entry.step as Handover['timeline'][number]['step'],
      by: entry.actor_name,
      words: entry.words_sealed === null ? '' : crypto.open(entry.words_sealed, entryCell(row.subdistrict, entry.id)),
      counts: presentCounts(entry.counts, seesCare),
    })),
    receivers: allowedMoves.includes('name') ? (await listReceivers(db, row, posts, now)).map(({ id: accountId, name }) => ({ accountId, name })) : [],
    allowedMoves,
  }
}

function presentCounts(counts: Record<string, number> | null, seesCare: boolean): Handover['timeline'][number]['counts'] {
  if (counts === null) return null
  const { careReviews, ...rest } = counts
  return (seesCare && careReviews !== undefined ? { ...rest, careReviews } : rest) as Handover['timeline'][number]['counts']
}
