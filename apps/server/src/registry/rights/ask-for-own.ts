import { addWorkingDays } from '@ejia/calendar/working-calendar.ts'
import type { DataAskKind } from '@ejia/contract/rights.ts'
import type { PersonFacts } from '@ejia/contract/registry.ts'
import type { AccountActor } from '../../access/actor.ts'
import { findOwnPhone } from '../../access/own-phone.ts'
import { findArea } from '../../areas/look-up-areas.ts'
import { getConfiguration } from '../../configuration/get-configuration.ts'
import { workingCalendarOf } from '../../deadlines/plan-milestones.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { dayOf } from '../fact-states.ts'
import { checkFacts } from '../people/check-facts.ts'
import { lockPerson } from '../people/person-store.ts'
import { blindIndexOf } from '../people/person-values.ts'
import { correctPerson } from '../people/write-person.ts'
import { findOwn, type Own } from './own-record.ts'
import { dropBefore, endAsk, insertAsk, listAsksOfAccount, listByPhone, lockAsk, setAccount } from './rights-store.ts'

/** Working days until an answer is due: 15 (default; PIPL art. 50 asks for "in time"). */
const answerWorkingDays: Record<DataAskKind, number> = { link: 5, correction: 5, deletion: 15 }
const mostOpen = 10

export const askCell = (ask: { subdistrict: string; id: string }) => ({ table: 'data_asks', field: 'details_sealed', id: ask.id, subdistrict: ask.subdistrict })

/** What an ask says, sealed. */
export type AskDetails = { words: string; facts?: PersonFacts; name?: string }

/**
 * The phone they proved by a code is the phone of exactly one grown-up, and they know the name that goes with it: two
 * things. Everything else the office looks at.
 */
export async function linkOwn(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  asked: { subdistrict: string; name: string; address?: string | undefined },
  now: Date,
): Promise<void> {
  requireResident(actor)
  if (await findOwn(tx, crypto, actor)) throw new DomainError('conflict')
  const area = await findArea(tx, asked.subdistrict)
  if (area?.code.length !== 9) throw new DomainError('invalid_input', { issues: [{ path: ['subdistrict'], rule: 'not_found' }] })
  const phone = await findOwnPhone(tx, crypto, actor.accountId)
  const found = phone === null ? [] : await listByPhone(tx, asked.subdistrict, blindIndexOf(crypto, asked.subdistrict, 'phone', phone))
  const [only] = found
  if (only && found.length === 1 && only.account_id === null && only.name?.normalize('NFKC') === asked.name.normalize('NFKC')) {
    await setAccount(tx, asked.subdistrict, only.id, actor.accountId)
    await audit(tx, crypto, actor, 'own.link', { subdistrict: asked.subdistrict, id: only.id }, now)
    return
  }
  await requireRoom(tx, actor, 'link')
  const id = newId()
  const details: AskDetails = { words: asked.address ?? '', name: asked.name }
  const detailsSealed = crypto.seal(JSON.stringify(details), askCell({ subdistrict: asked.subdistrict, id }))
  await insertAsk(
    tx,
    {
      subdistrict: asked.subdistrict,
      id,
      personId: null,
      gridCode: asked.subdistrict,
      accountId: actor.accountId,
      kind: 'link',
      detailsSealed,
      dueOn: await dueOn(tx, asked.subdistrict, 'link', now),
    },
    now,
  )
}

/** A proposal the grid officer confirms; checked as if it were entered, so that a slip is said to the one who made it. */
export async function proposeCorrection(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  asked: { facts: PersonFacts; words?: string | undefined },
  now: Date,
): Promise<void> {
  const own = await requireOwn(tx, crypto, actor)
  if (Object.keys(asked.facts).length === 0) throw new DomainError('invalid_input', { issues: [{ path: ['facts'], rule: 'required' }] })
  checkFacts(asked.facts, dayOf(now))
  await ask(tx, crypto, actor, own, 'correction', { words: asked.words ?? '', facts: asked.facts }, now)
}

export async function askDeletion(tx: Tx, crypto: CryptoProvider, actor: AccountActor, words: string, now: Date): Promise<void> {
  await ask(tx, crypto, actor, await requireOwn(tx, crypto, actor), 'deletion', { words }, now)
}

export async function withdrawAsk(tx: Tx, actor: AccountActor, askId: string, now: Date): Promise<void> {
  const row = await lockAsk(tx, askId, { accountId: actor.accountId })
  if (!row) throw new DomainError('not_found')
  if (row.state !== 'open') throw new DomainError('conflict')
  await endAsk(tx, row, 'withdrawn', null, null, now)
}

/** At once and without a reason: the value, its index and its old values go. */
export async function withdrawConsent(tx: Tx, crypto: CryptoProvider, actor: AccountActor, field: 'phone' | 'idNumber', now: Date): Promise<void> {
  const own = await requireOwn(tx, crypto, actor)
  const row = (await lockPerson(tx, [own.row.subdistrict], own.row.id))!
  await correctPerson(tx, crypto, row, { [field]: null }, { by: actor.accountId, source: 'resident' }, now)
  await dropBefore(tx, row.subdistrict, row.id, field)
  await audit(tx, crypto, actor, `own.withdrawConsent.${field}`, row, now)
}

async function ask(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  own: Own,
  kind: 'correction' | 'deletion',
  details: AskDetails,
  now: Date,
): Promise<void> {
  await requireRoom(tx, actor, kind)
  const { subdistrict, id: personId, grid_code: gridCode } = own.row
  const id = newId()
  const detailsSealed = own.sealer.seal(JSON.stringify(details), askCell({ subdistrict, id }))
  await insertAsk(
    tx,
    { subdistrict, id, personId, gridCode, accountId: actor.accountId, kind, detailsSealed, dueOn: await dueOn(tx, subdistrict, kind, now) },
    now,
  )
  await audit(tx, crypto, actor, `own.${kind}`, own.row, now)
}

/** One deletion or link at a time; of corrections only so many. */
async function requireRoom(tx: Tx, actor: AccountActor, kind: DataAskKind): Promise<void> {
  const open = (await listAsksOfAccount(tx, actor.accountId)).filter((one) => one.state === 'open' && one.kind === kind)
  if (open.length >= (kind === 'correction' ? mostOpen : 1)) throw new DomainError('conflict')
}

async function requireOwn(tx: Tx, crypto: CryptoProvider, actor: AccountActor): Promise<Own> {
  const own = await findOwn(tx, crypto, actor)
  if (!own) throw new DomainError('not_found')
  return own
}

function requireResident(actor: AccountActor): void {
  if (actor.accountKind !== 'resident') throw new DomainError('permission_denied', { action: 'own' })
}

async function dueOn(tx: Tx, subdistrict: string, kind: DataAskKind, now: Date): Promise<string> {
  return addWorkingDays(dayOf(now), answerWorkingDays[kind], workingCalendarOf(await getConfiguration(tx, subdistrict)))
}

function audit(tx: Tx, crypto: CryptoProvider, actor: AccountActor, action: string, person: { subdistrict: string; id: string }, now: Date): Promise<void> {
  return recordAudit(tx, crypto, { subdistrict: person.subdistrict, actor: actor.accountId, action, target: { kind: 'person', id: person.id } }, now)
}
