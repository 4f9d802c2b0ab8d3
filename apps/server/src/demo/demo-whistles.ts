import type { WhistleMoveInput } from '@ejia/contract/whistles.ts'
import type { AccountActor } from '../access/actor.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import { sendKept, type Tx } from '../platform/database.ts'
import { fileRequest } from '../requests/filing/file-request.ts'
import { moveRequest } from '../requests/move-request.ts'
import { blowWhistle } from '../whistles/blow-whistle.ts'
import { moveWhistle } from '../whistles/move-whistle.ts'
import { listTasks } from '../whistles/whistle-store.ts'
import type { DemoPeople } from './demo-people.ts'
import { demoSubdistrict, type DemoPlaces } from './demo-places.ts'

type Unit = keyof DemoPeople['units']
/** Without `whistleId` and, for tasks, by the order they were added. */
type Step = readonly [
  by: 'lead' | 'office' | 'officer' | Unit,
  hours: number,
  move: (units: DemoPeople['units'], tasks: readonly string[], at: Date) => DistributiveOmit<WhistleMoveInput, 'whistleId'>,
]
type DistributiveOmit<T, K extends string> = T extends unknown ? Omit<T, K> : never

const summon =
  (lead: Unit, ...others: Unit[]): Step[2] =>
  (units) => ({
    move: 'summon',
    units: [{ unitId: units[lead], part: 'lead' }, ...others.map((unit) => ({ unitId: units[unit], part: 'supporting' as const }))],
  })
const checkIn =
  (unit: Unit): Step[2] =>
  (units) => ({ move: 'checkIn', unitId: units[unit] })
const task =
  (title: string, unit: Unit, days: number): Step[2] =>
  (units, _, at) => ({ move: 'addTask', title, unitId: units[unit], dueOn: shanghaiDay(new Date(at.getTime() + days * 86_400_000)) })
const finishTask =
  (index: number, words: string): Step[2] =>
  (_, tasks) => ({ move: 'finishTask', taskId: tasks[index]!, words })

const approved: Step = ['lead', 2, () => ({ move: 'approve', words: '确需部门一起来' })]

/** One in every state; `startedHours` ago. Fictional. */
const scripts: readonly {
  kind: 'residentsUrge' | 'jointEnforcement' | 'emergency'
  title: string
  category: string
  reported: string
  need: string
  startedHours: number
  steps: readonly Step[]
}[] = [
  {
    kind: 'residentsUrge',
    title: '饭店油烟直排居民院',
    category: 'smoke',
    reported: '一楼饭店的油烟直接往院里排，开不了窗。',
    need: '餐馆油烟管道对着居民窗户，请执法和市场监管一起到现场。',
    startedHours: 3,
    steps: [],
  },
  {
    kind: 'jointEnforcement',
    title: '消防通道私装地锁',
    category: 'fire',
    reported: '消防通道装了三个地锁，救护车进不来。',
    need: '多次劝说无效，请执法中队和派出所一起清理。',
    startedHours: 20,
    steps: [approved],
  },
  {
    kind: 'jointEnforcement',
    title: '店外经营占道',
    category: 'parking',
    reported: '早晚有店把桌子摆到盲道上，推婴儿车走不了。',
    need: '早晚高峰占盲道，请执法和市场监管联合整治。',
    startedHours: 72,
    steps: [approved, ['office', 4, summon('urban', 'market')], ['urban', 7, checkIn('urban')]],
  },
  {
    kind: 'residentsUrge',
    title: '地下室反复返水',
    category: 'water',
    reported: '地下室雨后又返水，这是今年第三次。',
    need: '雨后三次返水，请物业办牵头查管网。',
    startedHours: 150,
    steps: [
      approved,
      ['office', 5, summon('property', 'urban')],
      ['property', 9, checkIn('property')],
      ['urban', 30, checkIn('urban')],
      ['property', 40, () => ({ move: 'plan', words: '物业办清掏检查井，执法中队查处私接管道，一周内办完。' })],
      ['property', 41, task('清掏检查井', 'property', 4)],
      ['property', 41, task('查处私接排水管', 'urban', 9)],
      ['property', 90, finishTask(0, '三口井已清掏，照片存档。')],
    ],
  },
  {
    kind: 'emergency',
    title: '外墙瓷砖脱落',
    category: 'falling',
    reported: '外墙瓷砖往下掉，昨晚砸在花坛边。',
    need: '瓷砖往下掉，请马上围挡。',
    startedHours: 200,
    steps: [
      ['office', 0.1, summon('property', 'police')],
      ['property', 0.4, checkIn('property')],
      ['police', 0.5, checkIn('police')],
      ['property', 1, () => ({ move: 'plan', words: '先围挡，再请专业队加固。' })],
      ['property', 1, task('拉警戒线、设围挡', 'police', 1)],
      ['property', 1, task('加固外墙', 'property', 5)],
      ['police', 3, finishTask(0, '已围挡，夜间有人值守。')],
      ['property', 60, finishTask(1, '松动瓷砖已清除并加固。')],
      ['property', 61, () => ({ move: 'finish', words: '险情排除，围挡已撤。' })],
    ],
  },
  {
    kind: 'jointEnforcement',
    title: '楼道飞线充电',
    category: 'fire',
    reported: '好几户从窗户拉线给电动车充电，怕着火。',
    need: '十几户飞线，请派出所和物业办一起上门。',
    startedHours: 500,
    steps: [
      approved,
      ['office', 6, summon('property', 'police')],
      ['property', 8, checkIn('property')],
      ['police', 60, checkIn('police')],
      ['property', 62, () => ({ move: 'plan', words: '上门劝清，同时加装充电棚。' })],
      ['property', 62, task('加装充电棚', 'property', 7)],
      ['property', 160, finishTask(0, '充电棚已通电。')],
      ['property', 161, () => ({ move: 'finish', words: '飞线全部清除，充电棚投用。' })],
      ['officer', 200, (units) => ({ move: 'rate', unitId: units.property, stars: 5, words: '来得快，办得实' })],
      ['officer', 200, (units) => ({ move: 'rate', unitId: units.police, stars: 3, words: '晚到了两天' })],
    ],
  },
  {
    kind: 'residentsUrge',
    title: '树枝挡窗',
    category: 'greening',
    reported: '树枝长到三楼窗户了，屋里不见光。',
    need: '请部门修剪。',
    startedHours: 300,
    steps: [['lead', 4, () => ({ move: 'decline', words: '社区绿化队就能办，不用吹哨。' })]],
  },
]

/** Whistles in every state, each by the people whose place it is and at its own time. */
export async function createDemoWhistles(tx: Tx, crypto: CryptoProvider, places: DemoPlaces, people: DemoPeople, now: Date): Promise<void> {
  for (const [index, script] of scripts.entries()) {
    const building = places.buildings[(index * 19) % places.buildings.length]!
    const areaCode = building.gridCode
    const started = now.getTime() - script.startedHours * 3_600_000
    const at = (hours: number) => new Date(started + hours * 3_600_000)
    const actorOf = (by: Step[0]): AccountActor =>
      by === 'office'
        ? people.of('subdistrictStaff', demoSubdistrict)
        : by === 'lead'
          ? people.of('communityLead', areaCode.slice(0, 12))
          : by === 'officer'
            ? people.of('gridOfficer', areaCode)
            : people.contactOf(by)
    const officer = actorOf('officer')
    const requestId = await reportOnPatrol(tx, crypto, officer, building.id, script, at(-2))
    const whistle = await blowWhistle(tx, crypto, officer, { requestId, kind: script.kind, title: script.title, need: script.need }, at(0))
    for (const [by, hours, move] of script.steps) {
      const tasks = (await listTasks(tx, demoSubdistrict, [whistle.id])).map((one) => one.id)
      await moveWhistle(tx, crypto, actorOf(by), { whistleId: whistle.id, ...move(people.units, tasks, at(hours)) } as WhistleMoveInput, at(hours))
    }
  }
}

/** What the officer met on patrol and took on: the case a whistle or an escalation grows out of. */
export async function reportOnPatrol(
  tx: Tx,
  crypto: CryptoProvider,
  officer: AccountActor,
  buildingId: string,
  script: { category: string; reported: string },
  at: Date,
): Promise<string> {
  const filed = await fileRequest(
    tx,
    crypto,
    officer,
    {
      kind: 'complaint',
      category: script.category,
      text: script.reported,
      place: { buildingId },
      channel: 'patrol',
      photoIds: [],
      subdistrict: demoSubdistrict,
      externalNumber: null,
      reporter: { anonymous: true, name: null, phone: null, accountId: null, onBehalf: false, consent: null },
    },
    at,
  )
  await sendKept(tx)
  await moveRequest(
    tx,
    crypto,
    officer,
    { requestId: filed.requestId, move: 'acknowledge', told: '已到现场看过，正在联系部门。' },
    new Date(at.getTime() + 1_800_000),
  )
  return filed.requestId
}
