import type { WhistleMoveInput } from '@ejia/contract/whistles.ts'
import { tellStaff, type StaffNews } from '../messages/tell-staff.ts'
import type { Tx } from '../platform/database.ts'
import { notifyLive } from '../platform/live-updates.ts'
import type { WhistleContext } from './whistle-effects.ts'
import type { WhistleRow } from './whistle-store.ts'

/** Nothing of the whistle travels along. */
export type WhistlePayload = { kind: 'whistleChanged'; areaCode: string; units: string[] }
type News = Pick<StaffNews, 'to' | 'kind' | 'urgent'>

/** Who has to act on a new whistle: the lead who approves, or in an emergency that needs no approval the office. */
export async function tellOfBlown(tx: Tx, row: WhistleRow, now: Date): Promise<void> {
  await notifyLive(tx, { kind: 'whistleChanged', areaCode: row.area_code, units: [] } satisfies WhistlePayload)
  await tell(tx, row, row.blown_by, 'blow', row.state === 'approved' ? toSummon(row) : toApprove(row), now)
}

/** Whom a step concerns: who acts next, or who was waited for. `context` is from before the step. */
export async function tellOfMove({ tx, row, summons, actor, now }: WhistleContext, input: WhistleMoveInput): Promise<void> {
  const called = summons.filter((one) => one.state !== 'released').map((one) => ({ unit: one.unit_id }))
  const summoned = input.move === 'summon' ? input.units.map(({ unitId }) => unitId) : []
  const units = [...summons.map((one) => one.unit_id), ...summoned]
  await notifyLive(tx, { kind: 'whistleChanged', areaCode: row.area_code, units } satisfies WhistlePayload)
  const news = newsOf(row, called, input, summons)
  // The version is the step's own: a second reminder is a second message.
  if (news) await tell(tx, row, actor.accountId, `${input.move}:${row.version}`, news, now)
}

function newsOf(row: WhistleRow, called: { unit: string }[], input: WhistleMoveInput, summons: WhistleContext['summons']): News | null {
  switch (input.move) {
    case 'approve':
      return toSummon(row)
    case 'decline':
      return { to: [{ account: row.blown_by }], kind: 'whistleDeclined', urgent: false }
    case 'summon':
      return { to: input.units.map(({ unitId }) => ({ unit: unitId })), kind: row.kind === 'emergency' ? 'emergencySummoned' : 'summoned', urgent: true }
    case 'remind':
      return { to: [{ unit: input.unitId }], kind: 'checkInReminded', urgent: true }
    case 'supervise':
      return { to: called, kind: 'whistleSupervised', urgent: true }
    case 'recall':
      return { to: called, kind: 'whistleRecalled', urgent: true }
    case 'object':
      return summons.find((one) => one.unit_id === input.unitId)?.objected_times === 0
        ? { to: [{ role: 'subdistrictStaff', over: row.area_code }], kind: 'objectionToSettle', urgent: true }
        : { to: [{ role: 'districtStaff', over: row.area_code }], kind: 'appealToSettle', urgent: true }
    case 'settleObjection':
    case 'settleAppeal':
      return { to: [{ unit: input.unitId }], kind: 'objectionSettled', urgent: true }
    case 'addTask':
      return input.unitId === undefined ? null : { to: [{ unit: input.unitId }], kind: 'taskGiven', urgent: false }
    case 'finish':
      return { to: [{ account: row.blown_by }], kind: 'whistleToRate', urgent: false }
    case 'plan':
    case 'note':
    case 'checkIn':
    case 'rate':
    case 'finishTask':
    case 'dropTask':
      return null
  }
}

function toApprove(row: WhistleRow): News {
  return { to: [{ role: 'communityLead', over: row.area_code }], kind: row.kind === 'emergency' ? 'emergencyToApprove' : 'whistleToApprove', urgent: true }
}

function toSummon(row: WhistleRow): News {
  return { to: [{ role: 'subdistrictStaff', over: row.area_code }], kind: row.kind === 'emergency' ? 'emergencyToSummon' : 'whistleToSummon', urgent: true }
}

async function tell(tx: Tx, row: WhistleRow, except: string, step: string, news: News, now: Date): Promise<void> {
  await tellStaff(tx, { ...news, area: row.area_code, about: row.number, link: `/whistles/${row.id}`, dedupeKey: `whistle:${row.id}:${step}`, except }, now)
}
