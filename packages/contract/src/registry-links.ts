import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Id } from './shapes.ts'

/** A case and the record of whom or what it concerns are linked, never copied. Who may not see the one side does not see the link. */
export const RegistryLinks = z.object({
  people: z.array(z.object({ id: Id, maskedName: z.string(), place: z.string() })),
  enterprises: z.array(z.object({ id: Id, name: z.string() })),
  mayLink: z.boolean(),
  /** Who reported without a name, or gave a tip, is not looked for in the registry. */
  mayLinkPeople: z.boolean(),
})
export type RegistryLinks = z.infer<typeof RegistryLinks>

const target = z.union([z.strictObject({ personId: Id }), z.strictObject({ enterpriseId: Id })])
const one = { requestId: Id }
const tags = ['registry']
export const registryLinksContract = {
  ofRequest: endpoint
    .route({ method: 'GET', path: '/requests/{requestId}/registry-links', summary: 'Whom and what a case is linked to in the registry', tags })
    .meta({ action: 'registry.read' })
    .input(z.strictObject(one))
    .output(RegistryLinks),
  add: endpoint
    .route({ method: 'POST', path: '/requests/{requestId}/registry-links', summary: 'Link a case to a person or an enterprise of the registry', tags })
    .meta({ action: 'registry.edit', idempotency: 'optional' })
    .input(z.strictObject({ ...one, target }))
    .output(RegistryLinks),
  remove: endpoint
    .route({ method: 'POST', path: '/requests/{requestId}/registry-links/removals', summary: 'Take a link off', tags })
    .meta({ action: 'registry.edit', idempotency: 'optional' })
    .input(z.strictObject({ ...one, target }))
    .output(RegistryLinks),
}
