import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { LegalBasis } from './registry.ts'
import { AreaRef } from './requests.ts'
import { Day, Instant } from './shapes.ts'

/** Entries of the data dictionary, the facts of a record taken together. */
export const RetentionEntry = z.enum([
  'personRecord',
  'partyMembership',
  'care',
  'enterpriseContact',
  'resourceOffer',
  'requestLink',
  'history',
  'needWords',
  'promiseWords',
  'lookedAt',
  'dataAsk',
  'importedFile',
  'writtenAddress',
  'exportFile',
  'exportRecord',
  'deliveryAddress',
  'ownAccount',
])
export type RetentionEntry = z.infer<typeof RetentionEntry>

export const retentionContract = {
  list: endpoint
    .route({ method: 'GET', path: '/retention', summary: 'What was destroyed when its time was over, and what goes next', tags: ['privacy'] })
    .meta({ action: 'registry.rights' })
    .output(
      z.object({
        entries: z.array(
          z.object({
            entry: RetentionEntry,
            keptDays: z.number().int(),
            legalBasis: LegalBasis,
            /** In the next 30 days. */
            soon: z.number().int(),
            nextOn: Day.nullable(),
          }),
        ),
        days: z.array(
          z.object({
            subdistrict: AreaRef,
            day: Day,
            ranAt: Instant,
            destroyed: z.array(z.object({ entry: RetentionEntry, count: z.number().int() })),
          }),
        ),
      }),
    ),
}
