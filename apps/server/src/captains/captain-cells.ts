import type { CryptoProvider } from '../platform/crypto.ts'
import type { CaptainRow, CaptainTaskRow } from './captain-store.ts'

/** The few words kept about a neighbour, each sealed for its own cell. */
export const nameCell = ({ subdistrict, id }: Pick<CaptainRow, 'subdistrict' | 'id'>) => ({ table: 'captains', field: 'name', id, subdistrict })
const taskCell = (field: 'words' | 'answer', { subdistrict, id }: Pick<CaptainTaskRow, 'subdistrict' | 'id'>) => ({
  table: 'captain_tasks',
  field,
  id,
  subdistrict,
})

export const sealTask = (crypto: CryptoProvider, field: 'words' | 'answer', row: Pick<CaptainTaskRow, 'subdistrict' | 'id'>, words: string) =>
  crypto.seal(words, taskCell(field, row))
export const openTask = (crypto: CryptoProvider, field: 'words' | 'answer', row: CaptainTaskRow, sealed: Buffer) => crypto.open(sealed, taskCell(field, row))
