import type { AccountActor } from '../access/actor.ts'
import { holds } from '../access/permissions.ts'
import { getConfiguration } from '../configuration/get-configuration.ts'
import { recordAudit } from '../history/record-audit.ts'
import { listColleagues, type Colleague } from '../people/list-colleagues.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db, Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { findMeeting, insertMeeting, insertMeetingEntry, setPeople, type MeetingFacts, type MeetingRow } from './meeting-store.ts'

export type Planned = {
  title: string
  startsAt: string
  endsAt: string
  place: string
  chairId: string
  recorderId: string
  memberIds: readonly string[]
  guests?: string | undefined
}

export async function planMeeting(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  input: Planned & { subdistrict: string },
  now: Date,
): Promise<MeetingRow> {
  const { subdistrict } = input
  if (!holds(actor, 'meeting.manage', { areaCode: subdistrict }, now)) throw refused('subdistrict', 'not_found')
  const facts = requireSound(input, now)
  const people = await requirePeople(tx, subdistrict, input, now)
  const id = newId()
  await insertMeeting(tx, { ...facts, subdistrict, id, year: Number(shanghaiDay(new Date(input.startsAt)).slice(0, 4)), plannedBy: actor.accountId }, now)
  await setPeople(tx, { subdistrict, id }, people)
  await insertMeetingEntry(
    tx,
    { subdistrict, id: newId(), meetingId: id, step: 'plan', account: actor.accountId, name: actor.name, topicId: null, words: input.title },
    now,
  )
  await recordAudit(tx, crypto, { subdistrict, actor: actor.accountId, action: 'meeting.plan', target: { kind: 'meeting', id } }, now)
  return (await findMeeting(tx, [subdistrict], id))!
}

/** A day and a place in the time to come. */
export function requireSound(input: Planned, now: Date): MeetingFacts {
  const [startsAt, endsAt] = [new Date(input.startsAt), new Date(input.endsAt)]
  if (startsAt <= now) throw refused('startsAt', 'in_the_past')
  if (endsAt <= startsAt) throw refused('endsAt', 'in_the_past')
  return { title: input.title, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), place: input.place, guests: input.guests ?? '' }
}

/** Those named, each once; all of them posted in the subdistrict. The chair may write the record as well only if nobody else does. */
export async function requirePeople(
  tx: Tx,
  subdistrict: string,
  input: Planned,
  now: Date,
): Promise<{ accountId: string; part: 'chair' | 'recorder' | 'member' }[]> {
  const known = new Set((await listColleagues(tx, subdistrict, now)).map((one) => one.account_id))
  const named = [['chairId', input.chairId], ['recorderId', input.recorderId], ...input.memberIds.map((id, index) => [index, id] as const)] as const
  for (const [field, id] of named)
    if (!known.has(id))
      throw new DomainError('invalid_input', { issues: [{ path: typeof field === 'number' ? ['memberIds', field] : [field], rule: 'not_found' }] })
  if (input.recorderId === input.chairId) throw refused('recorderId', 'already_taken')
  const members = [...new Set(input.memberIds)].filter((id) => id !== input.chairId && id !== input.recorderId)
  return [
    { accountId: input.chairId, part: 'chair' },
    { accountId: input.recorderId, part: 'recorder' },
    ...members.map((accountId) => ({ accountId, part: 'member' as const })),
  ]
}

/** Everybody who may be asked, and who is by the rules: the posts the configuration names. */
export async function listInvitable(db: Db, subdistrict: string, now: Date): Promise<(Colleague & { byRule: boolean })[]> {
  const { invitedRoles, fullTimeOnly } = (await getConfiguration(db, subdistrict)).meetings
  const posts = (await listColleagues(db, subdistrict, now)).map((post) => ({
    ...post,
    byRule: invitedRoles.includes(post.role) && (!fullTimeOnly || post.employment === 'fullTime'),
  }))
  // One line a person: the post that brings the invitation, or the first.
  return [...Map.groupBy(posts, (post) => post.account_id).values()].map((own) => own.find((post) => post.byRule) ?? own[0]!)
}

function refused(field: string, rule: string): DomainError {
  return new DomainError('invalid_input', { issues: [{ path: [field], rule }] })
}
