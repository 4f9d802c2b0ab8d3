import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { DataPurpose, PersonField } from './registry.ts'
import { AreaRef } from './requests.ts'
import { AreaCode, Id, Instant, words } from './shapes.ts'

export const ExportKind = z.enum(['people', 'enterprises', 'resources'])
export type ExportKind = z.infer<typeof ExportKind>
/** ID numbers, party membership and care never leave (data dictionary). */
export const ExportField = PersonField.exclude(['idNumber'])
export type ExportField = z.infer<typeof ExportField>

/** asked → approved → ready (the file is made) → taken, once; or expired after 72 hours; declined; withdrawn. */
export const ExportState = z.enum(['asked', 'approved', 'ready', 'taken', 'expired', 'declined', 'withdrawn'])
export type ExportState = z.infer<typeof ExportState>
export const ExportMove = z.enum(['approve', 'decline', 'withdraw'])
export type ExportMove = z.infer<typeof ExportMove>

export const RegistryExport = z.object({
  id: Id,
  number: z.string(),
  kind: ExportKind,
  area: AreaRef,
  ofHousehold: z.boolean(),
  fields: z.array(ExportField),
  whole: z.boolean(),
  purpose: DataPurpose,
  reason: z.string(),
  recipient: z.string(),
  rows: z.number().int(),
  state: ExportState,
  askedBy: z.string(),
  askedAt: Instant,
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decidedWords: z.string().nullable(),
  expiresAt: Instant.nullable(),
  takenAt: Instant.nullable(),
  allowedMoves: z.array(z.enum([...ExportMove.options, 'take'])),
})
export type RegistryExport = z.infer<typeof RegistryExport>

const tags = ['privacy']
const one = z.strictObject({ exportId: Id })

export const exportsContract = {
  list: endpoint
    .route({ method: 'GET', path: '/registry/exports', summary: 'What was asked out of the registry, newest first', tags })
    .meta({ action: 'registry.export' })
    .output(
      z.object({
        rows: z.array(RegistryExport),
        /** How many masked rows I may still take today without a second person. */
        rowsAlone: z.number().int(),
        /** Which fields may be asked for which purpose. */
        fields: z.array(z.object({ purpose: DataPurpose, fields: z.array(ExportField) })),
      }),
    ),
  ask: endpoint
    .route({
      method: 'POST',
      path: '/registry/exports',
      summary: 'Ask for a list: masked and few at once, whole or many with a second person',
      tags,
      successStatus: 201,
    })
    .meta({ action: 'registry.export', idempotency: 'required' })
    .input(
      z.strictObject({
        kind: ExportKind,
        area: AreaCode,
        householdId: Id.optional(),
        fields: z.array(ExportField).max(7).optional(),
        whole: z.boolean(),
        purpose: DataPurpose,
        reason: words(200),
        recipient: words(60),
      }),
    )
    .output(RegistryExport),
  move: endpoint
    .route({ method: 'POST', path: '/registry/exports/{exportId}/moves', summary: 'Approve or decline what another asked; withdraw my own', tags })
    .meta({ action: 'registry.export', idempotency: 'optional', errors: ['move_not_allowed'] })
    .input(one.extend({ move: ExportMove, words: words(200) }))
    .output(RegistryExport),
  take: endpoint
    .route({ method: 'POST', path: '/registry/exports/{exportId}/downloads', summary: 'Take the file, once; it is destroyed', tags })
    .meta({ action: 'registry.export', idempotency: 'none', errors: ['second_factor_required', 'link_expired'] })
    .input(one)
    .output(z.file()),
}
