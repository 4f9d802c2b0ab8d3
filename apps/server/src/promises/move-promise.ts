import type { PromiseMove, PromiseMoveInput } from '@ejia/contract/promises.ts'
import type { AccountActor, Actor } from '../access/actor.ts'
import { accountIdOf } from '../access/actor.ts'
import { recordAudit } from '../history/record-audit.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { lockCase, lockHandledCase, tellOnCase } from '../requests/case-for-others.ts'
import { mayBePromised, promiseMoves } from './promise-moves.ts'
import { findPromise, insertPromise, listOpenPromises, lockPromise, updatePromise, type PromiseDesk, type PromiseRow } from './promise-store.ts'
import { mayMovePromise, maySeePromise, openWords, receiversOf, sealWords } from './promise-view.ts'
import { tellOfPromise } from './tell-of-promise.ts'

/** So far ahead a day may lie. */
const longestDays = 366

/** The resident reads what is promised and by what day, in these words. */
export async function makePromise(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  input: { requestId: string; words: string; dueOn: string },
  now: Date,
): Promise<PromiseRow> {
  const request = await lockHandledCase(tx, actor, input.requestId, now)
  if (!mayBePromised(request.state)) throw new DomainError('move_not_allowed', { move: 'promise', current: request.state })
  if (input.dueOn < shanghaiDay(now)) throw refused('dueOn', 'in_the_past')
  if (input.dueOn > shanghaiDay(new Date(now.getTime() + longestDays * 86_400_000))) throw refused('dueOn', 'not_allowed_here')
  const row = { subdistrict: request.subdistrict, id: newId(), request_id: request.id, due_on: input.dueOn, owner_account: actor.accountId }
  await insertPromise(tx, { ...row, words_sealed: sealWords(crypto, row, input.words) }, now)
  await tell(tx, crypto, actor, row, `我们答应您：${input.words}。最晚${dayInWords(input.dueOn)}。`, now)
  await audit(tx, crypto, actor, row, 'make', now)
  return (await findPromise(tx, [row.subdistrict], row.id))!
}

/** The only writer of a promise's state; the case's timeline and the audit with it. */
export async function movePromise(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: PromiseMoveInput, now: Date): Promise<PromiseRow> {
  const found = await findPromise(tx, actor.tenants, input.promiseId)
  // The case is locked first, as everywhere.
  if (found) await lockCase(tx, found.subdistrict, found.request_id)
  const row = found && (await lockPromise(tx, actor.tenants, found.id))
  if (!row || !maySeePromise(actor, row, now)) throw new DomainError('not_found')
  if (!mayMovePromise(actor, row, now)) throw new DomainError('permission_denied', { action: input.move })
  requirePossible(row, input.move)
  if (input.move === 'passOn') {
    if (!(await receiversOf(tx, row, now)).some((one) => one.accountId === input.accountId)) throw refused('accountId', 'not_found')
    return passOn(tx, crypto, actor, row, input.accountId, now)
  }
  await updatePromise(tx, row, { state: promiseMoves[input.move].to, ended_by: actor.accountId, ended_at: now })
  const words = openWords(crypto, row)
  const told = input.move === 'keep' ? `答应您的“${words}”做到了。${input.words ?? ''}` : `答应您的“${words}”做不到了，很抱歉。原因：${input.words}`
  await tell(tx, crypto, actor, row, told, now)
  await audit(tx, crypto, actor, row, input.move, now)
  return (await findPromise(tx, [row.subdistrict], row.id))!
}

/** With an acknowledged handover every open promise at its desk changes hands. */
export async function passOnAll(
  tx: Tx,
  crypto: CryptoProvider,
  actor: Actor,
  handed: { subdistrict: string; from: string; to: string; desks: readonly PromiseDesk[] },
  now: Date,
): Promise<void> {
  for (const desk of handed.desks)
    for (const { id, request_id: requestId } of await listOpenPromises(tx, handed.subdistrict, handed.from, desk)) {
      await lockCase(tx, handed.subdistrict, requestId)
      const row = await lockPromise(tx, [handed.subdistrict], id)
      if (row && promiseMoves.passOn.from.includes(row.state) && row.owner_account === handed.from) await passOn(tx, crypto, actor, row, handed.to, now)
    }
}

async function passOn(tx: Tx, crypto: CryptoProvider, actor: Actor, row: PromiseRow, to: string, now: Date): Promise<PromiseRow> {
  requirePossible(row, 'passOn')
  await updatePromise(tx, row, { state: promiseMoves.passOn.to, owner_account: to })
  await tell(tx, crypto, actor, row, `答应您的“${openWords(crypto, row)}”由同事接着办，最晚${dayInWords(row.due_on)}，日期不变。`, now)
  await audit(tx, crypto, actor, row, 'passOn', now)
  const after = (await findPromise(tx, [row.subdistrict], row.id))!
  await tellOfPromise(tx, after, 'promiseGiven', newId(), accountIdOf(actor), now)
  return after
}

function requirePossible(row: PromiseRow, move: PromiseMove): void {
  if (!promiseMoves[move].from.includes(row.state)) throw new DomainError('move_not_allowed', { move, current: row.state })
}

type Told = Pick<PromiseRow, 'subdistrict' | 'id' | 'request_id' | 'due_on'>

async function tell(tx: Tx, crypto: CryptoProvider, actor: Actor, row: Told, told: string, now: Date): Promise<void> {
  const owner = { subdistrict: row.subdistrict, requestId: row.request_id }
  await tellOnCase(tx, crypto, actor, owner, 'promise', { told, details: { promiseId: row.id, dueOn: row.due_on } }, now)
}

async function audit(tx: Tx, crypto: CryptoProvider, actor: Actor, row: Pick<PromiseRow, 'subdistrict' | 'id'>, move: string, now: Date): Promise<void> {
  const by = accountIdOf(actor) ?? 'system'
  await recordAudit(tx, crypto, { subdistrict: row.subdistrict, actor: by, action: `promise.${move}`, target: { kind: 'promise', id: row.id } }, now)
}

function dayInWords(day: string): string {
  const [, month, date] = day.split('-').map(Number)
  return `${month}月${date}日`
}

function refused(field: string, rule: string): DomainError {
  return new DomainError('invalid_input', { issues: [{ path: [field], rule }] })
}
