import type { Db } from '../../platform/database.ts'
import { gazetteerOf, type FoundDoor } from './place-gazetteer.ts'
import { listBuildingNames, listDoorsIn } from './place-store.ts'

/** One address: the buildings first, then the doors of those that may be meant. */
export async function matchAddress(db: Db, subdistrict: string, address: string): Promise<FoundDoor> {
  const houses = gazetteerOf(await listBuildingNames(db, subdistrict))(address)
  if (houses.state === 'found') return houses
  const likely = [...new Set(houses.suggestions.map(({ buildingId }) => buildingId))]
  return gazetteerOf(await listDoorsIn(db, subdistrict, likely))(address)
}
