import type { EscalationMove } from '@ejia/contract/escalations.ts'
import type { StaffMessageKind } from '@ejia/contract/messages.ts'
import { tellStaff } from '../messages/tell-staff.ts'
import type { Tx } from '../platform/database.ts'
import { listEscalationsOf, type EscalationRow } from './escalation-store.ts'

const whoDecides = { 12: 'communityLead', 9: 'subdistrictStaff', 6: 'districtStaff' } as const

/** The level that is asked hears of it. */
export async function tellOfRaised(tx: Tx, row: EscalationRow, by: string, now: Date): Promise<void> {
  const role = whoDecides[row.to_area.length as keyof typeof whoDecides]
  await tell(tx, row, { to: [{ role, over: row.to_area }], kind: 'escalationRaised', urgent: true, step: 'raise', by }, now)
}

const news: Partial<Record<EscalationMove, { kind: StaffMessageKind; urgent: boolean }>> = {
  decide: { kind: 'escalationDecided', urgent: true },
  giveBack: { kind: 'escalationReturned', urgent: true },
  takeOver: { kind: 'escalationTakenOver', urgent: false },
  passUp: { kind: 'escalationPassedUp', urgent: false },
}

/** Whoever asked hears what became of it, down to the first who raised the case. */
export async function tellOfMove(tx: Tx, row: EscalationRow, move: EscalationMove, by: string, now: Date): Promise<void> {
  const told = news[move]
  if (!told) return
  const chain = new Map((await listEscalationsOf(tx, row.subdistrict, row.request_id)).map((one) => [one.id, one]))
  const to: { account: string }[] = []
  for (let one: EscalationRow | undefined = row; one; one = one.below_id === null ? undefined : chain.get(one.below_id)) to.push({ account: one.raised_by })
  await tell(tx, row, { to, ...told, step: `${move}:${row.version}`, by }, now)
}

type Telling = Pick<Parameters<typeof tellStaff>[1], 'to' | 'kind' | 'urgent'> & { step: string; by: string }
async function tell(tx: Tx, row: EscalationRow, { step, by, ...rest }: Telling, now: Date): Promise<void> {
  await tellStaff(
    tx,
    { ...rest, area: row.subdistrict, about: row.receipt_number, link: `/escalations/${row.id}`, dedupeKey: `escalation:${row.id}:${step}`, except: by },
    now,
  )
}
