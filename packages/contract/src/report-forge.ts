import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { EnterpriseKind, EnterpriseSize } from './enterprises.ts'
import { ReportAsked, ReportFilter, ReportRowKind, ReportSource } from './report-sources.ts'
import { AreaRef } from './requests.ts'
import { Day, Done, Id, Instant, optionalWords, queryBoolean, queryInteger, SubdistrictCode, words } from './shapes.ts'

/** 一表通 (field.md §3): a superior's form is defined once and filled from registry and cases; only missing cells are asked. */

export const TypedKind = z.enum(['number', 'text', 'day'])
export type TypedKind = z.infer<typeof TypedKind>

const columnKey = z.string().regex(/^[a-z0-9]{1,8}$/)
const column = { key: columnKey, title: words(60) }
export const ReportColumn = z.discriminatedUnion('from', [
  /** `by`: who is asked where the registry knows nothing, e.g. the size of an enterprise. */
  z.strictObject({ ...column, from: z.literal('system'), source: ReportSource, filter: ReportFilter, by: ReportAsked }),
  z.strictObject({ ...column, from: z.literal('typed'), value: TypedKind, by: ReportAsked, hint: optionalWords(100) }),
])
export type ReportColumn = z.infer<typeof ReportColumn>

/** Which enterprises are rows; for the other kinds of rows it stays empty. */
const RowFilter = z.strictObject({ kind: EnterpriseKind.optional(), size: EnterpriseSize.optional() })
export type RowFilter = z.infer<typeof RowFilter>

const definition = {
  name: words(100),
  askedBy: words(100),
  note: optionalWords(500),
  rows: ReportRowKind,
  rowFilter: RowFilter,
  columns: z.array(ReportColumn).min(1).max(40),
}

export const ReportForm = z.object({
  id: Id,
  subdistrict: SubdistrictCode,
  name: z.string(),
  askedBy: z.string(),
  note: z.string(),
  rows: ReportRowKind,
  rowFilter: RowFilter,
  columns: z.array(ReportColumn),
  version: z.number().int(),
  changedAt: Instant,
  fills: z.number().int(),
})
export type ReportForm = z.infer<typeof ReportForm>

/** draft → collecting (missing cells are asked) → complete → sealed (checked by a second person) → sent. */
export const FillState = z.enum(['draft', 'collecting', 'complete', 'sealed', 'sent', 'cancelled'])
export type FillState = z.infer<typeof FillState>
export const FillMove = z.enum(['recount', 'collect', 'seal', 'send', 'reopen', 'cancel'])
export type FillMove = z.infer<typeof FillMove>

/** Cells of a filling: how many stand, and how many of them nobody had to type. */
const CellCounts = z.object({ cells: z.number().int(), computed: z.number().int(), typed: z.number().int(), missing: z.number().int() })

export const FillSummary = z.object({
  id: Id,
  formId: Id,
  name: z.string(),
  askedBy: z.string(),
  from: Day,
  to: Day,
  dueOn: Day,
  state: FillState,
  startedBy: z.string(),
  startedAt: Instant,
  counts: CellCounts,
  /** Sealed versions so far. */
  versions: z.number().int(),
})
export type FillSummary = z.infer<typeof FillSummary>

export const ReportCell = z.object({
  column: columnKey,
  origin: z.enum(['computed', 'typed', 'missing']),
  /** As it is written into the form: a number, a share like 93.1%, words, a day. Null while missing or hidden. */
  value: z.string().nullable(),
  numerator: z.number().int().nullable(),
  denominator: z.number().int().nullable(),
  /** Fewer than five people or cases, or a cell that would give them away. */
  hidden: z.boolean(),
  askedOf: AreaRef.nullable(),
  typedBy: z.string().nullable(),
})
export type ReportCell = z.infer<typeof ReportCell>

export const Fill = FillSummary.extend({
  rows: ReportRowKind,
  columns: z.array(ReportColumn),
  countedAt: Instant,
  table: z.array(z.object({ key: z.string(), label: z.string(), area: AreaRef, cells: z.array(ReportCell) })),
  sealed: z.array(
    z.object({
      version: z.number().int(),
      sealedBy: z.string(),
      sealedAt: Instant,
      /** SHA-256 of the content: what was sent can be told from what was not. */
      digest: z.string(),
      sentTo: z.string().nullable(),
      sentAt: Instant.nullable(),
    }),
  ),
  history: z.array(z.object({ id: Id, at: Instant, step: z.enum(['start', 'type', ...FillMove.options]), by: z.string(), words: z.string() })),
  allowedMoves: z.array(FillMove),
  /** Whether the caller may type cells now. */
  mayType: z.boolean(),
})
export type Fill = z.infer<typeof Fill>

/** One filling's cells that wait for me, by row: nothing else of the form is shown. */
export const AskedCells = z.object({
  fillId: Id,
  name: z.string(),
  askedBy: z.string(),
  from: Day,
  to: Day,
  dueOn: Day,
  rows: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      enterpriseId: Id.nullable(),
      cells: z.array(
        z.object({ column: columnKey, title: z.string(), value: TypedKind, hint: z.string(), typed: z.string().nullable(), typedBy: z.string().nullable() }),
      ),
    }),
  ),
})
export type AskedCells = z.infer<typeof AskedCells>

const oneFill = { fillId: Id }
const move = <const M extends FillMove, S extends z.ZodRawShape>(name: M, shape: S) => z.strictObject({ ...oneFill, move: z.literal(name), ...shape })
export const FillMoveInput = z.discriminatedUnion('move', [
  move('recount', {}),
  move('collect', { words: optionalWords(500) }),
  move('seal', { words: optionalWords(500) }),
  move('send', { sentTo: words(100) }),
  move('reopen', { words: words(500) }),
  move('cancel', { words: words(500) }),
])
export type FillMoveInput = z.infer<typeof FillMoveInput>

const tags = ['reports']
export const reportForgeContract = {
  listForms: endpoint
    .route({ method: 'GET', path: '/report-forms', summary: 'Forms of superiors, each defined once', tags })
    .meta({ action: 'reportForge.define' })
    .output(z.object({ rows: z.array(ReportForm) })),
  openForm: endpoint
    .route({ method: 'GET', path: '/report-forms/{formId}', summary: 'One form', tags })
    .meta({ action: 'reportForge.define' })
    .input(z.strictObject({ formId: Id }))
    .output(ReportForm),
  saveForm: endpoint
    .route({ method: 'PUT', path: '/report-forms/{formId}', summary: 'Define a form, or change it; fillings that began keep their columns', tags })
    .meta({ action: 'reportForge.define', idempotency: 'optional', errors: ['stale_version'] })
    .input(z.strictObject({ formId: Id, subdistrict: SubdistrictCode, basedOn: z.number().int().min(0), ...definition }))
    .output(ReportForm),
  endForm: endpoint
    .route({ method: 'POST', path: '/report-forms/{formId}/end', summary: 'No longer asked for; what was filled stays', tags })
    .meta({ action: 'reportForge.define', idempotency: 'optional' })
    .input(z.strictObject({ formId: Id }))
    .output(Done),
  start: endpoint
    .route({ method: 'POST', path: '/report-forms/{formId}/fills', summary: 'Begin to fill a form: the system counts all it can', tags, successStatus: 201 })
    .meta({ action: 'reportForge.define', idempotency: 'required' })
    .input(z.strictObject({ formId: Id, from: Day, to: Day, dueOn: Day }))
    .output(Fill),
  listFills: endpoint
    .route({ method: 'GET', path: '/report-fills', summary: 'Fillings, the nearest due first', tags })
    .meta({ action: 'reportForge.define' })
    .input(
      z.strictObject({
        formId: Id.optional(),
        show: z.enum(['open', 'finished', 'all']).optional(),
        after: z.string().max(200).optional(),
        limit: queryInteger(1, 100).optional(),
      }),
    )
    .output(z.object({ rows: z.array(FillSummary), total: z.number().int(), next: z.string().nullable() })),
  open: endpoint
    .route({ method: 'GET', path: '/report-fills/{fillId}', summary: 'One filling with its cells', tags })
    .meta({ action: 'reportForge.define' })
    .input(z.strictObject(oneFill))
    .output(Fill),
  move: endpoint
    .route({ method: 'POST', path: '/report-fills/{fillId}/moves', summary: 'A step of a filling', tags })
    .meta({ action: 'reportForge.define', idempotency: 'optional', errors: ['move_not_allowed', 'task_open'] })
    .input(FillMoveInput)
    .output(Fill),
  download: endpoint
    .route({ method: 'GET', path: '/report-fills/{fillId}/versions/{version}/file', summary: 'A sealed version as .xlsx with its watermark', tags })
    .meta({ action: 'reportForge.define' })
    .input(z.strictObject({ ...oneFill, version: queryInteger(1, 1000) }))
    .output(z.file()),
  asked: endpoint
    .route({ method: 'GET', path: '/asked-cells', summary: 'Cells of forms that wait for my grid, community or office', tags })
    .meta({ action: 'reportForge.fill' })
    .input(z.strictObject({ below: queryBoolean.optional().describe('Also those asked of the areas below mine') }))
    .output(z.object({ rows: z.array(AskedCells) })),
  type: endpoint
    .route({ method: 'POST', path: '/report-fills/{fillId}/cells', summary: 'Fill in cells that were asked', tags })
    .meta({ action: 'reportForge.fill', idempotency: 'optional', errors: ['move_not_allowed'] })
    .input(
      z.strictObject({
        ...oneFill,
        cells: z
          .array(z.strictObject({ row: z.string().max(40), column: columnKey, value: z.string().trim().max(200) }))
          .min(1)
          .max(200),
      }),
    )
    .output(z.object({ missing: z.number().int() })),
}
