import type { Db } from '../../platform/database.ts'
import type { FileStore } from '../../platform/files.ts'
import { photoVariants } from '../../platform/photos.ts'
import { dropForgottenPhotos } from './uploaded-photo-store.ts'

const keptMs = 86_400_000

/** Photos uploaded a day ago that no report took, rows and files. */
export async function forgetPhotos(db: Db, files: FileStore, now: Date): Promise<void> {
  for (const hash of await dropForgottenPhotos(db, new Date(now.getTime() - keptMs))) await files.remove(hash, photoVariants)
}
