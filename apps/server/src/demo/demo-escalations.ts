import type { EscalationMoveInput } from '@ejia/contract/escalations.ts'
import type { AccountActor } from '../access/actor.ts'
import { listEscalationsOf } from '../escalations/escalation-store.ts'
import { moveEscalation } from '../escalations/move-escalation.ts'
import { raiseEscalation } from '../escalations/raise-escalation.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import type { DemoPeople } from './demo-people.ts'
import { demoSubdistrict, type DemoPlaces } from './demo-places.ts'
import { reportOnPatrol } from './demo-whistles.ts'

type Words = { tried: string; asked: string }
type Step = readonly [
  by: 'lead' | 'office' | 'district',
  hours: number,
  move: { move: 'accept' } | { move: 'decide' | 'takeOver' | 'giveBack'; words: string } | ({ move: 'passUp' } & Words),
]

/** One waiting at each level, one handled above, one decided, one given back; `startedHours` ago. Fictional. */
const scripts: readonly ({ category: string; reported: string; startedHours: number; steps: readonly Step[] } & Words)[] = [
  {
    category: 'water',
    reported: '地下车库渗水，三方都说不归自己管。',
    tried: '约了物业和开发商两次，互相推。',
    asked: '请社区召集三方定责。',
    startedHours: 5,
    steps: [],
  },
  {
    category: 'lift',
    reported: '老楼加装电梯，一楼和高层谈不拢。',
    tried: '上门八户，开过两次楼栋会。',
    asked: '请社区主持协商。',
    startedHours: 30,
    steps: [
      ['lead', 4, { move: 'accept' }],
      ['lead', 8, { move: 'passUp', tried: '社区协商一次，补偿标准定不下来。', asked: '请街道明确补偿办法。' }],
    ],
  },
  {
    category: 'heating',
    reported: '整栋楼暖气不热，换热站说管网归开发商。',
    tried: '逐户测温，联系换热站。',
    asked: '请社区协调供热单位。',
    startedHours: 80,
    steps: [
      ['lead', 2, { move: 'passUp', tried: '供热单位不认账。', asked: '请街道出面。' }],
      ['office', 20, { move: 'takeOver', words: '街道约供热单位和开发商，本周内定方案。' }],
    ],
  },
  {
    category: 'other',
    reported: '小区产权证八年办不下来。',
    tried: '收集了材料，问过不动产登记中心。',
    asked: '请社区反映。',
    startedHours: 120,
    steps: [
      ['lead', 3, { move: 'passUp', tried: '联系过开发商，人已撤走。', asked: '请街道牵头。' }],
      ['office', 24, { move: 'passUp', tried: '查了档案，缺综合验收。', asked: '请区里协调住建、自然资源部门。' }],
    ],
  },
  {
    category: 'sharedSpace',
    reported: '顶楼平台被一户占了种菜。',
    tried: '劝了三次，说是自家的。',
    asked: '请社区认定是不是公共部位。',
    startedHours: 260,
    steps: [
      ['lead', 5, { move: 'accept' }],
      ['lead', 30, { move: 'decide', words: '查过图纸，是公共部位；社区发了告知书，网格陪同腾退。' }],
    ],
  },
  {
    category: 'greening',
    reported: '门口花坛没人打理。',
    tried: '问过物业，说没有预算。',
    asked: '请社区出钱补种。',
    startedHours: 200,
    steps: [['lead', 6, { move: 'giveBack', words: '先和物业按合同约定办，合同里写明了绿化养护。' }]],
  },
]

/** Cases that went up, each by the people whose place it is and at its own time. */
export async function createDemoEscalations(tx: Tx, crypto: CryptoProvider, places: DemoPlaces, people: DemoPeople, now: Date): Promise<void> {
  for (const [index, script] of scripts.entries()) {
    const building = places.buildings[(index * 23 + 5) % places.buildings.length]!
    const community = building.gridCode.slice(0, 12)
    const at = (hours: number) => new Date(now.getTime() - (script.startedHours - hours) * 3_600_000)
    const actors: Record<Step[0], AccountActor> = {
      lead: people.of('communityLead', community),
      office: people.of('subdistrictStaff', demoSubdistrict),
      district: people.of('districtStaff', demoSubdistrict.slice(0, 6)),
    }
    const officer = people.of('gridOfficer', building.gridCode)
    const requestId = await reportOnPatrol(tx, crypto, officer, building.id, script, at(-2))
    await raiseEscalation(tx, crypto, officer, { requestId, tried: script.tried, asked: script.asked }, at(0))
    for (const [by, hours, move] of script.steps) {
      const open = (await listEscalationsOf(tx, demoSubdistrict, requestId)).at(-1)!
      await moveEscalation(tx, crypto, actors[by], { escalationId: open.id, ...move } as EscalationMoveInput, at(hours))
    }
  }
}
