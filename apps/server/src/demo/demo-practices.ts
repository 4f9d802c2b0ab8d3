import { sql } from 'kysely'
import type { CryptoProvider } from '../platform/crypto.ts'
import { sendKept, type Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { copyPractice, savePractice } from '../practices/write-practice.ts'
import type { DemoPeople } from './demo-people.ts'
import type { DemoPlaces } from './demo-places.ts'

/** What worked, by the community it worked in; the need it grew out of. Fictional. */
const practices: readonly {
  community: number
  title: string
  situation: string
  steps: string
  materials: string
  pool?: string
  /** Grown out of closed cases of this category. */
  cases?: string
  copiedBy: readonly number[]
}[] = [
  {
    community: 0,
    title: '每月十六日户外免费理发',
    situation: '街边理发摊不来了，店里太挤，有的老人两个月没有理发。',
    steps:
      '一、联席会议议定，联系辖区理发店和会理发的党员。\n二、选通风的户外场地，摆开距离。\n三、工具一人一消毒，专人登记。\n四、邻居、子女、楼长都可以代报名，现场也能加。',
    materials: '推子、围布、一次性颈纸、消毒液、桌椅、遮阳棚',
    pool: '老人理发难',
    copiedBy: [1, 3],
  },
  {
    community: 2,
    title: '一页大字图解教挂号',
    situation: '子女不在身边，老人看不清小字，每次挂号都得求人。',
    steps: '一、把挂号步骤印成一页大字图解。\n二、每周三下午在服务站开小课，一次不超过十人。\n三、志愿者一对一，教会为止。',
    materials: '大字图解、投影、老花镜',
    pool: '想学用手机挂号',
    copiedBy: [],
  },
  {
    community: 0,
    title: '楼道灯坏了当天换',
    situation: '楼道灯一坏，夜里老人不敢下楼；报修、备货、派人各等一天。',
    steps: '一、服务站备好常用灯泡和声控开关。\n二、接到诉求先看备货，有货当天换，没货当天告诉居民哪天换。\n三、换完请同一单元的邻居看一眼。',
    materials: '灯泡、声控开关、绝缘梯',
    cases: 'lamp',
    copiedBy: [2],
  },
]

export async function createDemoPractices(
  tx: Tx,
  crypto: CryptoProvider,
  places: DemoPlaces,
  people: DemoPeople,
  pools: Map<string, string>,
  now: Date,
): Promise<void> {
  const leadOf = (index: number) => {
    const areaCode = places.communities[index % places.communities.length]!.code
    return { areaCode, actor: people.of('communityLead', areaCode) }
  }
  for (const [index, { community, pool, cases, copiedBy, ...text }] of practices.entries()) {
    const { areaCode, actor } = leadOf(community)
    const practiceId = newId()
    const poolId = pool === undefined ? undefined : pools.get(pool)
    const at = new Date(now.getTime() - (10 - index) * 86_400_000)
    const links = { ...(poolId && { poolIds: [poolId] }), ...(cases && { requestIds: await closedCases(tx, areaCode, cases) }) }
    await savePractice(tx, crypto, actor, { practiceId, basedOn: 0, areaCode, shared: true, ...text, ...links }, at)
    await sendKept(tx)
    for (const other of copiedBy) {
      const copier = leadOf(other)
      await copyPractice(tx, crypto, copier.actor, { practiceId, areaCode: copier.areaCode }, new Date(at.getTime() + 2 * 86_400_000))
      await sendKept(tx)
    }
  }
}

async function closedCases(tx: Tx, areaCode: string, category: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from requests where subdistrict = ${areaCode.slice(0, 9)} and starts_with(area_code, ${areaCode}) and category = ${category} and closed_at is not null
      and kind <> 'tipOff' order by closed_at desc, id limit 6`.execute(tx)
  return rows.map((row) => row.id)
}
