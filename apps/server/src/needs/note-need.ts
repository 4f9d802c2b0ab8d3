import type { NeedOutcome } from '@ejia/contract/needs.ts'
import type { AccountActor } from '../access/actor.ts'
import { holds } from '../access/permissions.ts'
import { findArea } from '../areas/look-up-areas.ts'
import { recordAudit } from '../history/record-audit.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { searchTokens } from '../platform/search-tokens.ts'
import { getEditableHousehold, listNamesOfHousehold } from '../registry/households/open-household.ts'
import { mayHandleCase } from '../requests/case-for-others.ts'
import { needPoolMoves } from './need-pool-moves.ts'
import { addPoolWords, findNote, findPool, insertNote, insertPool, lockPools, type NoteRow, type PoolRow } from './need-store.ts'

type Heard = {
  outcome: NeedOutcome
  gridCode: string
  heardOn: string
  poolId?: string | undefined
  title?: string | undefined
  reason?: string | undefined
  words?: string | undefined
  households?: number | undefined
  householdId?: string | undefined
  requestId?: string | undefined
}

/** Longer ago nobody remembers it well. */
const longestAgoDays = 92

/**
 * A need heard at the door joins its pool, or begins one. The pool is read by everybody who works in the subdistrict: it
 * takes a title and a reason, never a name or a number. What was said word for word stays sealed with the note.
 */
export async function noteNeed(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: Heard, now: Date): Promise<{ note: NoteRow; pool: PoolRow | null }> {
  const subdistrict = input.gridCode.slice(0, 9)
  if (!holds(actor, 'need.note', { areaCode: input.gridCode }, now) || !(await findArea(tx, input.gridCode))) throw refused('gridCode', 'not_found')
  if (input.heardOn > shanghaiDay(now)) throw refused('heardOn', 'in_the_future')
  if (input.heardOn < shanghaiDay(new Date(now.getTime() - longestAgoDays * 86_400_000))) throw refused('heardOn', 'too_small')
  if (input.requestId !== undefined) await requireCase(tx, actor, subdistrict, input.requestId, now)
  const pool = input.outcome === 'refused' ? null : await joinPool(tx, actor, subdistrict, input, now)
  const id = newId()
  await insertNote(
    tx,
    {
      subdistrict,
      id,
      pool_id: pool?.id ?? null,
      outcome: input.outcome,
      grid_code: input.gridCode,
      heard_on: input.heardOn,
      households: input.householdId === undefined && input.outcome === 'heard' ? (input.households ?? 1) : 1,
      reason: pool === null ? null : (input.reason ?? null),
      words_sealed: input.words ? crypto.seal(input.words, { table: 'need_notes', id, field: 'words', subdistrict }) : null,
      household_id: await householdIn(tx, actor, input, now),
      request_id: input.requestId ?? null,
      noted_by: actor.accountId,
    },
    now,
  )
  await recordAudit(tx, crypto, { subdistrict, actor: actor.accountId, action: 'need.note', target: { kind: 'needNote', id } }, now)
  return { note: (await findNote(tx, [subdistrict], id))!, pool: pool && (await findPool(tx, [subdistrict], pool.id))! }
}

async function joinPool(tx: Tx, actor: AccountActor, subdistrict: string, input: Heard, now: Date): Promise<PoolRow> {
  const names = input.householdId === undefined ? [] : await listNamesOfHousehold(tx, subdistrict, input.householdId)
  for (const field of ['title', 'reason'] as const) requireNameless(field, input[field], names)
  const tokens = searchTokens(input.title ?? '', input.reason ?? '')
  if (input.poolId === undefined) {
    if (!input.title) throw refused('title', 'required')
    const id = newId()
    await insertPool(tx, { subdistrict, id, title: input.title, search: tokens, createdBy: actor.accountId }, now)
    return (await findPool(tx, [subdistrict], id))!
  }
  await lockPools(tx, [subdistrict], [input.poolId])
  const row = await findPool(tx, [subdistrict], input.poolId)
  if (!row) throw refused('poolId', 'not_found')
  if (!needPoolMoves.note.from.includes(row.state)) throw new DomainError('move_not_allowed', { move: 'note', current: row.state })
  if (tokens.length > 0) await addPoolWords(tx, subdistrict, row.id, tokens)
  return row
}

/** A whole name of the household, or digits as long as a phone's, do not go where everybody reads. */
function requireNameless(field: 'title' | 'reason', text: string | undefined, names: readonly string[]): void {
  if (text === undefined) return
  if (/\d{7}/u.test(text.normalize('NFKC')) || names.some((name) => name.length > 1 && text.includes(name))) throw refused(field, 'not_allowed_here')
}

async function householdIn(tx: Tx, actor: AccountActor, input: Heard, now: Date): Promise<string | null> {
  if (input.householdId === undefined) return null
  const household = await getEditableHousehold(tx, actor, input.householdId, now)
  if (household.grid_code !== input.gridCode) throw refused('householdId', 'not_found')
  return household.id
}

async function requireCase(tx: Tx, actor: AccountActor, subdistrict: string, requestId: string, now: Date): Promise<void> {
  const row = await mayHandleCase(tx, actor, requestId, now)
  if (row?.subdistrict !== subdistrict) throw refused('requestId', 'not_found')
}

function refused(field: string, rule: string): DomainError {
  return new DomainError('invalid_input', { issues: [{ path: [field], rule }] })
}
