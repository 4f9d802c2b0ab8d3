import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Tx } from '../../platform/database.ts'
import type { PersonSealer } from '../../privacy/data-keys.ts'
import type { FoundDoor } from '../addresses/place-gazetteer.ts'
import type { ImportAtWork, RowCounts } from './import-store.ts'
import type { Judged, StagedRow } from './row-store.ts'

export type Gazetteer = (address: string) => FoundDoor
/** One batch of an import. */
export type Work = { tx: Tx; crypto: CryptoProvider; row: ImportAtWork; sealer: PersonSealer; gazetteer: Gazetteer; now: Date }

/** What is done with the rows of one kind of file. */
export type Pass = {
  /** The dry run: what each row would do. `seen` is what the rows before were about. */
  judge: (work: Work, staged: readonly StagedRow[], seen: Set<string>) => Promise<Judged[]>
  /** Takes the sound rows over and answers what became of them. */
  take: (work: Work, staged: readonly StagedRow[]) => Promise<Partial<RowCounts>>
  /** Takes newcomers out again and puts changed values back; what somebody touched since is left as it is. Answers how many of both. */
  takeBack: (work: Work, staged: readonly StagedRow[]) => Promise<Partial<RowCounts>>
  /** After the last row of an undo. */
  tidy: (work: Work) => Promise<void>
}
