import type { EnterpriseAsk, EnterpriseAskSummary } from '@ejia/contract/own-enterprises.ts'
import type { AccountActor, Actor } from '../../../access/actor.ts'
import { actingRole, holds, requirePermission, scopeOf } from '../../../access/permissions.ts'
import { recordAudit } from '../../../history/record-audit.ts'
import type { CryptoProvider } from '../../../platform/crypto.ts'
import { sendKept, type Db, type Tx } from '../../../platform/database.ts'
import { DomainError } from '../../../platform/domain-error.ts'
import { newId } from '../../../platform/ids.ts'
import { findEnterprise, setContactAccount } from '../enterprise-store.ts'
import { saveEnterprise } from '../save-enterprise.ts'
import { openContactName, openContactPhone } from '../write-enterprise.ts'
import { countLooksBy, endAsk, findAsk, insertLook, listOpenAsks, lockAsk, type EnterpriseAskRow } from './own-enterprise-store.ts'
import { askCell, lookCell, type EnterpriseAskDetails } from './own-enterprises.ts'

const secondFactorMinutes = 15
const mostPerHour = 20
const hideAfterSeconds = 60

export async function listEnterpriseAsks(db: Db, actor: Actor, now: Date): Promise<EnterpriseAskSummary[]> {
  return (await listOpenAsks(db, scopeOf(actor, 'registry.edit', now))).map(presentAsk)
}

export async function openEnterpriseAsk(db: Db, crypto: CryptoProvider, actor: Actor, askId: string, now: Date): Promise<EnterpriseAsk> {
  const row = await findAsk(db, actor.tenants, askId)
  if (!row || !holds(actor, 'registry.edit', { areaCode: row.grid_code }, now)) throw new DomainError('not_found')
  const details = openDetails(crypto, row)
  return { ...presentAsk(row), words: details.words, phone: details.phone ?? null, facts: details.facts ?? null }
}

function presentAsk(row: EnterpriseAskRow): EnterpriseAskSummary {
  return {
    id: row.id,
    kind: row.kind,
    enterpriseId: row.enterprise_id,
    enterpriseName: row.enterprise_name,
    area: { code: row.grid_code, name: row.grid_name },
    createdAt: row.created_at,
    dueOn: row.due_on,
  }
}

const openDetails = (crypto: CryptoProvider, row: EnterpriseAskRow) => JSON.parse(crypto.open(row.details_sealed, askCell(row))) as EnterpriseAskDetails

/** Done as asked, or declined with a reason the contact reads. A correction is entered as told by the enterprise. */
export async function answerEnterpriseAsk(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  input: { askId: string; agree: boolean; words: string },
  now: Date,
): Promise<void> {
  const ask = await lockAsk(tx, input.askId, { tenants: actor.tenants })
  if (!ask || !holds(actor, 'registry.edit', { areaCode: ask.grid_code }, now)) throw new DomainError('not_found')
  if (ask.state !== 'open') throw new DomainError('conflict')
  await endAsk(tx, ask, { state: input.agree ? 'done' : 'declined', by: actor.accountId, answer: input.words }, now)
  const target = { kind: 'enterpriseAsk', id: ask.id }
  await recordAudit(
    tx,
    crypto,
    { subdistrict: ask.subdistrict, actor: actor.accountId, action: `registry.enterpriseAsk.${ask.kind}`, target, reason: input.words },
    now,
  )
  if (!input.agree) return
  const row = await findEnterprise(tx, [ask.subdistrict], ask.enterprise_id)
  if (!row) throw new DomainError('not_found')
  const { facts } = openDetails(crypto, ask)
  if (ask.kind === 'link') await setContactAccount(tx, row, ask.account_id)
  else {
    const {
      name = row.name,
      industry = row.industry,
      address = row.address,
      creditCode = row.credit_code ?? undefined,
      size = row.size ?? undefined,
    } = facts ?? {}
    const told = {
      name,
      industry,
      address,
      creditCode,
      size,
      contactName: facts?.contactName,
      contactPhone: facts?.contactPhone,
      source: 'enterprise' as const,
    }
    await saveEnterprise(tx, crypto, actor, { enterpriseId: row.id, basedOn: row.version, kind: row.kind, gridCode: row.grid_code, ...told }, now)
  }
}

/** The contact's whole name and number: a reason, a recent second factor, at most 20 an hour; logged first, and shown to the enterprise. */
export async function revealContact(tx: Tx, crypto: CryptoProvider, actor: AccountActor, asked: { enterpriseId: string; reason: string }, now: Date) {
  const row = await findEnterprise(tx, actor.tenants, asked.enterpriseId)
  if (!row) throw new DomainError('not_found')
  const at = { areaCode: row.grid_code }
  requirePermission(actor, 'registry.reveal', 'registry.read', at, now)
  if (actor.secondFactorAt === null || now.getTime() - Date.parse(actor.secondFactorAt) > secondFactorMinutes * 60_000)
    throw new DomainError('second_factor_required')
  if ((await countLooksBy(tx, row.subdistrict, actor.accountId, new Date(now.getTime() - 3_600_000))) >= mostPerHour)
    throw new DomainError('rate_limited', { retryAfterSeconds: 3_600 })
  const { subdistrict } = row
  const id = newId()
  const reasonSealed = crypto.seal(asked.reason, lookCell({ subdistrict, id }))
  const role = actingRole(actor, 'registry.reveal', at, now) ?? ''
  await insertLook(tx, { subdistrict, id, enterpriseId: row.id, accountId: actor.accountId, role, reasonSealed }, now)
  const event = { subdistrict, actor: actor.accountId, action: 'registry.revealContact', target: { kind: 'enterprise', id: row.id }, reason: asked.reason }
  await recordAudit(tx, crypto, event, now)
  await sendKept(tx).catch(() => {
    throw new DomainError('unavailable')
  })
  return { contactName: openContactName(crypto, row), contactPhone: openContactPhone(crypto, row), hideAfterSeconds }
}
