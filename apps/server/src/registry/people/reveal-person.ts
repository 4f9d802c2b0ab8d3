import type { DataPurpose } from '@ejia/contract/registry.ts'
import type { AccountActor } from '../../access/actor.ts'
import { actingRole, requirePermission } from '../../access/permissions.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import { sendKept, type Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { personFields } from '../data-dictionary.ts'
import { listRunningPurposes } from '../purposes/running-purposes.ts'
import { openValues } from './person-values.ts'
import { countReveals, findPerson, insertReveal, listSecrets } from './person-store.ts'
import { sealerOfPerson } from './write-person.ts'

const secondFactorMinutes = 15
const mostPerHour = 20
const hideAfterSeconds = 60

type Asked = { personId: string; purpose: DataPurpose; reason: string }

/**
 * The whole values of one record (field.md §5.2): a purpose the field is kept for, a reason, a recent second factor, at
 * most 20 an hour; logged first. No audit, no data: when the log cannot be written the answer is `unavailable`.
 */
export async function revealPerson(tx: Tx, crypto: CryptoProvider, actor: AccountActor, asked: Asked, now: Date) {
  const row = await findPerson(tx, actor.tenants, asked.personId)
  if (!row) throw new DomainError('not_found')
  const at = { areaCode: row.grid_code }
  requirePermission(actor, 'registry.reveal', 'registry.read', at, now)
  if (row.ended_at !== null) throw new DomainError('not_found')
  const running = await listRunningPurposes(tx, row.subdistrict)
  if (!running.includes(asked.purpose)) throw new DomainError('invalid_input', { issues: [{ path: ['purpose'], rule: 'not_allowed_here' }] })
  if (actor.secondFactorAt === null || now.getTime() - Date.parse(actor.secondFactorAt) > secondFactorMinutes * 60_000)
    throw new DomainError('second_factor_required')
  if ((await countReveals(tx, row.subdistrict, actor.accountId, new Date(now.getTime() - 3_600_000))) >= mostPerHour)
    throw new DomainError('rate_limited', { retryAfterSeconds: 3_600 })
  const sealer = await sealerOfPerson(tx, crypto, row)
  const id = newId()
  const reasonSealed = sealer.seal(asked.reason, { table: 'reveals', field: 'reason_sealed', id, subdistrict: row.subdistrict })
  const role = actingRole(actor, 'registry.reveal', at, now) ?? ''
  await insertReveal(tx, { subdistrict: row.subdistrict, id, personId: row.id, accountId: actor.accountId, role, purpose: asked.purpose, reasonSealed }, now)
  const event = {
    subdistrict: row.subdistrict,
    actor: actor.accountId,
    action: 'registry.reveal',
    target: { kind: 'person', id: row.id },
    reason: asked.reason,
  }
  await recordAudit(tx, crypto, event, now)
  await sendKept(tx).catch(() => {
    throw new DomainError('unavailable')
  })
  const values = openValues(row, await listSecrets(tx, row.subdistrict, row.id), sealer)
  const forPurpose = <V>(field: 'name' | 'birthDate' | 'phone' | 'idNumber', value: V | null) =>
    personFields[field].purposes.includes(asked.purpose) && (row.facts[field]?.purposes ?? personFields[field].purposes).includes(asked.purpose) ? value : null
  return {
    name: forPurpose('name', values.name),
    birthDate: forPurpose('birthDate', values.birthDate),
    phone: forPurpose('phone', values.phone),
    idNumber: forPurpose('idNumber', values.idNumber?.number ?? null),
    hideAfterSeconds,
  }
}
