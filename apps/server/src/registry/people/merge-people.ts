import type { RecordedFor } from '@ejia/contract/registry.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import type { AccountActor } from '../../access/actor.ts'
import { recordAudit } from '../../history/record-audit.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { requirePermission } from '../../access/permissions.ts'
import { isCampaign } from '../purposes/running-purposes.ts'
import { openValues, type PersonValues } from './person-values.ts'
import { endPerson, linkRequestsOf, listSecrets, lockPerson, revivePerson, type PersonRow } from './person-store.ts'
import { lockWritablePerson } from './readable-person.ts'
import { correctPerson, keepChange, sealerOfPerson, type Telling } from './write-person.ts'

type Asked = { personId: string; otherId: string; reason: string }

/** `otherId` ends in `personId`: what the kept record does not know it takes over; the other's values and history stay with it. */
export async function mergePeople(tx: Tx, crypto: CryptoProvider, actor: AccountActor, asked: Asked, now: Date): Promise<PersonRow> {
  const { personId, otherId, reason } = asked
  // In one order, whoever asks: two merges at once cannot wait for each other.
  const locked = new Map<string, PersonRow>()
  for (const id of [personId, otherId].toSorted()) locked.set(id, await lockWritablePerson(tx, actor, id, 'registry.edit', now))
  const [kept, other] = [locked.get(personId)!, locked.get(otherId)!]
  if (personId === otherId || kept.subdistrict !== other.subdistrict)
    throw new DomainError('invalid_input', { issues: [{ path: ['otherId'], rule: 'not_allowed_here' }] })
  const [sealer, otherSealer] = [await sealerOfPerson(tx, crypto, kept), await sealerOfPerson(tx, crypto, other)]
  const mine = openValues(kept, await listSecrets(tx, kept.subdistrict, kept.id), sealer)
  const theirs = openValues(other, await listSecrets(tx, other.subdistrict, other.id), otherSealer)
  const telling: Telling = { by: actor.accountId, source: 'visit' }
  await endPerson(tx, other.subdistrict, other.id, 'merged', kept.id, now)
  const taken = missingFrom(mine, theirs)
  // What was told for a campaign alone stays so in the kept record.
  for (const [field, value] of Object.entries(taken)) {
    const [only, ...more] = other.facts[field as keyof typeof taken]?.purposes ?? []
    const recordedFor = more.length === 0 && isCampaign(only as RecordedFor) ? (only as RecordedFor) : undefined
    const current = (await lockPerson(tx, [kept.subdistrict], kept.id))!
    await correctPerson(tx, crypto, current, { [field]: value }, { ...telling, recordedFor }, now)
  }
  await linkRequestsOf(tx, kept.subdistrict, other.id, kept.id)
  await keepChange(tx, sealer, kept, 'merged', Object.keys(taken) as (keyof PersonValues)[], { otherId, taken: Object.keys(taken) }, telling, now)
  await keepChange(tx, otherSealer, other, 'merged', [], null, telling, now)
  await audit(tx, crypto, actor, 'registry.merge', kept, reason, now)
  return (await lockPerson(tx, actor.tenants, kept.id))!
}

/** A wrong merge is undone: the other record lives again as it was. What the kept one took over is taken out by hand. */
export async function splitPeople(tx: Tx, crypto: CryptoProvider, actor: AccountActor, asked: Asked, now: Date): Promise<PersonRow> {
  const kept = await lockWritablePerson(tx, actor, asked.personId, 'registry.edit', now)
  const other = await lockPerson(tx, [kept.subdistrict], asked.otherId)
  if (!other || other.merged_into !== kept.id) throw new DomainError('conflict')
  requirePermission(actor, 'registry.edit', 'registry.read', { areaCode: other.grid_code }, now)
  await revivePerson(tx, other.subdistrict, other.id, now)
  const telling: Telling = { by: actor.accountId, source: 'visit' }
  await keepChange(tx, await sealerOfPerson(tx, crypto, kept), kept, 'split', [], { otherId: other.id }, telling, now)
  await keepChange(tx, await sealerOfPerson(tx, crypto, other), other, 'split', [], null, telling, now)
  await audit(tx, crypto, actor, 'registry.split', kept, asked.reason, now)
  return (await lockPerson(tx, actor.tenants, kept.id))!
}

function missingFrom(mine: PersonValues, theirs: PersonValues) {
  return {
    ...(mine.sex === null && theirs.sex !== null && { sex: theirs.sex }),
    ...(mine.birthDate === null && theirs.birthDate !== null && { birthDate: theirs.birthDate }),
    ...(mine.phone === null && theirs.phone !== null && { phone: theirs.phone }),
    ...(mine.idNumber === null && theirs.idNumber !== null && { idNumber: theirs.idNumber }),
    ...(mine.relation === null && theirs.relation !== null && { relation: theirs.relation }),
  }
}

function audit(tx: Tx, crypto: CryptoProvider, actor: AccountActor, action: string, row: PersonRow, reason: string, now: Date): Promise<void> {
  return recordAudit(tx, crypto, { subdistrict: row.subdistrict, actor: actor.accountId, action, target: { kind: 'person', id: row.id }, reason }, now)
}
