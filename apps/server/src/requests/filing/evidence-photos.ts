import { DomainError } from '../../platform/domain-error.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { insertEvidencePhotos, listEvidencePhotos, type EvidencePhotoRow, type EvidenceTable } from './evidence-photo-store.ts'
import { takeUploaded } from './uploaded-photo-store.ts'

/** The photos of some tasks; who may see them is for the task's own module to say. */
export { listEvidencePhotos as listEvidence } from './evidence-photo-store.ts'

type Step = { subdistrict: string; taskId: string; entryId: string }

/** Photos put up before become evidence of a step, in their order. A photo can be taken once. */
export async function keepEvidence(tx: Tx, table: EvidenceTable, step: Step, photoIds: readonly string[] = []): Promise<void> {
  if (photoIds.length === 0) return
  const taken = await takeUploaded(tx, photoIds)
  if (taken.length !== photoIds.length) throw new DomainError('invalid_input', { issues: [{ path: ['photoIds'], rule: 'not_found' }] })
  await insertEvidencePhotos(tx, table, step, taken)
}

/** The file of one photo of a task, by content, or `not_found`. */
export async function getEvidenceHash(db: Db, table: EvidenceTable, subdistrict: string, taskId: string, photoId: string): Promise<string> {
  const photo = (await listEvidencePhotos(db, table, subdistrict, [taskId])).find((one) => one.id === photoId)
  if (!photo) throw new DomainError('not_found')
  return photo.content_hash
}

export const presentPhoto = ({ id, width, height }: EvidencePhotoRow) => ({ id, width, height })
