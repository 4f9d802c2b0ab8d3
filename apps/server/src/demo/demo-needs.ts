import type { AccountActor } from '../access/actor.ts'
import { noteNeed } from '../needs/note-need.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import { sendKept, type Tx } from '../platform/database.ts'
import type { DemoPeople } from './demo-people.ts'
import type { DemoPlaces } from './demo-places.ts'
import type { Random } from './seeded-random.ts'

/** What was heard at the doors, for which reasons. Fictional; `daysAgo` of the first note. */
const heard: readonly { title: string; daysAgo: number; notes: number; reasons: readonly string[]; said: readonly string[] }[] = [
  {
    title: '老人理发难',
    daysAgo: 60,
    notes: 22,
    reasons: ['街边理发摊不来了', '店里太挤不敢去', '子女叮嘱少出门', '不知道哪家店还开门'],
    said: ['上次理发还是两个月前。', '孩子不让去店里。', '楼下的摊子一直没回来。'],
  },
  { title: '想学用手机挂号', daysAgo: 40, notes: 12, reasons: ['子女不在身边', '字太小看不清'], said: ['每次都得求人。'] },
  { title: '晾晒没地方', daysAgo: 25, notes: 9, reasons: ['楼间绳子拆了', '阳台不朝阳'], said: [] },
  { title: '下午没人看孩子', daysAgo: 12, notes: 6, reasons: ['放学早、下班晚'], said: [] },
]

/** Needs of many, as the four instructors and the officers of the grids brought them together; some did not wish to say. */
export async function createDemoNeeds(
  tx: Tx,
  crypto: CryptoProvider,
  places: DemoPlaces,
  people: DemoPeople,
  random: Random,
  now: Date,
): Promise<Map<string, string>> {
  const pools = new Map<string, string>()
  const at = (daysAgo: number) => new Date(now.getTime() - Math.max(0.02, daysAgo) * 86_400_000)
  for (const [place, need] of heard.entries()) {
    for (let index = 0; index < need.notes; index++) {
      const grid = places.grids[(place * 5 + index * 3) % places.grids.length]!.code
      const actor: AccountActor = index % 2 === 0 ? people.of('partyInstructor', grid) : people.of('gridOfficer', grid)
      const when = at(need.daysAgo - (index * need.daysAgo) / (need.notes + 2))
      const known = pools.get(need.title)
      const words = need.said[index % Math.max(1, need.said.length * 3)]
      const { pool } = await noteNeed(
        tx,
        crypto,
        actor,
        {
          outcome: 'heard',
          gridCode: grid,
          heardOn: shanghaiDay(when),
          ...(known ? { poolId: known } : { title: need.title }),
          reason: random.pick(need.reasons),
          households: random.integer(1, 4),
          ...(words && { words }),
        },
        when,
      )
      if (pool) pools.set(need.title, pool.id)
      await sendKept(tx)
    }
  }
  for (let index = 0; index < 5; index++) {
    const grid = places.grids[(index * 4) % places.grids.length]!.code
    const when = at(30 - index * 5)
    await noteNeed(tx, crypto, people.of('gridOfficer', grid), { outcome: 'refused', gridCode: grid, heardOn: shanghaiDay(when) }, when)
    await sendKept(tx)
  }
  return pools
}
