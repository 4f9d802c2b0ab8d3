import { buffer } from 'node:stream/consumers'
import { importFields } from '@ejia/contract/imports.ts'
import { importFaultWords } from '@ejia/dictionary/import-words.ts'
import { api, requireAccount, write, type ApiContext } from '../../access/api.ts'
import type { Actor } from '../../access/actor.ts'
import { requirePermission, scopeOf } from '../../access/permissions.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { Db } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { findSealer } from '../../privacy/data-keys.ts'
import { importMoves, type ImportMove } from './import-moves.ts'
import { findImport, listImports, lockImport, setImportState, type ImportRow } from './import-store.ts'
import { templateSheet } from './import-template.ts'
import { presentImport } from './import-view.ts'
import { cellsOf, type StagedCells } from './read-cells.ts'
import { listStaged } from './row-store.ts'
import { proposeKind, uploadImport } from './upload-import.ts'

const routes = api.imports
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

function getImport(db: Db, actor: Actor, id: string, now: Date): Promise<ImportRow> {
  return requireOwn(actor, findImport(db, actor.tenants, id), now)
}

async function requireOwn(actor: Actor, found: Promise<ImportRow | null>, now: Date): Promise<ImportRow> {
  const row = await found
  if (!row) throw new DomainError('not_found')
  requirePermission(actor, 'registry.import', 'registry.import', { areaCode: row.subdistrict }, now)
  return row
}

/** A move of the office; the worker does the work that follows. */
function move(context: ApiContext, name: ImportMove, input: { importId: string }, more: { mapping?: ImportRow['mapping'] } = {}) {
  return write(context, `imports.${name}`, input, async (tx, now) => {
    const actor = requireAccount(context.actor)
    const row = await requireOwn(actor, lockImport(tx, actor.tenants, input.importId), now)
    const rule = importMoves[name]
    if (!(rule.from as readonly string[]).includes(row.state) || row.forgotten_at !== null)
      throw new DomainError('move_not_allowed', { move: name, current: row.state })
    for (const field of Object.keys(more.mapping ?? {}))
      if (!(importFields[row.kind] as readonly string[]).includes(field))
        throw new DomainError('invalid_input', { issues: [{ path: ['mapping', field], rule: 'not_allowed_here' }] })
    await setImportState(tx, row, rule.to, { doneCount: 0, ...more }, now)
    const event = { subdistrict: row.subdistrict, actor: actor.accountId, action: `registry.import.${name}`, target: { kind: 'import', id: row.id } }
    await recordAudit(tx, context.deps.crypto, event, now)
    return presentImport((await findImport(tx, [row.subdistrict], row.id))!)
  })
}

export const importRoutes = {
  template: routes.template.handler(async ({ input, context: { meta } }) => {
    const { writeWorkbook } = await import('@ejia/spreadsheets/writing/write-workbook.ts')
    const kind = input.kind ?? 'people'
    return fileOf(await buffer(writeWorkbook([templateSheet(kind, meta.language)])), `import-template-${kind}.xlsx`)
  }),
  propose: routes.propose.handler(async ({ input }) => ({ kind: await proposeKind(Buffer.from(await input.file.arrayBuffer())) })),
  list: routes.list.handler(async ({ context: { deps, actor } }) => ({
    rows: (await listImports(deps.db, scopeOf(actor, 'registry.import', deps.clock()).tenants)).map(presentImport),
  })),
  upload: routes.upload.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const file = { name: input.file.name, bytes: Buffer.from(await input.file.arrayBuffer()) }
    return presentImport(await deps.db.transaction().execute((tx) => uploadImport(tx, deps.crypto, requireAccount(actor), file, input, now)))
  }),
  open: routes.open.handler(async ({ input, context: { deps, actor } }) => presentImport(await getImport(deps.db, actor, input.importId, deps.clock()))),
  faults: routes.faults.handler(async ({ input, context: { deps, actor } }) => {
    const row = await getImport(deps.db, actor, input.importId, deps.clock())
    const limit = input.limit ?? 100
    const rows = await listStaged(deps.db, row, input.after ?? 0, limit + 1, ['wrong'])
    const page = rows.slice(0, limit)
    return { rows: page.map((one) => ({ row: one.row_number, faults: one.faults })), next: rows.length > limit ? page.at(-1)!.row_number : null }
  }),
  remap: routes.remap.handler(({ input, context }) => move(context, 'remap', input, { mapping: input.mapping })),
  apply: routes.apply.handler(({ input, context }) => move(context, 'apply', input)),
  cancel: routes.cancel.handler(({ input, context }) => move(context, 'cancel', input)),
  undo: routes.undo.handler(({ input, context }) => move(context, 'undo', input)),
  returned: routes.returned.handler(async ({ input, context: { deps, actor, meta } }) => {
    const row = await getImport(deps.db, actor, input.importId, deps.clock())
    const sealer = row.forgotten_at === null ? await findSealer(deps.db, deps.crypto, row) : null
    if (!sealer) throw new DomainError('link_expired')
    async function* wrong() {
      for (let after = 0; ;) {
        const rows = await listStaged(deps.db, row, after, 500, ['wrong'])
        for (const one of rows) {
          const { cells } = JSON.parse(sealer!.open(one.cells_sealed!, cellsOf(row, one.row_number))) as StagedCells
          yield { cells, error: one.faults.map(({ fault }) => importFaultWords[fault][meta.language]).join('；') }
        }
        if (rows.length < 500) return
        after = rows.at(-1)!.row_number
      }
    }
    const { writeReturnedFile } = await import('@ejia/spreadsheets/writing/returned-file.ts')
    const book = writeReturnedFile({
      sheetName: row.sheet_name,
      header: row.header,
      errorHeader: meta.language === 'zh' ? '错误说明' : 'What to correct',
      onlyWithErrors: true,
      rows: wrong(),
    })
    return fileOf(await buffer(book), 'returned.xlsx')
  }),
}

const fileOf = (bytes: Buffer, name: string) => new File([new Uint8Array(bytes)], name, { type: xlsx })
