import type { WhistleKind } from '@ejia/contract/whistles.ts'
import type { AccountActor, Actor } from '../access/actor.ts'
import { holds, requirePermission } from '../access/permissions.ts'
import { getConfiguration } from '../configuration/get-configuration.ts'
import { planLimit } from '../deadlines/plan-limit.ts'
import { recordAudit } from '../history/record-audit.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db, Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { getMatter, lockHandledCase, mayHandleCase, tellOnCase } from '../requests/case-for-others.ts'
import { tellOfBlown } from './tell-of-whistle.ts'
import { findWhistle, insertWhistle, insertWhistleEntry, type WhistleRow } from './whistle-store.ts'
import { openStates, type RequestState } from '@ejia/contract/requests.ts'

type Blown = { requestId: string; kind: WhistleKind; title: string; need: string }

/** 吹哨 for a case one handles. It waits for the lead's approval; an emergency does not, unless the subdistrict set it so. */
export async function blowWhistle(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: Blown, now: Date): Promise<WhistleRow> {
  const request = await lockHandledCase(tx, actor, input.requestId, now)
  requirePermission(actor, 'whistle.blow', 'request.read', { areaCode: request.area_code }, now)
  if (!isOpenCase(request.state)) throw new DomainError('move_not_allowed', { move: 'blow', current: request.state })
  const configuration = await getConfiguration(tx, request.subdistrict)
  const { whole, amberShare, emergencyNeedsApproval } = configuration.whistles
  const { place } = await getMatter(tx, request.subdistrict, request.id)
  const id = newId()
  const written = await insertWhistle(
    tx,
    {
      subdistrict: request.subdistrict,
      id,
      request_id: request.id,
      kind: input.kind,
      state: input.kind === 'emergency' && !emergencyNeedsApproval ? 'approved' : 'blown',
      title: input.title,
      need: input.need,
      area_code: request.area_code,
      place_text: place,
      blown_by: actor.accountId,
      day: shanghaiDay(now),
      ...planLimit(configuration, whole[input.kind], amberShare, now),
    },
    now,
  )
  if (!written) throw new DomainError('conflict')
  await insertWhistleEntry(
    tx,
    { subdistrict: request.subdistrict, id: newId(), whistleId: id, step: 'blow', account: actor.accountId, name: actor.name, unitId: null, words: input.need },
    now,
  )
  await tellOnCase(
    tx,
    crypto,
    actor,
    { subdistrict: request.subdistrict, requestId: request.id },
    'whistle',
    { told: '这件事需要几个部门一起办，已提请街道召集（吹哨）。', details: { whistleId: id, step: 'blow' } },
    now,
  )
  await recordAudit(tx, crypto, { subdistrict: request.subdistrict, actor: actor.accountId, action: 'whistle.blow', target: { kind: 'whistle', id } }, now)
  const row = (await findWhistle(tx, [request.subdistrict], id))!
  await tellOfBlown(tx, row, now)
  return row
}

/** Whether the page offers it; a whistle that is still open is seen by the caller. */
export async function mayBlow(db: Db, actor: Actor, requestId: string, now: Date): Promise<boolean> {
  const row = await mayHandleCase(db, actor, requestId, now)
  return row !== null && isOpenCase(row.state) && holds(actor, 'whistle.blow', { areaCode: row.area_code }, now)
}

function isOpenCase(state: RequestState): boolean {
  return (openStates as readonly RequestState[]).includes(state)
}
