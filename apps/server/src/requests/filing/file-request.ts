import type { Channel, RequestKind, RequestState } from '@ejia/contract/requests.ts'
import type { PlaceInput } from '@ejia/contract/intake.ts'
import type { Configuration } from '@ejia/contract/configuration.ts'
import { accountIdOf, type Actor } from '../../access/actor.ts'
import { actingRole, holds } from '../../access/permissions.ts'
import { findPlace, type ResolvedPlace } from '../../areas/find-place.ts'
import { getConfiguration } from '../../configuration/get-configuration.ts'
import { planMilestones } from '../../deadlines/plan-milestones.ts'
import { recordAudit } from '../../history/record-audit.ts'
import { shanghaiDay } from '../../platform/clock.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import { sendKept, type KeptRows, type Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { notifyLive } from '../../platform/live-updates.ts'
import { insertRequest, type ReceiptRow } from './filing-store.ts'
import { newFollowKey, followHashOf } from '../following/follow-key.ts'
import { attachPhotos, type EntryToWrite } from '../request-store.ts'
import { routeRequest, type Route } from './route-request.ts'
import { searchTokens } from '../../platform/search-tokens.ts'

export { getReceipt, type ReceiptRow } from './filing-store.ts'

export type Filing = {
  kind: RequestKind
  category: string
  text: string
  place: PlaceInput
  channel: Channel
  photoIds: readonly string[]
  subdistrict: string | null
  externalNumber: string | null
  reporter: { anonymous: boolean; name: string | null; phone: string | null; accountId: string | null; onBehalf: boolean; consent: string | null }
}
export type Filed = {
  subdistrict: string
  requestId: string
  followKey: string
  expectedBy: Date
  handlerArea: string
  placeArea: string
  state: RequestState
  /** To be read when the transaction stands. */
  receipt: KeptRows<ReceiptRow>
}

/**
 * Takes a report in, whatever the channel: place → route → limits → receipt, timeline and audit in one transaction,
 * written when it commits.
 * Staff need `request.file` over the place; a resident needs nothing.
 */
export async function fileRequest(tx: Tx, crypto: CryptoProvider, actor: Actor, filing: Filing, now: Date): Promise<Filed> {
  const place = await findPlace(tx, filing.place, filing.subdistrict, shanghaiDay(now))
  const subdistrict = place.areaCode.slice(0, 9)
  const assisted = actor.kind === 'account' && actor.accountKind === 'staff'
  if (assisted && !mayFileIn(actor, subdistrict, now)) throw new DomainError('permission_denied', { action: 'request.file' })
  const configuration = await getConfiguration(tx, subdistrict)
  requireCategory(configuration, filing.category)
  const route = routeRequest({ kind: filing.kind, category: filing.category, place }, configuration)
  const { firstContact, answer } = planMilestones(configuration, filing.category, now)
  const requestId = newId()
  const followKey = newFollowKey(subdistrict)
  const entries = firstEntries(actor, filing, place, route, now)
  const context = { table: 'request_reporters', id: requestId }
  const { reporter } = filing
  const receipt = await insertRequest(
    tx,
    {
      subdistrict,
      id: requestId,
      day: shanghaiDay(now),
      kind: filing.kind,
      category: filing.category,
      channel: filing.channel,
      state: route.auto ? 'dispatched' : 'filed',
      text: filing.text,
      place,
      route,
      firstReceiver: { area: assisted ? place.areaCode : route.handlerArea, accountId: assisted ? accountIdOf(actor) : null },
      assisted,
      filedBy: assisted ? accountIdOf(actor) : null,
      externalNumber: filing.externalNumber,
      contact: firstContact,
      answer,
      search: searchTokens(filing.text, place.text),
      photoCount: filing.photoIds.length,
      reporter: {
        anonymous: reporter.anonymous,
        nameSealed: reporter.name === null || reporter.anonymous ? null : crypto.seal(reporter.name, { ...context, field: 'name' }),
        phoneSealed: reporter.phone === null ? null : crypto.seal(reporter.phone, { ...context, field: 'phone' }),
        phoneIndex: reporter.phone === null ? null : crypto.blindIndex(reporter.phone, { field: 'phone', subdistrict: null }),
        phoneEnding: reporter.phone?.slice(-4) ?? null,
        accountId: reporter.anonymous ? null : reporter.accountId,
        followHash: followHashOf(followKey),
        onBehalf: reporter.onBehalf,
        consent: reporter.consent,
      },
      entries,
    },
    now,
  )
  if (filing.photoIds.length > 0) await sendKept(tx)
  const taken = await attachPhotos(tx, subdistrict, requestId, entries[0]!.id, filing.photoIds, true)
  if (taken !== filing.photoIds.length) throw new DomainError('invalid_input', { issues: [{ path: ['photoIds'], rule: 'not_found' }] })
  await notifyLive(tx, {
    kind: 'requestFiled',
    requestId,
    state: route.auto ? 'dispatched' : 'filed',
    areaCode: filing.kind === 'tipOff' ? route.handlerArea : place.areaCode,
    handlerArea: route.handlerArea,
    handlerUnit: route.handlerUnit,
  })
  await recordAudit(
    tx,
    crypto,
    { subdistrict, actor: accountIdOf(actor) ?? actor.kind, action: 'request.file', target: { kind: 'request', id: requestId } },
    now,
  )
  return {
    subdistrict,
    requestId,
    followKey,
    expectedBy: answer.dueAt,
    handlerArea: route.handlerArea,
    placeArea: place.areaCode,
    state: route.auto ? 'dispatched' : 'filed',
    receipt,
  }
}

/** 首接负责: whoever serves somewhere in the subdistrict takes in a report for any place of it. */
function mayFileIn(actor: Actor, subdistrict: string, now: Date): boolean {
  return actor.grants.some(
    (grant) =>
      (grant.areaCode.startsWith(subdistrict) || subdistrict.startsWith(grant.areaCode)) && holds(actor, 'request.file', { areaCode: grant.areaCode }, now),
  )
}

export function requireCategory(configuration: Configuration, category: string): void {
  const known = configuration.categories.categories.find((candidate) => candidate.id === category)
  if (!known || !known.offered || known.parentId === null) throw new DomainError('invalid_input', { issues: [{ path: ['category'], rule: 'not_a_choice' }] })
}

function firstEntries(actor: Actor, filing: Filing, place: ResolvedPlace, route: Route, now: Date): EntryToWrite[] {
  const staff = actor.kind === 'account' && actor.accountKind === 'staff'
  const by: EntryToWrite['actor'] = staff
    ? { kind: 'staff', accountId: actor.accountId, name: actor.name, role: actingRole(actor, 'request.file', { areaCode: place.areaCode }, now) }
    : { kind: 'reporter', accountId: null, name: '', role: null }
  const filed: EntryToWrite = {
    id: newId(),
    step: 'filed',
    from: null,
    to: 'filed',
    actor: by,
    told: null,
    internal: null,
    details: { channel: filing.channel },
  }
  if (!route.auto) return [filed]
  const system: EntryToWrite['actor'] = { kind: 'system', accountId: null, name: '', role: null }
  return [
    filed,
    { id: newId(), step: 'accept', from: 'filed', to: 'accepted', actor: system, told: null, internal: null, details: {} },
    {
      id: newId(),
      step: 'dispatch',
      from: 'accepted',
      to: 'dispatched',
      actor: system,
      told: null,
      internal: null,
      details: { areaCode: route.handlerArea, unitId: route.handlerUnit },
    },
  ]
}
