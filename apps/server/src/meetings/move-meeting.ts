import type { MeetingMove, MeetingMoveInput } from '@ejia/contract/meetings.ts'
import { accountIdOf, type AccountActor, type Actor } from '../access/actor.ts'
import { recordAudit } from '../history/record-audit.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { listItems, type ItemRow } from './agenda/agenda-store.ts'
import { meetingEffects, type MeetingContext, type MeetingEffect } from './meeting-effects.ts'
import { meetingMoves } from './meeting-moves.ts'
import { hasRight, maySee } from './meeting-sight.ts'
import { findMeeting, insertMeetingEntry, listPeople, lockMeeting, updateMeeting, type MeetingRow, type PersonRow } from './meeting-store.ts'
import { tellOfMeeting } from './tell-of-meeting.ts'
import type { VersionRow } from './minutes/minutes-store.ts'

/** A step of a joint meeting; the only writer of its state, with history and audit. Out of sight is `not_found`. */
export async function moveMeeting(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: MeetingMoveInput, now: Date): Promise<MeetingRow> {
  const row = await lockMeeting(tx, actor.tenants, input.meetingId)
  const people = row ? await listPeople(tx, row.subdistrict, row.id) : []
  if (!row || !maySee(actor, row, people, now)) throw new DomainError('not_found')
  const rule = meetingMoves[input.move]
  if (!hasRight(actor, row, people, rule.by, now)) throw new DomainError('permission_denied', { action: input.move })
  if (!rule.from.includes(row.state)) throw new DomainError('move_not_allowed', { move: input.move, current: row.state })
  const context: MeetingContext = { tx, crypto, actor, row, people, items: await listItems(tx, row, actor.accountId), now }
  const effect = await (meetingEffects[input.move] as (context: MeetingContext, input: MeetingMoveInput) => Promise<MeetingEffect>)(context, input)
  const [only, ...more] = rule.to === 'same' ? [] : rule.to
  await updateMeeting(tx, row, { ...(only !== undefined && more.length === 0 && { state: only }), ...effect.set })
  await insertMeetingEntry(
    tx,
    {
      subdistrict: row.subdistrict,
      id: newId(),
      meetingId: row.id,
      step: input.move,
      account: actor.accountId,
      name: actor.name,
      topicId: effect.topicId ?? null,
      words: effect.words ?? '',
    },
    now,
  )
  await recordAudit(
    tx,
    crypto,
    { subdistrict: row.subdistrict, actor: actor.accountId, action: `meeting.${input.move}`, target: { kind: 'meeting', id: row.id } },
    now,
  )
  await tellOfMeeting(tx, row, people, input.move, actor.accountId, now)
  return (await findMeeting(tx, [row.subdistrict], row.id))!
}

type Standing = { row: MeetingRow; people: readonly PersonRow[]; items: readonly ItemRow[]; versions: readonly VersionRow[] }

/** What the page offers: of what the table allows, what still has a sense. */
export function allowedMeetingMoves(actor: Actor, { row, people, items, versions }: Standing, now: Date): MeetingMove[] {
  const me = people.find((one) => one.account_id === accountIdOf(actor))
  const open = items.some((item) => item.vote_state === 'open')
  const pointless: Partial<Record<MeetingMove, boolean>> = {
    orderAgenda: items.length < 2,
    announce: items.length === 0,
    attend: me?.attendance === 'present',
    excuse: me?.attendance === 'present',
    vote: !open,
    closeVote: !open,
    adjourn: items.some((item) => item.outcome === null),
    confirm: me !== undefined && (versions.at(-1)?.confirmed_by.includes(me.account_id) ?? false),
  }
  return (Object.keys(meetingMoves) as MeetingMove[]).filter(
    (move) => meetingMoves[move].from.includes(row.state) && pointless[move] !== true && hasRight(actor, row, people, meetingMoves[move].by, now),
  )
}
