import { addWorkingDays } from '@ejia/calendar/working-calendar.ts'
import { readCreditCode } from '@ejia/check-digits/credit-code.ts'
import type { Role } from '@ejia/contract/access.ts'
import type { EnterpriseAskKind, EnterpriseFacts, OwnEnterprises } from '@ejia/contract/own-enterprises.ts'
import type { AccountActor } from '../../../access/actor.ts'
import { findOwnPhone } from '../../../access/own-phone.ts'
import { findArea } from '../../../areas/look-up-areas.ts'
import { getConfiguration } from '../../../configuration/get-configuration.ts'
import { workingCalendarOf } from '../../../deadlines/plan-milestones.ts'
import { recordAudit } from '../../../history/record-audit.ts'
import type { CryptoProvider } from '../../../platform/crypto.ts'
import type { Db, Tx } from '../../../platform/database.ts'
import { DomainError } from '../../../platform/domain-error.ts'
import { newId } from '../../../platform/ids.ts'
import { dayOf } from '../../fact-states.ts'
import { findEnterprise, setContactAccount, type EnterpriseRow } from '../enterprise-store.ts'
import { openContactName, openContactPhone } from '../write-enterprise.ts'
import { endAsk, findByNameOrCode, insertAsk, listAsksOfContact, listLooks, listOwnEnterpriseIds, listReportedCases, lockAsk } from './own-enterprise-store.ts'

/** Working days until a grid answers (default). */
const answerWorkingDays = 5
const mostOpen = 10

/** What an ask says, sealed: the phone was proved by a code. */
export type EnterpriseAskDetails = { words: string; phone?: string | null; facts?: EnterpriseFacts }
export const askCell = (ask: { subdistrict: string; id: string }) => ({
  table: 'enterprise_asks',
  field: 'details_sealed',
  id: ask.id,
  subdistrict: ask.subdistrict,
})
export const lookCell = (look: { subdistrict: string; id: string }) => ({
  table: 'enterprise_reveals',
  field: 'reason_sealed',
  id: look.id,
  subdistrict: look.subdistrict,
})

export async function presentOwnEnterprises(db: Db, crypto: CryptoProvider, actor: AccountActor, now: Date): Promise<OwnEnterprises> {
  const today = dayOf(now)
  const rows: OwnEnterprises['rows'] = []
  for (const { subdistrict, id } of await listOwnEnterpriseIds(db, actor.accountId)) {
    const row = (await findEnterprise(db, [subdistrict], id))!
    const [looks, cases] = await Promise.all([listLooks(db, row), listReportedCases(db, row, actor.accountId)])
    rows.push({
      id: row.id,
      kind: row.kind,
      name: row.name,
      creditCode: row.credit_code,
      industry: row.industry,
      size: row.size,
      address: row.address,
      grid: { code: row.grid_code, name: row.grid_name },
      contactName: openContactName(crypto, row),
      contactPhone: openContactPhone(crypto, row),
      source: row.source,
      verifiedAt: row.verified_at,
      validUntil: row.stale_on,
      isStale: row.stale_on <= today,
      requests: cases.map((one) => ({ id: one.id, receiptNumber: one.receipt_number, excerpt: one.excerpt, state: one.state, filedAt: one.filed_at })),
      looks: looks.map((look) => ({ at: look.at, role: look.role as Role, reason: crypto.open(look.reason_sealed, lookCell({ subdistrict, id: look.id })) })),
    })
  }
  const asks = await listAsksOfContact(db, actor.accountId)
  return {
    rows,
    asks: asks.map(({ id, kind, state, enterprise_name: enterpriseName, created_at: createdAt, due_on: dueOn, answer }) => ({
      id,
      kind,
      state,
      enterpriseName,
      createdAt,
      dueOn,
      answer,
    })),
  }
}

/** The phone they proved by a code is the contact's: two things, with the name or code of the enterprise. Everything else the grid looks at. */
export async function linkEnterprise(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  asked: { subdistrict: string; nameOrCode: string; words?: string | undefined },
  now: Date,
): Promise<void> {
  if (actor.accountKind !== 'resident') throw new DomainError('permission_denied', { action: 'own' })
  const area = await findArea(tx, asked.subdistrict)
  if (area?.code.length !== 9) throw new DomainError('invalid_input', { issues: [{ path: ['subdistrict'], rule: 'not_found' }] })
  const code = readCreditCode(asked.nameOrCode)
  const found = await findByNameOrCode(tx, asked.subdistrict, asked.nameOrCode.normalize('NFKC'), code.ok ? code.code : null)
  const row = found.length === 1 ? await findEnterprise(tx, [asked.subdistrict], found[0]!) : null
  if (!row) throw new DomainError('invalid_input', { issues: [{ path: ['nameOrCode'], rule: 'not_found' }] })
  if ((await listOwnEnterpriseIds(tx, actor.accountId)).some(({ id }) => id === row.id)) throw new DomainError('conflict')
  const phone = await findOwnPhone(tx, crypto, actor.accountId)
  if (phone !== null && phone === openContactPhone(crypto, row)) {
    await setContactAccount(tx, row, actor.accountId)
    await audit(tx, crypto, actor, 'own.linkEnterprise', row, now)
    return
  }
  await ask(tx, crypto, actor, row, 'link', { words: asked.words ?? '', phone }, now)
}

export async function proposeEnterpriseFacts(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  asked: { enterpriseId: string; facts: EnterpriseFacts; words?: string | undefined },
  now: Date,
): Promise<void> {
  const own = (await listOwnEnterpriseIds(tx, actor.accountId)).find(({ id }) => id === asked.enterpriseId)
  const row = own && (await findEnterprise(tx, [own.subdistrict], own.id))
  if (!row) throw new DomainError('not_found')
  if (Object.keys(asked.facts).length === 0) throw new DomainError('invalid_input', { issues: [{ path: ['facts'], rule: 'required' }] })
  const code = asked.facts.creditCode === undefined ? null : readCreditCode(asked.facts.creditCode)
  if (code && !code.ok)
    throw new DomainError('invalid_input', { issues: [{ path: ['facts', 'creditCode'], rule: 'wrong_format', params: { fault: code.fault } }] })
  await ask(tx, crypto, actor, row, 'correction', { words: asked.words ?? '', facts: asked.facts }, now)
}

export async function withdrawEnterpriseAsk(tx: Tx, actor: AccountActor, askId: string, now: Date): Promise<void> {
  const row = await lockAsk(tx, askId, { accountId: actor.accountId })
  if (!row) throw new DomainError('not_found')
  if (row.state !== 'open') throw new DomainError('conflict')
  await endAsk(tx, row, { state: 'withdrawn', by: null, answer: null }, now)
}

async function ask(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  row: EnterpriseRow,
  kind: EnterpriseAskKind,
  details: EnterpriseAskDetails,
  now: Date,
): Promise<void> {
  const open = (await listAsksOfContact(tx, actor.accountId)).filter((one) => one.state === 'open' && one.kind === kind)
  if (open.length >= (kind === 'correction' ? mostOpen : 1)) throw new DomainError('conflict')
  const { subdistrict, grid_code } = row
  const id = newId()
  const dueOn = addWorkingDays(dayOf(now), answerWorkingDays, workingCalendarOf(await getConfiguration(tx, subdistrict)))
  const details_sealed = crypto.seal(JSON.stringify(details), askCell({ subdistrict, id }))
  await insertAsk(tx, { subdistrict, id, enterprise_id: row.id, grid_code, account_id: actor.accountId, kind, details_sealed, due_on: dueOn }, now)
  await audit(tx, crypto, actor, `own.enterprise.${kind}`, row, now)
}

function audit(tx: Tx, crypto: CryptoProvider, actor: AccountActor, action: string, row: EnterpriseRow, now: Date): Promise<void> {
  return recordAudit(tx, crypto, { subdistrict: row.subdistrict, actor: actor.accountId, action, target: { kind: 'enterprise', id: row.id } }, now)
}
