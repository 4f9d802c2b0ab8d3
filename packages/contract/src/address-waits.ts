import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { ImportFault, ImportKind } from './imports.ts'
import { Id, Instant, words } from './shapes.ts'

/** Why an address could not be matched: no such building, no such door, more than one. */
export const AddressFault = ImportFault.extract(['address_unknown', 'address_no_door', 'address_several', 'building_unknown', 'building_several'])
export type AddressFault = z.infer<typeof AddressFault>

/** A row of an office's file that waits for somebody who knows the place. In the list nothing is opened. */
export const AddressWaitSummary = z.object({
  importId: Id,
  /** An enterprise needs its building alone. */
  kind: ImportKind,
  row: z.number().int(),
  fileName: z.string(),
  uploadedAt: Instant,
  fault: AddressFault,
  /** `dwellingId` null: the building, where the door may be new. */
  suggestions: z.array(z.object({ buildingId: Id, dwellingId: Id.nullable(), label: z.string() })),
})
export type AddressWaitSummary = z.infer<typeof AddressWaitSummary>

export const AddressWait = AddressWaitSummary.extend({
  address: z.string(),
  /** Of an enterprise its name as it is: an open fact. */
  maskedName: z.string(),
  /** What could be read of it, for a door that is not there yet. */
  read: z.object({ stairwell: z.string().nullable(), door: z.string().nullable() }),
})
export type AddressWait = z.infer<typeof AddressWait>

const one = z.strictObject({ importId: Id, row: z.coerce.number().int().min(1).max(2_000_000) })
const tags = ['imports']
export const addressWaitsContract = {
  list: endpoint
    .route({ method: 'GET', path: '/address-waits', summary: 'Addresses that could not be matched and may lie in my areas', tags })
    .meta({ action: 'registry.edit' })
    .output(z.object({ rows: z.array(AddressWaitSummary) })),
  open: endpoint
    .route({ method: 'GET', path: '/address-waits/{importId}/{row}', summary: 'One of them as it was written', tags })
    .meta({ action: 'registry.edit' })
    .input(one)
    .output(AddressWait),
  settle: endpoint
    .route({
      method: 'POST',
      path: '/address-waits/{importId}/{row}',
      summary: 'Pick the dwelling, make it, pick the building of an enterprise, or leave the row out; then the row is taken over',
      tags,
    })
    .meta({ action: 'registry.edit', idempotency: 'optional' })
    .input(
      one.extend({
        choice: z.union([
          z.strictObject({ dwellingId: Id }),
          z.strictObject({ buildingId: Id, stairwell: z.string().trim().max(20).optional(), door: words(20) }),
          z.strictObject({ buildingId: Id }),
          z.strictObject({ leaveOut: z.literal(true) }),
        ]),
      }),
    )
    .output(z.object({ outcome: z.enum(['applied', 'waitsForImport', 'stillWrong', 'leftOut']) })),
}
