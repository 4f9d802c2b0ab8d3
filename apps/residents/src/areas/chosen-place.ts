import type { PlaceInput } from '@ejia/contract/intake.ts'

export type ChosenPlace = Pick<PlaceInput, 'buildingId' | 'buildingCode' | 'areaCode'> & {
  /** What the person reads: 清荷里 3号楼. */
  label: string
}
export type FoundBuilding = { id: string; name: string; address: string; gridCode: string }

/** "清荷里 3号楼": the address already holds the building's name in most districts. */
export const buildingLabel = ({ name, address }: { name: string; address: string }) =>
  address === '' || name.includes(address) ? name : address.includes(name) ? address : `${address} ${name}`

export const placeOfBuilding = (building: FoundBuilding): ChosenPlace => ({ buildingId: building.id, label: buildingLabel(building) })

/** What a scanned or typed code says: our sticker's link, or the bare code. */
export function codeIn(scanned: string): string | null {
  const text = scanned.trim()
  const inLink = /\/b\/([A-Za-z0-9_-]{6,32})(?:[/?#]|$)/.exec(text)
  if (inLink?.[1]) return inLink[1]
  return /^[A-Za-z0-9_-]{6,32}$/.test(text) ? text : null
}
