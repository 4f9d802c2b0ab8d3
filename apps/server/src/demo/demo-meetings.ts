import type { MeetingMoveInput } from '@ejia/contract/meetings.ts'
import type { TaskOwnerInput } from '@ejia/contract/meeting-tasks.ts'
import type { AccountActor } from '../access/actor.ts'
import { findMinutes } from '../meetings/minutes/minutes-store.ts'
import { moveMeeting } from '../meetings/move-meeting.ts'
import { planMeeting } from '../meetings/plan-meeting.ts'
import { moveTask } from '../meetings/tasks/move-task.ts'
import { listTasksOf } from '../meetings/tasks/task-store.ts'
import { raiseTopic } from '../meetings/topics/raise-topic.ts'
import { moveLooseTopic, takeTopic } from '../meetings/topics/screen-topic.ts'
import { shanghaiDay, startOfShanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import { sendKept, type Tx } from '../platform/database.ts'
import type { DemoPeople } from './demo-people.ts'
import { demoSubdistrict, type DemoPlaces } from './demo-places.ts'

type Unit = keyof DemoPeople['units']
type Owner = number | Unit
/** `done` in hours after the meeting; without it the task is still open. Owners: one of the four by number, or a department. */
type DemoTask = { title: string; owner: Owner; days: number; progress?: string; evidence?: string; doneAfterDays?: number }
type DemoTopic = {
  title: string
  words: string
  pool?: string
  by: number
  discussion?: string
  question?: string
  votes?: readonly ('yes' | 'no' | 'abstain')[]
  outcome?: 'agreed' | 'rejected' | 'postponed'
  decision?: string
  tasks?: readonly DemoTask[]
}

/** Two that were and one that comes. Fictional. */
const meetings: readonly { inDays: number; topics: readonly DemoTopic[]; correction?: readonly [string, string] }[] = [
  {
    inDays: -33,
    topics: [
      {
        title: '给老人免费理发',
        words: '走访中许多老人说起同一件事：街边理发摊不来了，店里太挤不敢去，子女叮嘱少出门，有的两个月没有理发。',
        pool: '老人理发难',
        by: 0,
        discussion: '请辖区理发店和会理发的党员一起来，工具严格消毒，在通风的户外进行，全部免费。\n先在一个社区试办，办好了再推开。',
        question: '是否每月办一次户外免费理发',
        votes: ['yes', 'yes', 'yes', 'abstain'],
        outcome: 'agreed',
        decision: '每月十六日下午办一次户外免费理发，工具严格消毒，全部免费。',
        tasks: [
          {
            title: '联系辖区理发店和会理发的党员',
            owner: 1,
            days: 9,
            progress: '三家店愿意来。',
            evidence: '三家店五位师傅、两名党员，名单已登记。',
            doneAfterDays: 6,
          },
          { title: '明确消毒要求并备好用品', owner: 'market', days: 8, evidence: '要求已下发，消毒用品到位。', doneAfterDays: 5 },
          { title: '选好通风的户外场地', owner: 2, days: 10, evidence: '定在文化广场东侧，通风、有遮阳。', doneAfterDays: 9 },
        ],
      },
      {
        title: '占用盲道的共享单车',
        words: '三个网格都有居民反映，推婴儿车走不了。',
        by: 3,
        discussion: '先划停放区，再请企业按时调度。',
        outcome: 'agreed',
        decision: '划定停放区，请执法中队督促企业每日调度。',
        tasks: [{ title: '划定六处停放区', owner: 'urban', days: 20, progress: '已划四处，两处待市政配合。' }],
      },
    ],
    correction: ['先在一个社区试办', '先在两个社区试办'],
  },
  {
    inDays: -12,
    topics: [
      {
        title: '教老人用手机挂号',
        words: '十多户说起，子女不在身边，每次都得求人。',
        pool: '想学用手机挂号',
        by: 2,
        discussion: '服务站每周三下午开小课，一次不超过十人，请志愿者一对一。',
        question: '是否每周三下午开课',
        votes: ['yes', 'yes', 'no', 'yes'],
        outcome: 'agreed',
        decision: '每周三下午在网格党群服务站开小课，先开四周。',
        tasks: [
          { title: '排出四周课表，约好志愿者', owner: 0, days: 6, progress: '已约六名志愿者。' },
          { title: '编一页大字图解', owner: 3, days: 5, evidence: '一页大字图解已印两百份。', doneAfterDays: 4 },
        ],
      },
      {
        title: '楼间晾衣绳',
        words: '绳子拆了以后没地方晒被子。',
        pool: '晾晒没地方',
        by: 1,
        outcome: 'postponed',
        decision: '请各网格先量可用空地，下次再议。',
      },
    ],
  },
  {
    inDays: 4,
    topics: [
      { title: '放学后没人看孩子', words: '放学早、下班晚，几户轮流请假。', pool: '下午没人看孩子', by: 1 },
      { title: '理发日增加上门服务', words: '行动不便的老人来不了广场，建议登记后上门。', by: 0 },
    ],
  },
]

/** The four seconded instructors chair in turn; each step at its own time, by whoever would take it. */
export async function createDemoMeetings(
  tx: Tx,
  crypto: CryptoProvider,
  places: DemoPlaces,
  people: DemoPeople,
  pools: Map<string, string>,
  now: Date,
): Promise<void> {
  const four = [0, 8, 16, 24].map((index) => ({ grid: places.grids[index]!.code, actor: people.of('partyInstructor', places.grids[index]!.code) }))
  const office = people.of('subdistrictStaff', demoSubdistrict)
  const ownerOf = (owner: Owner): TaskOwnerInput =>
    typeof owner === 'number' ? { kind: 'person', accountId: four[owner]!.actor.accountId } : { kind: 'unit', unitId: people.units[owner] }
  const actorOf = (owner: Owner): AccountActor => (typeof owner === 'number' ? four[owner]!.actor : people.contactOf(owner))
  for (const [place, plan] of meetings.entries()) {
    const day = startOfShanghaiDay(weekdayNear(new Date(now.getTime() + plan.inDays * 86_400_000))).getTime()
    const startsAt = new Date(day + 14 * 3_600_000)
    const before = (days: number) => new Date(Math.min(startsAt.getTime() - days * 86_400_000, now.getTime() - 60_000))
    const during = (minutes: number) => new Date(startsAt.getTime() + minutes * 60_000)
    const chair = four[place % four.length]!.actor
    const recorder = four[(place + 1) % four.length]!.actor
    const members = four.map(({ actor }) => actor).filter((actor) => actor !== chair && actor !== recorder)
    const meeting = await planMeeting(
      tx,
      crypto,
      office,
      {
        subdistrict: demoSubdistrict,
        title: '党建指导员联席会议',
        startsAt: startsAt.toISOString(),
        endsAt: during(90).toISOString(),
        place: '街道三楼会议室',
        chairId: chair.accountId,
        recorderId: recorder.accountId,
        memberIds: members.map((actor) => actor.accountId),
        guests: place === 0 ? '辖区理发店代表2人' : '',
      },
      before(9),
    )
    const step = async (by: AccountActor, at: Date, input: DistributiveOmit<MeetingMoveInput, 'meetingId'>) => {
      await moveMeeting(tx, crypto, by, { meetingId: meeting.id, ...input } as MeetingMoveInput, at)
      await sendKept(tx)
    }
    const topicIds: string[] = []
    for (const topic of plan.topics) {
      const poolId = topic.pool === undefined ? undefined : pools.get(topic.pool)
      const by = four[topic.by]!
      const raised = await raiseTopic(
        tx,
        crypto,
        by.actor,
        { areaCode: poolId ? demoSubdistrict : by.grid, title: topic.title, words: topic.words, poolId },
        before(8),
      )
      await takeTopic(tx, crypto, office, { topicId: raised.id, meetingId: meeting.id }, before(6))
      await sendKept(tx)
      topicIds.push(raised.id)
    }
    await step(chair, before(plan.inDays > 0 ? 3.5 : 5), { move: 'announce', words: '' })
    if (plan.inDays > 0) continue
    await step(chair, during(0), { move: 'open' })
    for (const { actor } of four) await step(actor, during(1), { move: 'attend' })
    for (const [index, topic] of plan.topics.entries()) {
      const topicId = topicIds[index]!
      const at = during(5 + index * 30)
      if (topic.discussion) await step(recorder, at, { move: 'discuss', topicId, words: topic.discussion })
      if (topic.question && topic.votes) {
        await step(chair, at, { move: 'callVote', topicId, words: topic.question })
        for (const [voter, choice] of topic.votes.entries()) await step(four[voter]!.actor, at, { move: 'vote', topicId, choice })
        await step(chair, at, { move: 'closeVote', topicId })
      }
      const tasks = (topic.tasks ?? []).map((task) => ({
        title: task.title,
        owner: ownerOf(task.owner),
        dueOn: shanghaiDay(new Date(startsAt.getTime() + task.days * 86_400_000)),
      }))
      await step(recorder, at, { move: 'decide', topicId, outcome: topic.outcome!, words: topic.decision!, tasks })
    }
    await step(chair, during(80), { move: 'adjourn' })
    await finish({
      tx,
      step,
      plan,
      four: four.map(({ actor }) => actor),
      meetingId: meeting.id,
      after: (days) => new Date(during(80).getTime() + days * 86_400_000),
      chair,
    })
    const rows = await listTasksOf(tx, demoSubdistrict, meeting.id)
    for (const task of plan.topics.flatMap((topic) => topic.tasks ?? [])) {
      const taskId = rows.find((row) => row.title === task.title)!.id
      const owner = actorOf(task.owner)
      const after = (days: number) => new Date(Math.min(during(80).getTime() + days * 86_400_000, now.getTime() - 3_600_000))
      if (task.progress) await moveTask(tx, crypto, owner, { taskId, move: 'progress', words: task.progress }, after(2))
      if (task.evidence) await moveTask(tx, crypto, owner, { taskId, move: 'report', words: task.evidence }, after(task.doneAfterDays ?? 5))
      if (task.doneAfterDays) await moveTask(tx, crypto, chair, { taskId, move: 'signOff', words: '属实，销号。' }, after(task.doneAfterDays + 1))
      await sendKept(tx)
    }
  }
  const loose = await raiseTopic(
    tx,
    crypto,
    four[2]!.actor,
    { areaCode: four[2]!.grid, title: '充电桩不够', words: '夜里排队，请研究加装。' },
    new Date(now.getTime() - 2 * 86_400_000),
  )
  await raiseTopic(
    tx,
    crypto,
    four[3]!.actor,
    { areaCode: four[3]!.grid, title: '夜间路灯偏暗', words: '三个网格都有人说。' },
    new Date(now.getTime() - 86_400_000),
  )
  await moveLooseTopic(
    tx,
    crypto,
    office,
    { topicId: loose.id, words: '已列入区级加装计划，本月开工，不再上会。' },
    'decline',
    new Date(now.getTime() - 43_200_000),
  )
}

/** Nobody sits on a Saturday or a Sunday: the Monday after. */
function weekdayNear(at: Date): string {
  const day = shanghaiDay(at)
  const weekday = new Date(day).getUTCDay()
  return weekday === 6 || weekday === 0 ? shanghaiDay(new Date(at.getTime() + (weekday === 6 ? 2 : 1) * 86_400_000)) : day
}

type DistributiveOmit<T, K extends string> = T extends unknown ? Omit<T, K> : never
type Finishing = {
  tx: Tx
  step: (by: AccountActor, at: Date, input: DistributiveOmit<MeetingMoveInput, 'meetingId'>) => Promise<void>
  plan: (typeof meetings)[number]
  four: readonly AccountActor[]
  meetingId: string
  after: (days: number) => Date
  chair: AccountActor
}

/** The minutes corrected once where the plan says so, confirmed by all, published. */
async function finish({ tx, step, plan, four, meetingId, after, chair }: Finishing): Promise<void> {
  let minutesVersion = 1
  if (plan.correction) {
    const { body } = (await findMinutes(tx, { subdistrict: demoSubdistrict, id: meetingId }, null))!
    const [from, to] = plan.correction
    await step(four[2]!, after(0.2), { move: 'correct', basedOn: 1, body: body.replace(from, to), words: `“${from}”改为“${to}”` })
    minutesVersion = 2
  }
  for (const actor of four) await step(actor, after(0.5), { move: 'confirm', minutesVersion })
  await step(chair, after(0.8), { move: 'publish' })
}
