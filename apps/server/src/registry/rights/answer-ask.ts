import type { DataAsk, DataAskSummary } from '@ejia/contract/rights.ts'
import type { AccountActor, Actor } from '../../access/actor.ts'
import { holds, scopeOf } from '../../access/permissions.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { findSealer } from '../../privacy/data-keys.ts'
import { countOpenRequests } from '../households/household-store.ts'
import { maskName, minorName } from '../masks.ts'
import { findPerson, lockPerson } from '../people/person-store.ts'
import { correctPerson } from '../people/write-person.ts'
import { askCell, type AskDetails } from './ask-for-own.ts'
import { erasePeople } from './erase-person.ts'
import { endAsk, findAsk, listOpenAsks, lockAsk, setAccount, type AskRow } from './rights-store.ts'

/** A correction is answered by who keeps the grid's registry, the rest by the office. */
function mayAnswer(actor: Actor, ask: AskRow, now: Date): boolean {
  const at = { areaCode: ask.grid_code }
  return holds(actor, 'registry.rights', at, now) || (ask.kind === 'correction' && holds(actor, 'registry.edit', at, now))
}

export async function listAsks(db: Db, actor: Actor, now: Date): Promise<DataAskSummary[]> {
  const rows = await listOpenAsks(db, scopeOf(actor, 'registry.edit', now), scopeOf(actor, 'registry.rights', now))
  return Promise.all(rows.map((row) => presentAsk(db, actor, row, now)))
}

export async function openAsk(db: Db, crypto: CryptoProvider, actor: Actor, askId: string, now: Date): Promise<DataAsk> {
  const row = await findAsk(db, askId, actor.tenants)
  if (!row || !mayAnswer(actor, row, now)) throw new DomainError('not_found')
  const details = await openDetails(db, crypto, row)
  return { ...(await presentAsk(db, actor, row, now)), words: [details?.name, details?.words].filter(Boolean).join(' · '), facts: details?.facts ?? null }
}

async function presentAsk(db: Db, actor: Actor, row: AskRow, now: Date): Promise<DataAskSummary> {
  const person = row.person_id === null ? null : await findPerson(db, [row.subdistrict], row.person_id)
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    area: { code: row.grid_code, name: row.area_name },
    maskedName: person ? (person.is_minor || person.name === null ? minorName : maskName(person.name)) : null,
    personId: row.person_id,
    createdAt: row.created_at,
    dueOn: row.due_on,
    openRequests: row.person_id === null ? 0 : await countOpenRequests(db, row.subdistrict, [row.person_id]),
    mayAnswer: mayAnswer(actor, row, now),
  }
}

async function openDetails(db: Db, crypto: CryptoProvider, row: AskRow): Promise<AskDetails | null> {
  if (row.person_id === null) return JSON.parse(crypto.open(row.details_sealed, askCell(row))) as AskDetails
  const sealer = await findSealer(db, crypto, { subdistrict: row.subdistrict, id: row.person_id })
  return sealer && (JSON.parse(sealer.open(row.details_sealed, askCell(row))) as AskDetails)
}

type Answer = { askId: string; agree: boolean; words: string; personId?: string | undefined }

/** Done as asked, or declined with a reason the resident reads. A deletion waits until no case of theirs is open. */
export async function answerAsk(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: Answer, now: Date): Promise<void> {
  const ask = await lockAsk(tx, input.askId, { tenants: actor.tenants })
  if (!ask || !holds(actor, 'registry.edit', { areaCode: ask.grid_code }, now)) throw new DomainError('not_found')
  if (!mayAnswer(actor, ask, now)) throw new DomainError('permission_denied', { action: 'registry.rights' })
  if (ask.state !== 'open') throw new DomainError('conflict')
  const details = await openDetails(tx, crypto, ask)
  await endAsk(tx, ask, input.agree ? 'done' : 'declined', actor.accountId, input.words, now)
  const event = {
    subdistrict: ask.subdistrict,
    actor: actor.accountId,
    action: `registry.rights.${ask.kind}`,
    target: { kind: 'dataAsk', id: ask.id },
    reason: input.words,
  }
  await recordAudit(tx, crypto, event, now)
  if (!input.agree) return
  const personId = ask.kind === 'link' ? input.personId : ask.person_id
  const person = personId ? await lockPerson(tx, [ask.subdistrict], personId) : null
  if (!person || person.ended_at !== null) throw new DomainError('invalid_input', { issues: [{ path: ['personId'], rule: 'not_found' }] })
  if (ask.kind === 'link') {
    if (person.account_id !== null || person.is_minor) throw new DomainError('invalid_input', { issues: [{ path: ['personId'], rule: 'not_allowed_here' }] })
    await setAccount(tx, ask.subdistrict, person.id, ask.account_id)
  } else if (ask.kind === 'correction') {
    if (details?.facts) await correctPerson(tx, crypto, person, details.facts, { by: actor.accountId, source: 'resident' }, now)
  } else {
    if ((await countOpenRequests(tx, ask.subdistrict, [person.id])) > 0) throw new DomainError('task_open')
    await erasePeople(tx, person.subdistrict, [person.id], now)
  }
}
