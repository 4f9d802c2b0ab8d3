import type { Secondment, SecondmentCall, SecondmentSummary } from '@ejia/contract/secondments.ts'
import type { AccountActor, Actor } from '../access/actor.ts'
import { holds } from '../access/permissions.ts'
import { listHandoversOf } from '../handovers/handover-view.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { listWants, type CallRow } from './call-store.ts'
import { isOpenCall, mayNominateOthers } from './open-call.ts'
import { allowedSecondmentMoves, entryCell, seesSecondment, sightOf, statementCell, summaryCell } from './secondment-sight.ts'
import {
  findSecondment,
  listSecondmentEntries,
  listSecondmentPosts,
  listSecondments,
  type SecondmentFilter,
  type SecondmentPostRow,
  type SecondmentRow,
} from './secondment-store.ts'

export async function presentCalls(db: Db, actor: AccountActor, rows: readonly CallRow[], now: Date): Promise<SecondmentCall[]> {
  const wants = await listWants(
    db,
    rows.map((row) => row.id),
  )
  const own = await listSecondments(
    db,
    { accountId: actor.accountId, subdistricts: [] },
    { show: 'open', callId: null, subdistrict: null, mine: true, limit: 200 },
  )
  return rows.map((row) => {
    const open = isOpenCall(row, now)
    return {
      id: row.id,
      title: row.title,
      tasks: row.tasks,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      nominateUntil: row.nominate_until,
      state: open ? 'open' : 'closed',
      openedBy: row.opened_by_name,
      openedAt: row.opened_at,
      wants: wants
        .filter((want) => want.call_id === row.id)
        .map(({ subdistrict, name, wanted, nominated, confirmed, approved, posted }) => ({
          subdistrict: { code: subdistrict, name },
          wanted,
          nominated,
          confirmed,
          approved,
          posted,
        })),
      mayNominateSelf:
        open &&
        !actor.grants.some((grant) => ['systemAdmin', 'securityAdmin', 'auditor'].includes(grant.role ?? '')) &&
        !own.some((one) => one.call_id === row.id),
      mayNominateOthers: open && mayNominateOthers(actor, now),
      mayClose: open && holds(actor, 'secondment.manage', { areaCode: row.district_code }, now),
    }
  })
}

function summaryOf(actor: Actor, row: SecondmentRow, posts: readonly SecondmentPostRow[], now: Date): SecondmentSummary {
  const allowed = allowedSecondmentMoves(actor, row, now)
  const last = posts
    .map((post) => post.valid_to)
    .toSorted()
    .at(-1)
  const pastEnd = row.state === 'posted' && last !== undefined && new Date(last) <= now
  const waits = allowed.some((move) => move === 'confirm' || move === 'approve' || (move === 'post' && row.state === 'approved') || (move === 'end' && pastEnd))
  return {
    id: row.id,
    callId: row.call_id,
    callTitle: row.call_title,
    subdistrict: { code: row.subdistrict, name: row.subdistrict_name },
    person: { accountId: row.account_id, name: row.name },
    homeUnit: row.home_unit,
    state: row.state,
    by: row.nominated_as,
    startsOn: row.starts_on,
    endsOn: last === undefined ? row.ends_on : shanghaiDay(new Date(Date.parse(last) - 1)),
    pastEnd,
    areas: [...new Map(posts.map((post) => [post.area_code, { code: post.area_code, name: post.area_name }])).values()],
    waitingForMe: waits || (pastEnd && allowed.includes('summarise') && row.summary_sealed === null),
  }
}

export async function listVisibleSecondments(db: Db, actor: AccountActor, filter: SecondmentFilter, now: Date) {
  const rows = await listSecondments(db, sightOf(actor, now), filter)
  const posts = await listSecondmentPosts(
    db,
    rows.map((row) => row.id),
  )
  return {
    rows: rows.map((row) =>
      summaryOf(
        actor,
        row,
        posts.filter((post) => post.secondment_id === row.id),
        now,
      ),
    ),
    total: rows[0]?.total ?? 0,
  }
}

export async function openVisibleSecondment(db: Db, crypto: CryptoProvider, actor: Actor, id: string, now: Date): Promise<Secondment> {
  const row = await findSecondment(db, id)
  if (!row || !seesSecondment(actor, row, now)) throw new DomainError('not_found')
  return presentSecondment(db, crypto, actor, row, now)
}

export async function presentSecondment(db: Db, crypto: CryptoProvider, actor: Actor, row: SecondmentRow, now: Date): Promise<Secondment> {
  const posts = await listSecondmentPosts(db, [row.id])
  return {
    ...summaryOf(actor, row, posts, now),
    nominatedBy: row.nominated_by_name,
    nominatedAt: row.nominated_at,
    statement: crypto.open(row.statement_sealed, statementCell(row)),
    tasks: row.call_tasks,
    posts: posts.map((post) => ({
      id: post.id,
      area: { code: post.area_code, name: post.area_name },
      tasks: post.tasks,
      from: post.valid_from,
      to: post.valid_to,
      over: new Date(post.valid_to) <= now,
    })),
    summary: row.summary_sealed === null ? null : crypto.open(row.summary_sealed, summaryCell(row)),
    handovers: await listHandoversOf(db, actor, row.id, now),
    timeline: (await listSecondmentEntries(db, row.subdistrict, row.id)).map((entry) => ({
      id: entry.id,
      at: entry.at,
      step: entry.step as Secondment['timeline'][number]['step'],
      by: entry.actor_name,
      words: entry.words_sealed === null ? '' : crypto.open(entry.words_sealed, entryCell(row.subdistrict, entry.id)),
    })),
    allowedMoves: allowedSecondmentMoves(actor, row, now),
    version: row.version,
  }
}
