import { DomainError } from '../../platform/domain-error.ts'
import type { Tx } from '../../platform/database.ts'
import { takeUploaded, type TakenPhoto } from './uploaded-photo-store.ts'

/** Photos put up before, for whatever keeps them; in their order. A photo can be taken once. */
export async function takePhotos(tx: Tx, photoIds: readonly string[]): Promise<TakenPhoto[]> {
  if (photoIds.length === 0) return []
  const taken = await takeUploaded(tx, photoIds)
  if (taken.length !== photoIds.length) throw new DomainError('invalid_input', { issues: [{ path: ['photoIds'], rule: 'not_found' }] })
  return taken
}
