import type { RegistryLinks } from '@ejia/contract/registry-links.ts'
import type { AccountActor, Actor } from '../../access/actor.ts'
import { holds } from '../../access/permissions.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { getVisibleCase, lockHandledCase, mayHandleCase } from '../../requests/case-for-others.ts'
import { dayOf } from '../fact-states.ts'
import { findEnterprise } from '../enterprises/enterprise-store.ts'
import { findPerson } from '../people/person-store.ts'
import { presentSummary } from '../people/person-view.ts'
import { isAnonymous, linkEnterprise, linkPerson, listEnterprisesOfCase, listPeopleOfCase, unlinkEnterprise, unlinkPerson } from './link-store.ts'

/** Both ends of a link are seen by their own rules; the case decides whether the list is opened at all. */
export async function listRegistryLinks(db: Db, actor: Actor, requestId: string, now: Date): Promise<RegistryLinks> {
  const request = await getVisibleCase(db, actor, requestId, now)
  const today = dayOf(now)
  const people = []
  for (const id of await listPeopleOfCase(db, request)) {
    const row = await findPerson(db, [request.subdistrict], id)
    if (!row || !holds(actor, 'registry.read', { areaCode: row.grid_code }, now)) continue
    const { maskedName, place } = presentSummary(row, today)
    people.push({ id, maskedName, place })
  }
  const enterprises = (await listEnterprisesOfCase(db, request)).filter((one) => holds(actor, 'registry.read', { areaCode: one.grid_code }, now))
  const mayLink = (await mayHandleCase(db, actor, requestId, now)) !== null && holds(actor, 'registry.edit', { areaCode: request.area_code }, now)
  return {
    people,
    enterprises: enterprises.map(({ id, name }) => ({ id, name })),
    mayLink,
    mayLinkPeople: mayLink && request.kind !== 'tipOff' && !(await isAnonymous(db, request)),
  }
}

type Target = { personId: string } | { enterpriseId: string }

/** Somebody who handles the case and keeps the registry there; nobody who reported without a name is found out this way. */
export async function changeLink(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  input: { requestId: string; target: Target },
  change: 'link' | 'unlink',
  now: Date,
): Promise<void> {
  const request = await lockHandledCase(tx, actor, input.requestId, now)
  const { target } = input
  const [field, id] = 'personId' in target ? (['personId', target.personId] as const) : (['enterpriseId', target.enterpriseId] as const)
  const row = await (field === 'personId' ? findPerson(tx, [request.subdistrict], id) : findEnterprise(tx, [request.subdistrict], id))
  if (!row || !holds(actor, 'registry.edit', { areaCode: row.grid_code }, now))
    throw new DomainError('invalid_input', { issues: [{ path: ['target', field], rule: 'not_found' }] })
  if (change === 'link' && field === 'personId' && (request.kind === 'tipOff' || (await isAnonymous(tx, request))))
    throw new DomainError('invalid_input', { issues: [{ path: ['target', field], rule: 'not_allowed_here' }] })
  const write = field === 'personId' ? { link: linkPerson, unlink: unlinkPerson }[change] : { link: linkEnterprise, unlink: unlinkEnterprise }[change]
  await write(tx, request, id)
  const event = { subdistrict: request.subdistrict, actor: actor.accountId, action: `registry.${change}Case`, target: { kind: 'request', id: request.id } }
  await recordAudit(tx, crypto, event, now)
}
