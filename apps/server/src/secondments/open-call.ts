import type { AccountActor, Actor } from '../access/actor.ts'
import { holds, holdsSomewhere, scopeOf } from '../access/permissions.ts'
import { listSubdistricts } from '../areas/look-up-areas.ts'
import { recordAudit } from '../history/record-audit.ts'
import { tellStaff } from '../messages/tell-staff.ts'
import { canStandForTrio, isLiving, listAssignmentsOf } from '../people/temporary-posts.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db, Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { closeCall, findCall, insertCall, isWanted, type CallRow } from './call-store.ts'
import { statementCell } from './secondment-sight.ts'
import { findSecondment, insertSecondment, insertSecondmentEntry, type SecondmentRow } from './secondment-store.ts'

type NewCall = {
  title: string
  tasks: string
  startsOn: string
  endsOn: string
  nominateUntil: string
  wants: readonly { subdistrict: string; wanted: number }[]
}

export async function openCall(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: NewCall, now: Date): Promise<CallRow> {
  const [district] = scopeOf(actor, 'secondment.manage', now).areas
  if (district === undefined) throw new DomainError('permission_denied')
  const today = shanghaiDay(now)
  if (input.nominateUntil < today) throw refused(['nominateUntil'], 'in_the_past')
  if (input.endsOn < input.startsOn || input.endsOn < today) throw refused(['endsOn'], 'in_the_past')
  if (input.nominateUntil > input.endsOn) throw refused(['nominateUntil'], 'in_the_future')
  const known = new Set((await listSubdistricts(tx)).map(({ code }) => code))
  for (const [index, { subdistrict }] of input.wants.entries()) {
    if (!known.has(subdistrict) || !subdistrict.startsWith(district)) throw refused(['wants', index, 'subdistrict'], 'not_found')
    if (input.wants.findIndex((want) => want.subdistrict === subdistrict) !== index) throw refused(['wants', index, 'subdistrict'], 'already_taken')
  }
  const id = newId()
  await insertCall(tx, { ...input, id, district, by: actor.accountId }, input.wants, now)
  await recordAudit(tx, crypto, { subdistrict: district, actor: actor.accountId, action: 'secondment.call', target: { kind: 'secondmentCall', id } }, now)
  return (await findCall(tx, id))!
}

/** Calls are for the colleagues of the district; out of it there is none. */
export async function getCall(db: Db, actor: Actor, id: string): Promise<CallRow> {
  const row = await findCall(db, id)
  if (!row || !districtsOf(actor).includes(row.district_code)) throw new DomainError('not_found')
  return row
}

export function districtsOf(actor: Actor): string[] {
  return [...new Set(actor.grants.map((grant) => grant.areaCode.slice(0, 6)))]
}

export async function closeSecondmentCall(tx: Tx, crypto: CryptoProvider, actor: AccountActor, id: string, now: Date): Promise<CallRow> {
  const row = await getCall(tx, actor, id)
  if (!holds(actor, 'secondment.manage', { areaCode: row.district_code }, now)) throw new DomainError('permission_denied')
  await closeCall(tx, id, now)
  const event = { subdistrict: row.district_code, actor: actor.accountId, action: 'secondment.closeCall', target: { kind: 'secondmentCall', id } }
  await recordAudit(tx, crypto, event, now)
  return (await findCall(tx, id))!
}

export const isOpenCall = (row: CallRow, now: Date): boolean => row.closed_at === null && row.nominate_until >= shanghaiDay(now)

/** Whether somebody's post lets them name colleagues at all; whom, is looked at for each. */
export function mayNominateOthers(actor: Actor, now: Date): boolean {
  return holdsSomewhere(actor, 'secondment.confirm', now) || holdsSomewhere(actor, 'leave.approve', now) || actor.grants.some((grant) => grant.unitId !== null)
}

type Nomination = { callId: string; subdistrict: string; accountId?: string | undefined; homeUnit: string; statement: string }

/** 干部自荐, or by the unit: a lead names colleagues of the area, a department its own. */
export async function nominate(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: Nomination, now: Date): Promise<SecondmentRow> {
  const call = await getCall(tx, actor, input.callId)
  if (!isOpenCall(call, now)) throw new DomainError('move_not_allowed', { move: 'nominate', current: 'closed' })
  if (!(await isWanted(tx, call.id, input.subdistrict))) throw refused(['subdistrict'], 'not_found')
  const accountId = input.accountId ?? actor.accountId
  const posts = (await listAssignmentsOf(tx, [accountId])).filter((post) => isLiving(post, now))
  if (accountId !== actor.accountId) {
    const named = posts.some(
      (post) =>
        holds(actor, 'secondment.confirm', { areaCode: post.area_code }, now) ||
        holds(actor, 'leave.approve', { areaCode: post.area_code }, now) ||
        (post.unit_id !== null && actor.grants.some((grant) => grant.unitId === post.unit_id)),
    )
    if (!named) throw refused(['accountId'], 'not_found')
  }
  if (!(await canStandForTrio(tx, accountId, now))) throw refused(['accountId'], 'not_allowed_here')
  const row = { subdistrict: input.subdistrict, id: newId() }
  const written = await insertSecondment(
    tx,
    {
      ...row,
      call_id: call.id,
      account_id: accountId,
      home_unit: input.homeUnit,
      nominated_as: accountId === actor.accountId ? 'self' : 'unit',
      nominated_by: actor.accountId,
      statement_sealed: crypto.seal(input.statement, statementCell(row)),
    },
    now,
  )
  if (!written) throw new DomainError('conflict')
  await insertSecondmentEntry(
    tx,
    { subdistrict: row.subdistrict, id: newId(), secondmentId: row.id, step: 'nominate', account: actor.accountId, name: actor.name, wordsSealed: null },
    now,
  )
  const event = { subdistrict: row.subdistrict, actor: actor.accountId, action: 'secondment.nominate', target: { kind: 'secondment', id: row.id } }
  await recordAudit(tx, crypto, event, now)
  await tellStaff(
    tx,
    {
      to: [{ role: 'subdistrictStaff', over: row.subdistrict }],
      area: row.subdistrict,
      kind: 'nominationRaised',
      about: call.title,
      urgent: false,
      link: `/secondments/${row.id}`,
      dedupeKey: `secondment:${row.id}:nominate`,
      except: actor.accountId,
    },
    now,
  )
  return (await findSecondment(tx, row.id))!
}

function refused(path: (string | number)[], rule: string): DomainError {
  return new DomainError('invalid_input', { issues: [{ path, rule }] })
}
