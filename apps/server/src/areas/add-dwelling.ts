import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { listDwellings, listStairwells, upsertDwelling, upsertStairwell } from './area-list-store.ts'

/** A door somebody found at the place: the one that is there, or a new one, with its stairwell. The caller has the right over the place. */
export async function addDwelling(
  tx: Tx,
  place: { subdistrict: string; buildingId: string; stairwell: string | null; door: string },
): Promise<{ id: string; isNew: boolean }> {
  const { subdistrict, buildingId, door: name } = place
  const stairwellId = place.stairwell === null ? null : await stairwellOf(tx, subdistrict, buildingId, place.stairwell)
  const known = (await listDwellings(tx, subdistrict, buildingId)).find((one) => one.name === name && one.stairwell_id === stairwellId)
  if (known) return { id: known.id, isNew: false }
  const floor = /^(\d{1,2})\d{2}$/.exec(name)?.[1]
  const id = newId()
  await upsertDwelling(tx, subdistrict, { id, building_id: buildingId, stairwell_id: stairwellId, floor: floor === undefined ? null : Number(floor), name })
  return { id, isNew: true }
}

async function stairwellOf(tx: Tx, subdistrict: string, buildingId: string, name: string): Promise<string> {
  const known = (await listStairwells(tx, subdistrict, buildingId)).find((one) => one.name === name)
  if (known) return known.id
  const id = newId()
  await upsertStairwell(tx, subdistrict, { id, building_id: buildingId, name })
  return id
}
