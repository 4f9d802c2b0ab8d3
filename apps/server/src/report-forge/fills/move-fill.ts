import { createHash } from 'node:crypto'
import type { FillMove, FillMoveInput } from '@ejia/contract/report-forge.ts'
import type { AccountActor, Actor } from '../../access/actor.ts'
import { holds, requirePermission } from '../../access/permissions.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { countMissing, listCells } from './cell-store.ts'
import { countFill } from '../figures/count-fill.ts'
import { fillMoves, stateWith } from './fill-moves.ts'
import { findFill, insertEntry, insertFill, insertVersion, lockFill, markSent, updateFill, type FillRow } from './fill-store.ts'
import { lockForm } from '../form-store.ts'

/** Whoever began a filling does not check it themselves. */
export function allowedFillMoves(actor: Actor, fill: FillRow, now: Date): FillMove[] {
  if (!holds(actor, 'reportForge.define', { areaCode: fill.subdistrict }, now)) return []
  const own = actor.kind === 'account' && actor.accountId === fill.started_by
  return (Object.keys(fillMoves) as FillMove[]).filter((move) => fillMoves[move].from.includes(fill.state) && !(own && move === 'seal'))
}

type Started = { formId: string; from: string; to: string; dueOn: string }

export async function startFill(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: Started, now: Date): Promise<FillRow> {
  const form = await lockForm(tx, actor.tenants, input.formId)
  if (!form) throw new DomainError('not_found')
  requirePermission(actor, 'reportForge.define', 'reportForge.define', { areaCode: form.subdistrict }, now)
  if (input.from > input.to) throw new DomainError('invalid_input', { issues: [{ path: ['to'], rule: 'in_the_past' }] })
  const { subdistrict, name, asked_by, row_kind, row_filter, columns } = form
  const id = newId()
  const period = { period_from: input.from, period_to: input.to, due_on: input.dueOn }
  await insertFill(tx, { subdistrict, id, form_id: form.id, name, asked_by, row_kind, row_filter, columns, started_by: actor.accountId, ...period }, now)
  await countFill(tx, { subdistrict, id, row_kind, row_filter, columns, ...period }, now)
  await keep(tx, crypto, actor, { subdistrict, id }, 'start', '', now)
  return (await findFill(tx, [subdistrict], id))!
}

export async function moveFill(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: FillMoveInput, now: Date): Promise<FillRow> {
  const fill = await lockFill(tx, actor.tenants, input.fillId)
  if (!fill || !holds(actor, 'reportForge.define', { areaCode: fill.subdistrict }, now)) throw new DomainError('not_found')
  if (!fillMoves[input.move].from.includes(fill.state)) throw new DomainError('move_not_allowed', { move: input.move, current: fill.state })
  if (!allowedFillMoves(actor, fill, now).includes(input.move)) throw new DomainError('permission_denied', { action: `reportForge.${input.move}` })
  switch (input.move) {
    case 'recount':
      await countFill(tx, fill, now)
      await updateFill(tx, fill, { state: stateWith(fill.state, await countMissing(tx, fill)), countedAt: now })
      break
    case 'collect':
    case 'reopen':
      await updateFill(tx, fill, { state: fill.missing === 0 ? 'complete' : 'collecting' })
      break
    case 'seal': {
      const content = JSON.stringify({
        name: fill.name,
        askedBy: fill.asked_by,
        from: fill.period_from,
        to: fill.period_to,
        columns: fill.columns,
        cells: await listCells(tx, fill),
      })
      const version = fill.versions + 1
      await insertVersion(tx, fill, { version, content, digest: createHash('sha256').update(content).digest(), by: actor.accountId }, now)
      await updateFill(tx, fill, { state: 'sealed', versions: version })
      break
    }
    case 'send':
      await markSent(tx, fill, { to: input.sentTo, by: actor.accountId }, now)
      await updateFill(tx, fill, { state: 'sent' })
      break
    case 'cancel':
      await updateFill(tx, fill, { state: 'cancelled' })
      break
  }
  const said = input.move === 'send' ? input.sentTo : 'words' in input ? (input.words ?? '') : ''
  await keep(tx, crypto, actor, fill, input.move, said, now)
  return (await findFill(tx, [fill.subdistrict], fill.id))!
}

/** After cells were typed: the state that follows, and who typed how many. */
export async function typedInto(tx: Tx, crypto: CryptoProvider, actor: AccountActor, fill: FillRow, cells: number, now: Date): Promise<number> {
  const missing = await countMissing(tx, fill)
  await updateFill(tx, fill, { state: stateWith(fill.state, missing) })
  await keep(tx, crypto, actor, fill, 'type', String(cells), now)
  return missing
}

async function keep(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  fill: { subdistrict: string; id: string },
  step: 'start' | 'type' | FillMove,
  words: string,
  now: Date,
): Promise<void> {
  const { subdistrict, id } = fill
  await insertEntry(tx, { subdistrict, id: newId(), fillId: id, step, account: actor.accountId, name: actor.name, words }, now)
  await recordAudit(tx, crypto, { subdistrict, actor: actor.accountId, action: `reportForge.${step}`, target: { kind: 'reportFill', id } }, now)
}
