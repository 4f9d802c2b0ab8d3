import type { Actor, SystemActor } from '../access/actor.ts'
import type { Assignment } from '@ejia/contract/accounts.ts'
import { endPost, presentAssignment } from '../people/end-post.ts'
import { listColleagues, listEndedPosts, type AssignmentRow } from '../people/temporary-posts.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Database, Db, Tx } from '../platform/database.ts'
import { openHandover, type PostToHand } from './move-handover.ts'
import { listHandedPosts } from './handover-store.ts'
import { listTrios } from '../people/list-trios.ts'
import type { Scope } from '../access/permissions.ts'

export { listHandedPosts }

/** Roles whose desk holds something to hand over. */
const desks: readonly string[] = ['gridOfficer', 'branchSecretary', 'partyInstructor', 'communityLead', 'departmentContact']
const lookBackDays = 7
const system: SystemActor = { kind: 'system', name: 'handover', grants: [], tenants: [] }

export const postToHand = (row: AssignmentRow): PostToHand => ({ assignmentId: row.id, role: row.role, areaCode: row.area_code, unitId: row.unit_id })

/** Ends a post, and makes its handover pack at once, also when the last day is still to come. */
export async function endPostWithHandover(
  tx: Tx,
  crypto: CryptoProvider,
  actor: Actor,
  input: { assignmentId: string; at?: string | undefined; reason: string },
  now: Date,
): Promise<Assignment> {
  const row = await endPost(tx, crypto, actor, input, now)
  if (desks.includes(row.role) && (await listHandedPosts(tx, [row.id], ['post', 'secondment'])).length === 0) await openForPost(tx, crypto, actor, row, now)
  return presentAssignment(row, actor, now)
}

/** Job: posts that ended by themselves get their pack too; leaves and secondments look after their own. Runs as often as it likes. */
export async function openEndedHandovers(db: Database, crypto: CryptoProvider, now: Date): Promise<void> {
  const ended = (await listEndedPosts(db, new Date(now.getTime() - lookBackDays * 86_400_000), now)).filter((row) => desks.includes(row.role))
  const handed = new Set(
    await listHandedPosts(
      db,
      ended.map((row) => row.id),
      ['post', 'secondment'],
    ),
  )
  for (const row of ended) if (!handed.has(row.id)) await db.transaction().execute((tx) => openForPost(tx, crypto, system, row, now))
}

async function openForPost(tx: Tx, crypto: CryptoProvider, actor: Actor, row: AssignmentRow, now: Date): Promise<void> {
  const to = await findSuccessor(tx, row, now)
  await openHandover(tx, crypto, actor, { cause: 'post', causeId: null, from: row.account_id, to, posts: [postToHand(row)] }, now)
}

/** One who holds the same post beside or after them; with several, or none, the lead names who receives. */
export async function findSuccessor(db: Db, row: AssignmentRow, now: Date): Promise<string | null> {
  if (row.area_code.length === 15) {
    const [trio] = await listTrios(db, { areas: [row.area_code], units: [], tenants: [] } as unknown as Scope, now)
    const others = (trio?.people ?? []).filter((one) => one.role === row.role && one.accountId !== row.account_id && one.source !== 'leaveCover')
    return others.length === 1 ? others[0]!.accountId : null
  }
  if (row.unit_id === null) return null
  const others = (await listColleagues(db, { area: row.area_code, unitId: row.unit_id }, now)).filter((one) => one.id !== row.account_id)
  return others.length === 1 ? others[0]!.id : null
}
