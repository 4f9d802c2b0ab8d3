import { sql, type RawBuilder } from 'kysely'
import { accountIdOf, type Actor } from '../access/actor.ts'
import { holds, holdsWithin } from '../access/permissions.ts'
import type { MeetingRight } from './meeting-moves.ts'

type Seen = { subdistrict: string; announced_at: string | null }
type Person = { account_id: string; part: 'chair' | 'recorder' | 'member'; attendance: 'invited' | 'present' | 'excused' }

/** Who reads meetings at all, as tenants of each right; the lists' side of the rules below. */
export type MeetingSight = {
  tenants: readonly string[]
  /** Where the actor runs the meetings. */
  managed: readonly string[]
  /** Where the actor works: agendas once announced, minutes once published. */
  read: readonly string[]
  me: string | null
}

export function sightOf(actor: Actor, now: Date): MeetingSight {
  return {
    tenants: actor.tenants,
    managed: actor.tenants.filter((tenant) => holds(actor, 'meeting.manage', { areaCode: tenant }, now)),
    read: actor.tenants.filter((tenant) => holdsWithin(actor, 'meeting.read', tenant, now)),
    me: accountIdOf(actor),
  }
}

/** One rule with `isSeen`. */
export function maySee(actor: Actor, row: Seen, people: readonly Person[], now: Date): boolean {
  if (seesWhole(actor, row, people, now)) return true
  return row.announced_at !== null && holdsWithin(actor, 'meeting.read', row.subdistrict, now)
}

/** Discussion, votes and drafts are for those who run it and those invited; the others read the published minutes. */
export function seesWhole(actor: Actor, row: Pick<Seen, 'subdistrict'>, people: readonly Person[], now: Date): boolean {
  return holds(actor, 'meeting.manage', { areaCode: row.subdistrict }, now) || people.some((one) => one.account_id === accountIdOf(actor))
}

export function hasRight(actor: Actor, row: Pick<Seen, 'subdistrict'>, people: readonly Person[], rights: readonly MeetingRight[], now: Date): boolean {
  const me = people.find((one) => one.account_id === accountIdOf(actor))
  return rights.some((right) => {
    if (right === 'manage') return holds(actor, 'meeting.manage', { areaCode: row.subdistrict }, now)
    if (right === 'invited') return me !== undefined
    if (right === 'present') return me?.attendance === 'present'
    return me?.part === right
  })
}

/** A condition on `meetings m`. */
export function isSeen(sight: MeetingSight): RawBuilder<boolean> {
  return sql<boolean>`(m.subdistrict = any(${sight.managed}) or ${isInvited(sight)} or (m.announced_at is not null and m.subdistrict = any(${sight.read})))`
}

export function isInvited({ me }: MeetingSight): RawBuilder<boolean> {
  return sql<boolean>`exists (select from meeting_people i where i.subdistrict = m.subdistrict and i.meeting_id = m.id and i.account_id = ${me})`
}
