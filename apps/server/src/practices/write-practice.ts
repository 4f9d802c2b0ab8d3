import type { Practice } from '@ejia/contract/practices.ts'
import type { AccountActor, Actor } from '../access/actor.ts'
import { holds, holdsWithin } from '../access/permissions.ts'
import { findArea } from '../areas/look-up-areas.ts'
import { recordAudit } from '../history/record-audit.ts'
import { getVisibleMeeting } from '../meetings/meeting-view.ts'
import { getVisibleTask, listVisibleTasks } from '../meetings/tasks/move-task.ts'
import { getVisiblePool } from '../needs/tend-pools.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db, Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { searchTokens } from '../platform/search-tokens.ts'
import { getVisibleCase, listVisibleCases } from '../requests/case-for-others.ts'
import {
  findCopyOf,
  findPractice,
  insertPractice,
  listLinks,
  lockPractice,
  setLinks,
  updatePractice,
  type LinkRow,
  type PracticeRow,
  type PracticeText,
} from './practice-store.ts'

type Written = {
  practiceId: string
  basedOn: number
  areaCode: string
  title: string
  situation: string
  steps: string
  materials?: string | undefined
  shared: boolean
  poolIds?: readonly string[] | undefined
  meetingIds?: readonly string[] | undefined
  taskIds?: readonly string[] | undefined
  requestIds?: readonly string[] | undefined
}

/** What is shared is read by everybody who works in the subdistrict; a plan by its own area and those above. */
export function maySeePractice(actor: Actor, row: PracticeRow, now: Date): boolean {
  if (row.state === 'shared') return holdsWithin(actor, 'practice.read', row.subdistrict, now)
  return holds(actor, 'practice.read', { areaCode: row.area_code }, now)
}

export async function getVisiblePractice(db: Db, actor: Actor, id: string, now: Date): Promise<PracticeRow> {
  const row = await findPractice(db, actor.tenants, id)
  if (!row || !maySeePractice(actor, row, now)) throw new DomainError('not_found')
  return row
}

export async function savePractice(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: Written, now: Date): Promise<PracticeRow> {
  const subdistrict = input.areaCode.slice(0, 9)
  if (input.areaCode.length < 9 || !holds(actor, 'practice.write', input, now) || !(await findArea(tx, input.areaCode))) throw refused('areaCode', 'not_found')
  for (const field of ['title', 'situation', 'steps', 'materials'] as const)
    if (/\d{11}/u.test((input[field] ?? '').normalize('NFKC'))) throw refused(field, 'not_allowed_here')
  const links = await requireLinks(tx, actor, subdistrict, input, now)
  const row = await lockPractice(tx, actor.tenants, input.practiceId)
  if (row && !maySeePractice(actor, row, now)) throw new DomainError('not_found')
  if (row && !mayEdit(actor, row, now)) throw new DomainError('permission_denied', { action: 'practice.write' })
  if ((row?.version ?? 0) !== input.basedOn || (row && row.area_code !== input.areaCode)) throw new DomainError('stale_version')
  const text: PracticeText = {
    areaCode: input.areaCode,
    title: input.title,
    situation: input.situation,
    steps: input.steps,
    materials: input.materials ?? '',
    state: input.shared ? 'shared' : 'plan',
    search: searchTokens(input.title, input.situation, input.steps),
  }
  if (row) await updatePractice(tx, row, text, now)
  else if (!(await insertPractice(tx, { ...text, subdistrict, id: input.practiceId, copiedFrom: null, by: actor.accountId }, now)))
    throw new DomainError('stale_version')
  // What the writer says nothing of stays as it is, and so does what the writer may not open.
  const said = { pool: input.poolIds, meeting: input.meetingIds, task: input.taskIds, case: input.requestIds }
  const before = row ? await openLinks(tx, actor, row, now) : { seen: [], hidden: [] }
  const kept = [...before.seen.filter((link) => said[link.kind] === undefined), ...before.hidden]
  await setLinks(tx, { subdistrict, id: input.practiceId }, [...kept, ...links])
  return written(tx, crypto, actor, subdistrict, input.practiceId, 'save', now)
}

/** Only what the writer may open is counted. */
async function requireLinks(tx: Tx, actor: AccountActor, subdistrict: string, input: Written, now: Date): Promise<LinkRow[]> {
  const links: LinkRow[] = []
  for (const id of input.poolIds ?? []) {
    if ((await getVisiblePool(tx, actor, id, now)).subdistrict === subdistrict) links.push({ kind: 'pool', target_id: id })
  }
  for (const id of input.meetingIds ?? []) {
    if ((await getVisibleMeeting(tx, actor, id, now)).row.subdistrict === subdistrict) links.push({ kind: 'meeting', target_id: id })
  }
  for (const id of input.taskIds ?? []) {
    if ((await getVisibleTask(tx, actor, id, now)).row.subdistrict === subdistrict) links.push({ kind: 'task', target_id: id })
  }
  for (const id of input.requestIds ?? []) {
    const row = await getVisibleCase(tx, actor, id, now)
    if (row.kind === 'tipOff') throw refused('requestIds', 'not_allowed_here')
    if (row.subdistrict === subdistrict) links.push({ kind: 'case', target_id: id })
  }
  return links
}

/** One tap: into the plan of one's own community, with the way back. A second tap finds the first copy. */
export async function copyPractice(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  input: { practiceId: string; areaCode: string },
  now: Date,
): Promise<PracticeRow> {
  const row = await lockPractice(tx, actor.tenants, input.practiceId)
  if (!row || !maySeePractice(actor, row, now)) throw new DomainError('not_found')
  const within = input.areaCode.startsWith(row.subdistrict) && input.areaCode !== row.area_code
  if (row.state !== 'shared' || !within || !holds(actor, 'practice.write', input, now) || !(await findArea(tx, input.areaCode)))
    throw refused('areaCode', 'not_found')
  const known = await findCopyOf(tx, row, input.areaCode)
  if (known) return known
  const id = newId()
  await insertPractice(
    tx,
    {
      subdistrict: row.subdistrict,
      id,
      areaCode: input.areaCode,
      title: row.title,
      situation: row.situation,
      steps: row.steps,
      materials: row.materials,
      state: 'plan',
      search: searchTokens(row.title, row.situation, row.steps),
      copiedFrom: row.id,
      by: actor.accountId,
    },
    now,
  )
  return written(tx, crypto, actor, row.subdistrict, id, 'copy', now)
}

export async function withdrawPractice(tx: Tx, crypto: CryptoProvider, actor: AccountActor, practiceId: string, now: Date): Promise<PracticeRow> {
  const row = await lockPractice(tx, actor.tenants, practiceId)
  if (!row || !maySeePractice(actor, row, now)) throw new DomainError('not_found')
  if (!holds(actor, 'practice.write', { areaCode: row.area_code }, now)) throw new DomainError('permission_denied', { action: 'practice.write' })
  if (row.state === 'withdrawn') throw new DomainError('move_not_allowed', { move: 'withdraw', current: row.state })
  await updatePractice(tx, row, { state: 'withdrawn' }, now)
  return written(tx, crypto, actor, row.subdistrict, row.id, 'withdraw', now)
}

export function mayEdit(actor: Actor, row: PracticeRow, now: Date): boolean {
  return row.state !== 'withdrawn' && holds(actor, 'practice.write', { areaCode: row.area_code }, now)
}

/** Cases and tasks are counted for everybody, and named to whoever may open them. */
export async function presentLinks(db: Db, actor: Actor, row: PracticeRow, now: Date): Promise<Practice['links']> {
  const { seen, hidden, tasks, cases } = await openLinks(db, actor, row, now)
  const of = (kind: LinkRow['kind']) => seen.filter((link) => link.kind === kind).map((link) => link.target_id)
  return { poolIds: of('pool'), meetingIds: of('meeting'), tasks, cases, hidden: hidden.length }
}

async function openLinks(db: Db, actor: Actor, row: PracticeRow, now: Date) {
  const links = await listLinks(db, row)
  const of = (kind: LinkRow['kind']) => links.filter((link) => link.kind === kind).map((link) => link.target_id)
  const tasks = (await listVisibleTasks(db, actor, of('task'), now)).map(({ id, title }) => ({ id, title }))
  const cases = (await listVisibleCases(db, actor, of('case'), now)).map(({ id, receipt_number: receiptNumber }) => ({ id, receiptNumber }))
  const open = new Set([...of('pool'), ...of('meeting'), ...tasks.map(({ id }) => id), ...cases.map(({ id }) => id)])
  return { seen: links.filter((link) => open.has(link.target_id)), hidden: links.filter((link) => !open.has(link.target_id)), tasks, cases }
}

async function written(tx: Tx, crypto: CryptoProvider, actor: AccountActor, subdistrict: string, id: string, move: string, now: Date): Promise<PracticeRow> {
  await recordAudit(tx, crypto, { subdistrict, actor: actor.accountId, action: `practice.${move}`, target: { kind: 'practice', id } }, now)
  return (await findPractice(tx, [subdistrict], id))!
}

function refused(field: string, rule: string): DomainError {
  return new DomainError('invalid_input', { issues: [{ path: [field], rule }] })
}
