import { DataPurpose, EndablePurpose, PersonField } from '@ejia/contract/registry.ts'
import type { PurposeEnding } from '@ejia/contract/purposes.ts'
import { api, requireAccount, write } from '../../access/api.ts'
import type { Actor } from '../../access/actor.ts'
import { scopeOf } from '../../access/permissions.ts'
import { findArea } from '../../areas/look-up-areas.ts'
import { personFields } from '../data-dictionary.ts'
import { listEndings, type Destroyed, type EndingRow } from './ending-store.ts'
import { countKeptWhole, previewKeptFor } from './kept-for-store.ts'
import { allowedEndingMoves, askEnding, getEnding, moveEnding, requireOffice } from './move-ending.ts'
import { listRunningPurposes } from './running-purposes.ts'

const routes = api.purposes

export const purposeRoutes = {
  list: routes.list.handler(async ({ context: { deps, actor } }) => {
    const now = deps.clock()
    const { tenants } = scopeOf(actor, 'registry.rights', now)
    const endings = await listEndings(deps.db, tenants)
    const rows = await Promise.all(
      tenants.map(async (subdistrict) => {
        const [running, area] = await Promise.all([listRunningPurposes(deps.db, subdistrict), findArea(deps.db, subdistrict)])
        return DataPurpose.options.map((purpose) => {
          const own = endings.filter((row) => row.subdistrict === subdistrict && row.purpose === purpose)
          const isEndable = EndablePurpose.options.some((one) => one === purpose)
          return {
            subdistrict: { code: subdistrict, name: area?.name ?? subdistrict },
            purpose,
            fields: PersonField.options.filter((field) => personFields[field].purposes.includes(purpose)),
            running: running.includes(purpose),
            mayAsk: isEndable && running.includes(purpose) && own.every((row) => row.state !== 'asked'),
            endings: own.map((row) => presentEnding(actor, row, now)),
          }
        })
      }),
    )
    return { rows: rows.flat() }
  }),
  preview: routes.preview.handler(async ({ input, context: { deps, actor } }) => {
    requireOffice(actor, input.subdistrict, deps.clock())
    const [values, whole] = await Promise.all([
      previewKeptFor(deps.db, input.subdistrict, input.purpose),
      countKeptWhole(deps.db, input.subdistrict, input.purpose),
    ])
    return { values: values.map(({ code, name, ...counts }) => ({ grid: { code, name }, ...counts })), ...whole }
  }),
  ask: routes.ask.handler(({ input, context }) =>
    write(context, 'purposes.ask', input, async (tx, now) =>
      presentEnding(context.actor, await askEnding(tx, context.deps.crypto, requireAccount(context.actor), input, now), now),
    ),
  ),
  open: routes.open.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    return presentEnding(actor, await getEnding(deps.db, actor, input.endingId, now), now)
  }),
  move: routes.move.handler(({ input, context }) =>
    write(context, 'purposes.move', input, async (tx, now) =>
      presentEnding(context.actor, await moveEnding(tx, context.deps.crypto, requireAccount(context.actor), input, now), now),
    ),
  ),
}

function presentEnding(actor: Actor, row: EndingRow, now: Date): PurposeEnding {
  const { destroyed } = row
  return {
    id: row.id,
    subdistrict: { code: row.subdistrict, name: row.subdistrict_name },
    purpose: row.purpose,
    state: row.state,
    reason: row.reason,
    askedBy: row.asked_by_name,
    askedAt: row.asked_at,
    decidedBy: row.decided_by_name,
    decidedAt: row.decided_at,
    decidedWords: row.decided_words,
    endedAt: row.ended_at,
    destroyed: {
      values: countsOf(destroyed.values),
      stayed: countsOf(destroyed.stayed),
      people: destroyed.people ?? 0,
      history: destroyed.history ?? 0,
      importRows: destroyed.importRows ?? 0,
      exportFiles: destroyed.exportFiles ?? 0,
    },
    chain: row.chain_seq === null || row.chain_hash === null ? null : { seq: row.chain_seq, hash: row.chain_hash.toString('hex') },
    restartedBy: row.restarted_by_name,
    restartedAt: row.restarted_at,
    allowedMoves: allowedEndingMoves(actor, row, now),
  }
}

const countsOf = (counts: Destroyed['values'] = {}) => PersonField.options.flatMap((field) => (counts[field] ? [{ field, count: counts[field] }] : []))
