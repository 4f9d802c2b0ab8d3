import { sql } from 'kysely'
import type { ReporterMoveInput } from '@ejia/contract/intake.ts'
import type { ReporterMove } from '@ejia/contract/requests.ts'
import type { Actor } from '../../access/actor.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { reopened, running } from '../effects/answering.ts'
import { tellOfNotSolved } from '../tell-answerable.ts'
import { followMaster } from '../follow-master.ts'
import { writeMove, type Effect, type MoveContext } from '../move-request.ts'
import { reporterMoves, stateAfter } from '../request-moves.ts'
import { lockRequest, type RequestRow } from '../request-store.ts'
import { searchTokens } from '../../platform/search-tokens.ts'

type InputOf<M extends ReporterMove> = Extract<ReporterMoveInput, { move: M }>

/** A move of whoever reported: by receipt link or signed in, checked by the caller. */
export async function moveByReporter(
  tx: Tx,
  crypto: CryptoProvider,
  actor: Actor,
  at: { subdistrict: string; requestId: string },
  input: ReporterMoveInput,
  now: Date,
): Promise<RequestRow> {
  const row = await lockRequest(tx, [at.subdistrict], at.requestId)
  if (!row) throw new DomainError('not_found')
  const rule = reporterMoves[input.move]
  if (!rule.from.includes(row.state)) throw new DomainError('move_not_allowed', { move: input.move, current: row.state })
  const context: MoveContext = { tx, crypto, actor, row, now, entryId: newId() }
  const effect = await effectOf(context, input)
  return writeMove(context, input.move, { kind: 'reporter', accountId: null, name: '', role: null }, stateAfter(input.move, rule, row.state, effect.to), effect)
}

export function reporterAllowedMoves(row: RequestRow): ReporterMove[] {
  return (Object.keys(reporterMoves) as ReporterMove[]).filter((move) => reporterMoves[move].from.includes(row.state))
}

function effectOf(context: MoveContext, input: ReporterMoveInput): Promise<Effect> | Effect {
  switch (input.move) {
    case 'comment':
      return { told: input.told, photoIds: input.photoIds ?? [] }
    case 'correctText':
      return correctText(context, input)
    case 'withdraw':
      return {
        told: input.told ?? null,
        set: {
          ...running(context.row.paused_since),
          defer_explanation: null,
          review_on: null,
          objection_reason: null,
          objection_by: null,
          extension_until: null,
          extension_reason: null,
          extension_by: null,
        },
      }
    case 'confirmSolved':
      return confirmSolved(context)
    case 'notSolved':
      return notSolved(context, input)
    case 'rate':
      return { details: { stars: input.stars }, told: input.words ?? null, set: { stars: input.stars, rating_words: input.words ?? '', rated_at: context.now } }
  }
}

/** The old text stays readable, with the time it was replaced. */
async function correctText({ tx, row, now }: MoveContext, input: InputOf<'correctText'>): Promise<Effect> {
  await sql`insert into request_texts (subdistrict, request_id, until, text) values (${row.subdistrict}, ${row.id}, ${now}, ${row.text})`.execute(tx)
  return { set: { text: input.text, search: searchTokens(input.text, row.place_text) } }
}

async function confirmSolved(context: MoveContext): Promise<Effect> {
  await followMaster(context, 'masterClosed', null)
  return { set: { closure: 'residentConfirmed', closed_at: context.now } }
}

/** The first time the case is reopened. Later the words still reach whoever answers for it. */
async function notSolved(context: MoveContext, input: InputOf<'notSolved'>): Promise<Effect> {
  const { row, tx, now } = context
  await tellOfNotSolved(tx, row, context.entryId, !row.reopened_by_reporter, now)
  if (row.reopened_by_reporter) return { to: row.state, told: input.told, photoIds: input.photoIds ?? [], details: { passedOn: true } }
  return { to: 'handling', told: input.told, photoIds: input.photoIds ?? [], set: { ...reopened(row.reopened_times), reopened_by_reporter: true } }
}
