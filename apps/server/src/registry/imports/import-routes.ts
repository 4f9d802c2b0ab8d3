import { buffer } from 'node:stream/consumers'
import { relationWords } from '@ejia/dictionary/registry-words.ts'
import { importFaultWords, importFieldWords } from '@ejia/dictionary/import-words.ts'
import type { Language } from '@ejia/contract/shapes.ts'
import { api, requireAccount, write, type ApiContext } from '../../access/api.ts'
import type { Actor } from '../../access/actor.ts'
import { requirePermission, scopeOf } from '../../access/permissions.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { Db } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { findSealer } from '../../privacy/data-keys.ts'
import type { StagedCells } from './import-columns.ts'
import { importMoves, type ImportMove } from './import-moves.ts'
import { findImport, listImports, listStaged, lockImport, setImportState, type ImportRow } from './import-store.ts'
import { presentImport } from './import-view.ts'
import { cellOf, uploadImport } from './upload-import.ts'

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
    await setImportState(tx, row, rule.to, { doneCount: 0, ...more }, now)
    const event = { subdistrict: row.subdistrict, actor: actor.accountId, action: `registry.import.${name}`, target: { kind: 'import', id: row.id } }
    await recordAudit(tx, context.deps.crypto, event, now)
    return presentImport((await findImport(tx, [row.subdistrict], row.id))!)
  })
}

export const importRoutes = {
  template: routes.template.handler(async ({ context: { meta } }) => {
    const { writeWorkbook } = await import('@ejia/spreadsheets/writing/write-workbook.ts')
    return fileOf(await buffer(writeWorkbook([templateSheet(meta.language)])), 'import-template.xlsx')
  }),
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
          const { cells } = JSON.parse(sealer!.open(one.cells_sealed!, cellOf(row, one.row_number))) as StagedCells
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

function templateSheet(language: Language) {
  const zh = language === 'zh'
  const header = (field: keyof typeof importFieldWords) => importFieldWords[field][language]
  return {
    name: zh ? '人员' : 'People',
    notes: [
      zh
        ? '一行一个人。姓名和住址必填，其他不知道就空着；不要合并单元格。'
        : 'One person a row. Name and address are needed; leave out what is not known; do not merge cells.',
      zh ? '住址写到门牌，例如：安居里1号楼 2单元 301。证件号可以不填。' : 'Write the address to the door, e.g. 安居里1号楼 2单元 301. The ID may be left out.',
    ],
    columns: [
      { header: header('name'), required: true, widthCharacters: 14 },
      { header: header('address'), required: true, widthCharacters: 36 },
      { header: header('phone'), widthCharacters: 16 },
      { header: header('idNumber'), widthCharacters: 22 },
      { header: header('sex'), widthCharacters: 8, choices: ['男', '女'] },
      { header: header('birthDate'), widthCharacters: 14, hint: '1956-03-08' },
      { header: header('relation'), widthCharacters: 16, choices: Object.values(relationWords).map((words) => words[language]) },
      { header: header('contactPerson'), widthCharacters: 12, choices: ['是', '否'] },
    ],
    rows: [],
  }
}

const fileOf = (bytes: Buffer, name: string) => new File([new Uint8Array(bytes)], name, { type: xlsx })
