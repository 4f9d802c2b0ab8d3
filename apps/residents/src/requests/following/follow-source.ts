import type { FollowedRequest, ReporterMoveInput } from '@ejia/contract/intake.ts'
import { api, followedPhotoUrl, ownPhotoUrl } from '../../platform/api.ts'

/** The same report by its link or in one's account: one page serves both. */
export type FollowSource = {
  key: string
  path: string
  open(): Promise<FollowedRequest>
  move(input: ReporterMoveInput, idempotencyKey: string): Promise<FollowedRequest>
  photoUrl(photoId: string, size: 'small' | 'large'): string
}

export const byLink = (followKey: string): FollowSource => ({
  key: `link-${followKey}`,
  path: `/r/${followKey}`,
  open: () => api.intake.follow({ followKey }),
  move: (input, idempotencyKey) => api.intake.followMove({ ...input, followKey }, { idempotencyKey }),
  photoUrl: (photoId, size) => followedPhotoUrl(followKey, photoId, size),
})

export const byAccount = (requestId: string): FollowSource => ({
  key: `own-${requestId}`,
  path: `/my/${requestId}`,
  open: () => api.intake.openOwn({ requestId }),
  move: (input, idempotencyKey) => api.intake.moveOwn({ ...input, requestId }, { idempotencyKey }),
  photoUrl: (photoId, size) => ownPhotoUrl(requestId, photoId, size),
})
