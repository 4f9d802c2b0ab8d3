import type { MoveInputOf } from '@ejia/contract/inbox.ts'
import { accountIdOf } from '../../access/actor.ts'
import type { Effect, MoveContext } from '../move-request.ts'
import { requireTarget, type Target } from '../inbox/dispatch-targets.ts'

type TargetInput = { areaCode?: string | undefined; unitId?: string | undefined; accountId?: string | undefined }

export function accept(_: MoveContext, input: MoveInputOf<'accept'>): Effect {
  return { told: input.told ?? null }
}

export function decline(_: MoveContext, input: MoveInputOf<'decline'>): Effect {
  return { told: input.told, details: { whereToGo: input.whereToGo }, set: { objection_reason: null, objection_by: null } }
}

export async function dispatch(context: MoveContext, input: MoveInputOf<'dispatch'>): Promise<Effect> {
  const target = await targetOf(context, input)
  return { internal: input.internal ?? null, set: handedTo(context, target, 'dispatchedByHand'), details: { to: target.name } }
}

/** 签收: from here on the acknowledging team answers for it, and first contact counts as made. */
export function acknowledge({ actor, row, now }: MoveContext, input: MoveInputOf<'acknowledge'>): Effect {
  return {
    told: input.told ?? null,
    set: {
      acknowledged_at: now,
      handler_account: row.handler_account ?? accountIdOf(actor),
      ...(input.told ? { contact_met_at: row.contact_met_at ?? now } : {}),
    },
  }
}

export function start({ row, now }: MoveContext, input: MoveInputOf<'start'>): Effect {
  return { told: input.told ?? null, set: input.told ? { contact_met_at: row.contact_met_at ?? now } : {} }
}

/** 退单: not mine. The first receiver stays responsible until the objection is settled. */
export function object({ actor }: MoveContext, input: MoveInputOf<'object'>): Effect {
  return { internal: input.reason, set: { objection_reason: input.reason, objection_by: accountIdOf(actor) } }
}

export async function settleObjection(context: MoveContext, input: MoveInputOf<'settleObjection'>): Promise<Effect> {
  const cleared = { objection_reason: null, objection_by: null }
  const details = { agree: input.agree }
  if (!input.agree) return { to: 'dispatched', internal: input.reason, details, set: cleared }
  if (!namesTarget(input)) return { to: 'accepted', internal: input.reason, details, set: { ...cleared, handler_account: null, acknowledged_at: null } }
  const target = await targetOf(context, input)
  return {
    to: 'dispatched',
    internal: input.reason,
    details: { ...details, to: target.name },
    set: { ...cleared, ...handedTo(context, target, 'reassignedByHand') },
  }
}

export async function reassign(context: MoveContext, input: MoveInputOf<'reassign'>): Promise<Effect> {
  const target = await targetOf(context, input)
  return {
    internal: input.reason,
    details: { to: target.name },
    set: { ...handedTo(context, target, 'reassignedByHand'), objection_reason: null, objection_by: null },
  }
}

function namesTarget(input: TargetInput): boolean {
  return input.areaCode !== undefined || input.unitId !== undefined || input.accountId !== undefined
}

/** No target named: the team of the place. */
function targetOf({ tx, row, now }: MoveContext, input: TargetInput): Promise<Target> {
  return requireTarget(tx, row.subdistrict, namesTarget(input) ? input : { areaCode: row.area_code }, now)
}

function handedTo({ row }: MoveContext, target: Target, code: 'dispatchedByHand' | 'reassignedByHand') {
  const because = row.route.filter((reason) => !['waitsForDispatcher', 'autoDispatched', 'dispatchedByHand', 'reassignedByHand'].includes(reason.code))
  return {
    handler_area: target.areaCode,
    handler_unit: target.unitId,
    handler_account: target.accountId,
    acknowledged_at: null,
    route: JSON.stringify([...because, { code, params: { to: target.name } }]),
  }
}
