import { normalizeAddress } from '@ejia/geography/addresses.ts'

export type ReadPlace = { stairwell: string | null; door: string | null }

/** `安居里一号楼 2单元 301` → the building's words, the stairwell's and the door's number. */
export function readPlace(address: string): ReadPlace & { words: string } {
  const read = normalizeAddress(address)
  if (read.parsed) return { words: `${read.estate}${read.building ?? ''}号楼`, stairwell: read.stairwell, door: read.dwelling }
  // A house with a name of its own: 春和大厦 2单元 1203.
  const [, words = read.text, stairwell, door] = /^(.*?)(?:(\d{1,2})单元)?(?:(\d{3,4})室?)?$/u.exec(read.text) ?? []
  return { words, stairwell: stairwell ?? null, door: door ?? null }
}
