import { z } from 'zod'
import { AddressFault } from './address-waits.ts'
import { endpoint } from './endpoint.ts'
import { FactSource, HouseholdKind, PersonFacts } from './registry.ts'
import { AreaRef } from './requests.ts'
import { Done, GridCode, Id, Instant, words } from './shapes.ts'

/** Addresses written by hand: of a newcomer, of somebody who moved, of an enterprise. What fits no door or building waits. */
export const WrittenAddressOf = z.enum(['newcomer', 'move', 'enterprise'])
export type WrittenAddressOf = z.infer<typeof WrittenAddressOf>

/** In the list nothing is opened; an enterprise's name and address are open facts. */
export const WrittenAddressSummary = z.object({
  id: Id,
  of: WrittenAddressOf,
  grid: AreaRef,
  writtenAt: Instant,
  enterpriseName: z.string().nullable(),
  fault: AddressFault,
})
export type WrittenAddressSummary = z.infer<typeof WrittenAddressSummary>

export const WrittenAddress = WrittenAddressSummary.extend({
  address: z.string(),
  maskedName: z.string().nullable(),
  suggestions: z.array(z.object({ buildingId: Id, dwellingId: Id.nullable(), label: z.string() })),
  read: z.object({ stairwell: z.string().nullable(), door: z.string().nullable() }),
})
export type WrittenAddress = z.infer<typeof WrittenAddress>

const address = words(200)
/** Taken over at once, or waiting for somebody who knows the place. */
const WrittenOutcome = z.union([z.object({ outcome: z.literal('entered'), personId: Id, householdId: Id }), z.object({ outcome: z.literal('waits') })])

const tags = ['registry']
const one = z.strictObject({ of: WrittenAddressOf, id: Id })
export const writtenAddressesContract = {
  enter: endpoint
    .route({ method: 'POST', path: '/registry/written-people', summary: 'Enter somebody at an address as it is written', tags, successStatus: 201 })
    .meta({ action: 'registry.edit', idempotency: 'required', errors: ['conflict'] })
    .input(
      z.strictObject({
        gridCode: GridCode.describe('Where it is looked for when nothing fits'),
        address,
        kind: HouseholdKind,
        source: FactSource,
        facts: PersonFacts.extend({ name: words(60) }),
      }),
    )
    .output(WrittenOutcome),
  move: endpoint
    .route({ method: 'POST', path: '/registry/people/{personId}/written-moves', summary: 'Somebody moved to an address as it is written', tags })
    .meta({ action: 'registry.edit', idempotency: 'optional', errors: ['conflict'] })
    .input(z.strictObject({ personId: Id, address, source: FactSource }))
    .output(WrittenOutcome),
  list: endpoint
    .route({ method: 'GET', path: '/written-addresses', summary: 'Addresses written by hand that fit no door or building, in my areas', tags })
    .meta({ action: 'registry.edit' })
    .output(z.object({ rows: z.array(WrittenAddressSummary) })),
  open: endpoint
    .route({ method: 'GET', path: '/written-addresses/{of}/{id}', summary: 'One of them as it was written, with the places that may be meant', tags })
    .meta({ action: 'registry.edit' })
    .input(one)
    .output(WrittenAddress),
  settle: endpoint
    .route({ method: 'POST', path: '/written-addresses/{of}/{id}', summary: 'Pick the door or building, make the door, or leave it', tags })
    .meta({ action: 'registry.edit', idempotency: 'optional', errors: ['conflict'] })
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
    .output(Done),
}
