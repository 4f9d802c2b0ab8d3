import type { PartyMembership } from '@ejia/contract/party.ts'
import type { AccountActor, Actor } from '../../access/actor.ts'
import { requirePermission } from '../../access/permissions.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { findSealer } from '../../privacy/data-keys.ts'
import { dayOf } from '../fact-states.ts'
import type { PersonRow } from '../people/person-store.ts'
import { getReadablePerson, lockWritablePerson } from '../people/readable-person.ts'
import { sealerOfPerson } from '../people/write-person.ts'
import { deleteMembership, findMembership, keepMembership, openBranch, sealBranch } from './party-store.ts'

/** Asked by whoever works with members in this grid; everybody else who sees the person is refused. */
export async function openMembership(db: Db, crypto: CryptoProvider, actor: Actor, personId: string, now: Date): Promise<PartyMembership> {
  const row = await getReadablePerson(db, actor, personId, now)
  requirePermission(actor, 'registry.party', 'registry.read', { areaCode: row.grid_code }, now)
  return presentMembership(db, crypto, row)
}

/** For its reader with the permission, and for the person themselves. */
export async function presentMembership(db: Db, crypto: CryptoProvider, row: PersonRow): Promise<PartyMembership> {
  const kept = await findMembership(db, row)
  const sealer = kept && (await findSealer(db, crypto, row))
  return { member: kept && sealer && { branch: openBranch(sealer, row, kept.sealed), registeredOn: kept.registered_on } }
}

type Keeping = { personId: string; branch: string; registeredOn: string | null }

export async function keepPartyMembership(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: Keeping, now: Date): Promise<PartyMembership> {
  const row = await lockWritablePerson(tx, actor, input.personId, 'registry.party', now)
  // Members are adults: a wrong record would put a child's name on the list of a branch.
  if (row.is_minor) throw new DomainError('conflict')
  if (input.registeredOn !== null && input.registeredOn > dayOf(now))
    throw new DomainError('invalid_input', { issues: [{ path: ['registeredOn'], rule: 'in_the_future' }] })
  const sealer = await sealerOfPerson(tx, crypto, row)
  await keepMembership(tx, row, { sealed: sealBranch(sealer, row, input.branch), registered_on: input.registeredOn }, now)
  await audit(tx, crypto, actor, 'registry.keepMembership', row, now)
  return { member: { branch: input.branch, registeredOn: input.registeredOn } }
}

export async function endPartyMembership(tx: Tx, crypto: CryptoProvider, actor: AccountActor, personId: string, now: Date): Promise<void> {
  const row = await lockWritablePerson(tx, actor, personId, 'registry.party', now)
  if (!(await deleteMembership(tx, row))) throw new DomainError('conflict')
  await audit(tx, crypto, actor, 'registry.endMembership', row, now)
}

function audit(tx: Tx, crypto: CryptoProvider, actor: AccountActor, action: string, row: PersonRow, now: Date): Promise<void> {
  return recordAudit(tx, crypto, { subdistrict: row.subdistrict, actor: actor.accountId, action, target: { kind: 'person', id: row.id } }, now)
}
