import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { EndablePurpose } from './registry.ts'
import { Day, Id, Instant, queryInteger, SubdistrictCode } from './shapes.ts'

/** What the rows of an office's file are about. */
export const ImportKind = z.enum(['people', 'enterprises'])
export type ImportKind = z.infer<typeof ImportKind>

/** What a row may tell of a person; `address` finds the dwelling. */
export const PersonImportField = z.enum(['name', 'address', 'phone', 'idNumber', 'sex', 'birthDate', 'relation', 'contactPerson'])
export type PersonImportField = z.infer<typeof PersonImportField>

/** What a row may tell of an enterprise; `businessAddress` finds the building, `enterpriseGrid` is needed where there is none. */
export const EnterpriseImportField = z.enum([
  'enterpriseName',
  'businessAddress',
  'creditCode',
  'enterpriseKind',
  'industry',
  'size',
  'contactName',
  'contactPhone',
  'enterpriseGrid',
])
export type EnterpriseImportField = z.infer<typeof EnterpriseImportField>

export const ImportField = z.enum([...PersonImportField.options, ...EnterpriseImportField.options])
export type ImportField = z.infer<typeof ImportField>

/** The columns a file of each kind may have, in the order a person reads them. */
export const importFields: Record<ImportKind, readonly ImportField[]> = { people: PersonImportField.options, enterprises: EnterpriseImportField.options }

/** checking → checked (the dry run) → running → done; cancelled between rows; undoing → undone. */
export const ImportState = z.enum(['checking', 'checked', 'running', 'done', 'cancelled', 'undoing', 'undone'])
export type ImportState = z.infer<typeof ImportState>

export const ImportFault = z.enum([
  'name_missing',
  'name_wrong',
  'address_missing',
  'address_unknown',
  'address_no_door',
  'address_several',
  'id_lost_digits',
  'id_length',
  'id_characters',
  'id_region',
  'id_birth_date',
  'id_check_digit',
  'id_disagrees',
  'birth_date_format',
  'birth_date_incomplete',
  'birth_date_two_digit_year',
  'birth_date_day_order',
  'birth_date_impossible',
  'phone_lost_digits',
  'phone_several',
  'phone_area_code',
  'phone_wrong',
  'sex_unknown',
  'relation_unknown',
  'contact_unknown',
  'enterprise_name_missing',
  'enterprise_name_wrong',
  'business_address_missing',
  'code_lost_digits',
  'code_old_number',
  'code_organisation_only',
  'code_length',
  'code_characters',
  'code_registrar',
  'code_region',
  'code_check_digit',
  'enterprise_kind_missing',
  'enterprise_kind_unknown',
  'industry_missing',
  'size_unknown',
  'contact_name_wrong',
  'building_unknown',
  'building_several',
  'grid_unknown',
  'enterprise_several',
  'enterprise_twice',
  'twice_in_file',
  'cell_broken',
  'cell_too_long',
  'rejected',
])
export type ImportFault = z.infer<typeof ImportFault>

export const Import = z.object({
  id: Id,
  kind: ImportKind,
  state: ImportState,
  fileName: z.string(),
  sheetName: z.string(),
  header: z.array(z.string()),
  mapping: z.partialRecord(ImportField, z.number().int()),
  /** Told for one campaign alone: the file goes with it. */
  recordedFor: EndablePurpose.nullable(),
  rows: z.number().int(),
  /** Of the pass that runs now. */
  seen: z.number().int(),
  outcomes: z.object({ new: z.number().int(), change: z.number().int(), same: z.number().int(), wrong: z.number().int() }),
  applied: z.number().int(),
  /** Wrong in their address alone: they wait for somebody who knows the place. */
  waiting: z.number().int(),
  undone: z.number().int(),
  /** Touched by somebody since: left as they are by an undo. */
  leftAlone: z.number().int(),
  createdBy: z.string(),
  createdAt: Instant,
  endedAt: Instant.nullable(),
  /** The rows are destroyed on this day; then neither the returned file nor an undo. */
  keptUntil: Day,
  allowedMoves: z.array(z.enum(['remap', 'apply', 'cancel', 'undo', 'return'])),
})
export type Import = z.infer<typeof Import>

const one = z.strictObject({ importId: Id })
const mapping = z.partialRecord(ImportField, z.number().int().min(0).max(255))
const tags = ['imports']

export const importsContract = {
  template: endpoint
    .route({ method: 'GET', path: '/imports/template', summary: 'An empty workbook with notes and dropdowns', tags })
    .meta({ action: 'registry.import' })
    .input(z.strictObject({ kind: ImportKind.optional().describe('People, if left out') }))
    .output(z.file()),
  propose: endpoint
    .route({
      method: 'POST',
      path: '/imports/proposals',
      summary: 'What a file seems to hold, by its header alone; nothing of it is kept',
      tags,
    })
    .meta({ action: 'registry.import', idempotency: 'none', errors: ['unsupported_media'] })
    .input(z.strictObject({ file: z.file() }))
    .output(z.object({ kind: ImportKind.nullable() })),
  list: endpoint
    .route({ method: 'GET', path: '/imports', summary: 'Imports of my subdistrict, newest first', tags })
    .meta({ action: 'registry.import' })
    .output(z.object({ rows: z.array(Import) })),
  upload: endpoint
    .route({
      method: 'POST',
      path: '/imports',
      summary: 'Put up .xlsx, .xls or .csv (UTF-8 or GBK); the columns are guessed and every row is checked',
      tags,
      successStatus: 201,
    })
    .meta({ action: 'registry.import', idempotency: 'none', errors: ['unsupported_media'] })
    .input(
      z.strictObject({
        file: z.file(),
        subdistrict: SubdistrictCode,
        kind: ImportKind.optional().describe('What the header says, if left out'),
        recordedFor: EndablePurpose.optional().describe('Of a file of people'),
      }),
    )
    .output(Import),
  open: endpoint
    .route({ method: 'GET', path: '/imports/{importId}', summary: 'How far an import is', tags })
    .meta({ action: 'registry.import' })
    .input(one)
    .output(Import),
  faults: endpoint
    .route({ method: 'GET', path: '/imports/{importId}/faults', summary: 'Rows that cannot be taken, by row and column', tags })
    .meta({ action: 'registry.import' })
    .input(one.extend({ after: queryInteger(0, 2_000_000).optional(), limit: queryInteger(1, 200).optional() }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            row: z.number().int(),
            faults: z.array(z.object({ field: ImportField.nullable(), column: z.number().int().nullable(), fault: ImportFault })),
          }),
        ),
        next: z.number().int().nullable(),
      }),
    ),
  remap: endpoint
    .route({ method: 'POST', path: '/imports/{importId}/mapping', summary: 'Other columns than guessed; the dry run starts again', tags })
    .meta({ action: 'registry.import', errors: ['move_not_allowed'] })
    .input(one.extend({ mapping }))
    .output(Import),
  apply: endpoint
    .route({ method: 'POST', path: '/imports/{importId}/apply', summary: 'Take the sound rows over; the wrong ones stay out', tags })
    .meta({ action: 'registry.import', errors: ['move_not_allowed'] })
    .input(one)
    .output(Import),
  cancel: endpoint
    .route({ method: 'POST', path: '/imports/{importId}/cancel', summary: 'Stop between two rows', tags })
    .meta({ action: 'registry.import', errors: ['move_not_allowed'] })
    .input(one)
    .output(Import),
  undo: endpoint
    .route({ method: 'POST', path: '/imports/{importId}/undo', summary: 'Take back what the import did; what somebody changed since stays', tags })
    .meta({ action: 'registry.import', errors: ['move_not_allowed'] })
    .input(one)
    .output(Import),
  returned: endpoint
    .route({
      method: 'GET',
      path: '/imports/{importId}/returned-file',
      summary: 'The wrong rows as they came, with one more column that says what to correct',
      tags,
    })
    .meta({ action: 'registry.import' })
    .input(one)
    .output(z.file()),
}
