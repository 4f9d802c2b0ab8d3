import type { RegistryExport } from '@ejia/contract/exports.ts'
import { api, requireAccount, write } from '../../access/api.ts'
import type { Actor } from '../../access/actor.ts'
import { holds, scopeOf } from '../../access/permissions.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import { askExport, rowsAlone } from './ask-export.ts'
import { allExportableFields } from './exportable-fields.ts'
import { listExports, type ExportRow } from './export-store.ts'
import { openDetails } from './make-file.ts'
import { allowedExportMoves, moveExport, takeExport } from './move-export.ts'

const routes = api.exports
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const exportRoutes = {
  list: routes.list.handler(async ({ context: { deps, actor } }) => {
    const now = deps.clock()
    const rows = await listExports(deps.db, scopeOf(actor, 'registry.export', now).tenants)
    return {
      rows: rows.filter((row) => holds(actor, 'registry.export', { areaCode: row.area_code }, now)).map((row) => presentExport(deps.crypto, actor, row, now)),
      rowsAlone: await rowsAlone(deps.db, actor, now),
      fields: allExportableFields(),
    }
  }),
  ask: routes.ask.handler(({ input, context }) =>
    write(context, 'exports.ask', input, async (tx, now) => {
      const { crypto } = context.deps
      return presentExport(crypto, context.actor, await askExport(tx, crypto, requireAccount(context.actor), input, context.meta.language, now), now)
    }),
  ),
  move: routes.move.handler(({ input, context }) =>
    write(context, 'exports.move', input, async (tx, now) =>
      presentExport(context.deps.crypto, context.actor, await moveExport(tx, context.deps.crypto, requireAccount(context.actor), input, now), now),
    ),
  ),
  take: routes.take.handler(async ({ input, context: { deps, actor } }) => {
    // Never kept for a second tap: once is once.
    const { row, bytes } = await deps.db.transaction().execute((tx) => takeExport(tx, deps.crypto, requireAccount(actor), input.exportId, deps.clock()))
    return new File([new Uint8Array(bytes)], `${row.number}.xlsx`, { type: xlsx })
  }),
}

function presentExport(crypto: CryptoProvider, actor: Actor, row: ExportRow, now: Date): RegistryExport {
  const { reason, recipient } = openDetails(crypto, row)
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    area: { code: row.area_code, name: row.area_name },
    ofHousehold: row.household_id !== null,
    fields: row.fields,
    whole: row.whole,
    purpose: row.purpose,
    reason,
    recipient,
    rows: row.row_count,
    state: row.state,
    askedBy: row.asked_by_name,
    askedAt: row.asked_at,
    decidedBy: row.decided_by_name,
    decidedAt: row.decided_at,
    decidedWords: row.decided_words,
    expiresAt: row.state === 'ready' ? row.expires_at : null,
    takenAt: row.taken_at,
    allowedMoves: allowedExportMoves(actor, row, now),
  }
}
