import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { enterAtAddress } from '../registry/addresses/enter-written.ts'
import type { DemoPeople } from './demo-people.ts'
import type { DemoPlaces } from './demo-places.ts'

/** Written in a hurry at the door: a building misspelt, and a door nobody registered. Fictional. */
const written: readonly { name: string; daysAgo: number; address: (building: string) => string }[] = [
  { name: '邹雨晴', daysAgo: 2, address: (building) => `${building.slice(0, -3)}里${building.slice(-3)} 1单元 201` },
  { name: '骆启明', daysAgo: 1, address: (building) => `${building} 9单元 901` },
]

/** Two newcomers of each community's first grid whose address fits no door yet. */
export async function createDemoAddresses(tx: Tx, crypto: CryptoProvider, places: DemoPlaces, people: DemoPeople, now: Date): Promise<void> {
  for (const { code: gridCode } of places.grids.filter(({ code }) => code.endsWith('001'))) {
    const building = places.buildings.find((one) => one.gridCode === gridCode)!.name
    for (const { name, daysAgo, address } of written) {
      const told = { gridCode, address: address(building), kind: 'resident', source: 'visit', facts: { name } } as const
      await enterAtAddress(tx, crypto, people.of('gridOfficer', gridCode), told, new Date(now.getTime() - daysAgo * 86_400_000))
    }
  }
}
