import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { AreaRef } from './requests.ts'
import { AreaCode, Id, Instant, words } from './shapes.ts'

export const Notice = z.object({
  id: Id,
  area: AreaRef,
  title: z.string(),
  body: z.string(),
  publishedAt: Instant,
  validTo: Instant.nullable(),
  withdrawnAt: Instant.nullable(),
  mayEdit: z.boolean(),
})
export type Notice = z.infer<typeof Notice>
export const PublicNotice = Notice.pick({ id: true, area: true, title: true, body: true, publishedAt: true })

export const noticesContract = {
  publicList: endpoint
    .route({ method: 'GET', path: '/public-notices', summary: 'Notices of my community, the subdistrict’s too', tags: ['residents'] })
    .meta({ action: 'public' })
    .input(z.strictObject({ area: AreaCode.optional() }))
    .output(z.object({ rows: z.array(PublicNotice) })),
  publicOpen: endpoint
    .route({ method: 'GET', path: '/public-notices/{noticeId}', summary: 'One notice', tags: ['residents'] })
    .meta({ action: 'public' })
    .input(z.strictObject({ noticeId: Id }))
    .output(PublicNotice),
  list: endpoint
    .route({ method: 'GET', path: '/notices', summary: 'Notices of my areas, withdrawn ones too', tags: ['notices'] })
    .meta({ action: 'notice.publish' })
    .output(z.object({ rows: z.array(Notice) })),
  publish: endpoint
    .route({ method: 'POST', path: '/notices', summary: 'Publish a notice', tags: ['notices'], successStatus: 201 })
    .meta({ action: 'notice.publish', idempotency: 'optional' })
    .input(z.strictObject({ areaCode: AreaCode, title: words(80), body: words(5000), validTo: Instant.optional() }))
    .output(Notice),
  withdraw: endpoint
    .route({ method: 'POST', path: '/notices/{noticeId}/withdraw', summary: 'Take a notice down; it stays on record', tags: ['notices'] })
    .meta({ action: 'notice.publish' })
    .input(z.strictObject({ noticeId: Id }))
    .output(Notice),
}
