import { z } from 'zod'
import { Phone } from '@ejia/contract/shapes.ts'

/** GeoReport v2 parameters; what we do not know is ignored, as the standard asks. */
const text = (max: number) => z.string().trim().max(max)
const jurisdiction = z
  .string()
  .regex(/^\d{9}$/)
  .optional()

export const ServiceQuery = z.object({ jurisdiction_id: jurisdiction })

export const NewServiceRequest = z.object({
  jurisdiction_id: jurisdiction,
  service_code: text(60).min(1),
  description: text(5000).min(1),
  lat: z.coerce.number().min(-90).max(90).optional(),
  long: z.coerce.number().min(-180).max(180).optional(),
  address_string: text(200).optional(),
  /** The id of one of our buildings. */
  address_id: z.uuid().optional(),
  first_name: text(30).optional(),
  last_name: text(30).optional(),
  phone: Phone.optional(),
})
export type NewServiceRequest = z.infer<typeof NewServiceRequest>

const instant = z.iso.datetime({ offset: true })
export const RequestsQuery = z.object({
  jurisdiction_id: jurisdiction,
  service_request_id: text(2000).optional(),
  service_code: text(500).optional(),
  start_date: instant.optional(),
  end_date: instant.optional(),
  status: z.enum(['open', 'closed', 'open,closed', 'closed,open']).optional(),
  page: z.coerce.number().int().min(1).max(10_000).optional(),
  page_size: z.coerce.number().int().min(1).max(100).optional(),
})
export type RequestsQuery = z.infer<typeof RequestsQuery>
