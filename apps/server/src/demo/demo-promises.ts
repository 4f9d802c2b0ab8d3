import { sql } from 'kysely'
import { makePromise, movePromise } from '../promises/move-promise.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import { sendKept, type Tx } from '../platform/database.ts'
import type { DemoPeople } from './demo-people.ts'
import { demoSubdistrict, type DemoPlaces } from './demo-places.ts'

const dayMs = 86_400_000
/** How many days ago it was said, and for which day from today on. Fictional. */
const promises: readonly { words: string; saidAgo: number; dueIn: number; kept?: string }[] = [
  { words: '和楼上邻居谈一谈，谈完给您回话', saidAgo: 5, dueIn: -1 },
  { words: '请物业来看一次，结果当天电话告诉您', saidAgo: 3, dueIn: 1 },
  { words: '把申请材料送到窗口，再告诉您哪天能取', saidAgo: 2, dueIn: 4 },
  { words: '周末前再上门看一次', saidAgo: 6, dueIn: -2, kept: '昨天下午去过，已经好了。' },
]

/** What the officer of each community's first grid promised on open cases; never before the case was in hand. */
export async function createDemoPromises(tx: Tx, crypto: CryptoProvider, places: DemoPlaces, people: DemoPeople, now: Date): Promise<void> {
  const ago = (days: number) => new Date(now.getTime() - days * dayMs)
  for (const grid of places.grids.filter(({ code }) => code.endsWith('001'))) {
    const actor = people.of('gridOfficer', grid.code)
    const { rows } = await sql<{ id: string; acknowledged_at: string }>`
      select id, acknowledged_at from requests where subdistrict = ${demoSubdistrict} and handler_area = ${grid.code} and handler_unit is null and kind <> 'tipOff'
        and state in ('acknowledged', 'handling') and acknowledged_at is not null order by acknowledged_at, id limit ${promises.length}`.execute(tx)
    for (const [index, { id: requestId, acknowledged_at: inHand }] of rows.entries()) {
      const { words, saidAgo, dueIn, kept } = promises[index]!
      const said = new Date(Math.min(now.getTime(), Math.max(ago(saidAgo).getTime(), new Date(inHand).getTime() + 600_000)))
      const [saidOn, dueOn] = [shanghaiDay(said), shanghaiDay(ago(-dueIn))]
      const made = await makePromise(tx, crypto, actor, { requestId, words, dueOn: dueOn < saidOn ? saidOn : dueOn }, said)
      await sendKept(tx)
      if (kept === undefined) continue
      await movePromise(tx, crypto, actor, { promiseId: made.id, move: 'keep', words: kept }, new Date(Math.max(ago(1).getTime(), said.getTime())))
      await sendKept(tx)
    }
  }
}
