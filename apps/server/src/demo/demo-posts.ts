import { sql } from 'kysely'
import type { AccountActor } from '../access/actor.ts'
import { inviteCaptain, acceptCaptaincy } from '../captains/invite-captain.ts'
import { listCaptainTasks, lockCaptain } from '../captains/captain-store.ts'
import { moveCaptain, moveCaptainTask } from '../captains/move-captain.ts'
import { askLeave } from '../leaves/ask-leave.ts'
import { moveLeave } from '../leaves/move-leave.ts'
import { listOwnPosts } from '../people/temporary-posts.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { insertCall } from '../secondments/call-store.ts'
import { moveSecondment } from '../secondments/move-secondment.ts'
import { nominate } from '../secondments/open-call.ts'
import { entryCell, statementCell } from '../secondments/secondment-sight.ts'
import { findSecondment, insertSecondment, insertSecondmentEntry, insertSecondmentPost, updateSecondment } from '../secondments/secondment-store.ts'
import type { DemoPeople } from './demo-people.ts'
import { demoSubdistrict, type DemoPlaces } from './demo-places.ts'

type Demo = { tx: Tx; crypto: CryptoProvider; places: DemoPlaces; people: DemoPeople; now: Date }
const dayMs = 86_400_000
const district = '990101'
const homeUnits = ['区委办公室', '区住房和建设局', '区民政局', '区市场监督管理局']

/** Who was seconded, who is on leave, what is handed over, which neighbours help. */
export async function createDemoPosts(tx: Tx, crypto: CryptoProvider, places: DemoPlaces, people: DemoPeople, now: Date): Promise<void> {
  const demo = { tx, crypto, places, people, now }
  await secondFour(demo)
  await openNewCall(demo)
  await sendOnLeave(demo)
  await appointCaptains(demo)
}

const ago = ({ now }: Demo, days: number) => new Date(now.getTime() - days * dayMs)

/** The four instructors of the demo came by a call (stories.md A1); their posts have a last day. */
async function secondFour(demo: Demo): Promise<void> {
  const { tx, crypto, places, people } = demo
  const [office, head] = [people.of('subdistrictStaff', demoSubdistrict), people.of('districtStaff', district)]
  const callId = newId()
  const [startsOn, endsOn] = [shanghaiDay(ago(demo, 95)), shanghaiDay(ago(demo, -85))]
  const call = { id: callId, district, title: '选派专职党建指导员下沉社区', tasks: '走访居民，汇集共性需求，组织联席会议。', startsOn, endsOn }
  await insertCall(
    tx,
    { ...call, nominateUntil: shanghaiDay(ago(demo, 105)), by: head.accountId },
    [{ subdistrict: demoSubdistrict, wanted: 4 }],
    ago(demo, 115),
  )
  for (const [index, grid] of places.grids.filter((_, place) => place % 8 === 0).entries()) {
    const person = people.of('partyInstructor', grid.code)
    const row = { subdistrict: demoSubdistrict, id: newId() }
    const statement = crypto.seal('在机关做过群众工作，愿意到一线去，和居民面对面。', statementCell(row))
    const self = { account_id: person.accountId, nominated_by: person.accountId, nominated_as: 'self' as const }
    await insertSecondment(
      tx,
      { ...row, ...self, call_id: callId, home_unit: homeUnits[index % homeUnits.length]!, statement_sealed: statement },
      ago(demo, 110),
    )
    const found = (await findSecondment(tx, row.id))!
    await updateSecondment(tx, found, { state: 'posted', confirmed_by: office.accountId, approved_by: head.accountId }, ago(demo, 97))
    const steps: readonly [string, AccountActor, number, string?][] = [
      ['nominate', person, 110],
      ['confirm', office, 106],
      ['approve', head, 103, '同意选派。'],
      ['post', office, 97],
      ['note', person, 40, '走访一百二十户，理发难、飞线充电两件事提交联席会议，已办成。'],
    ]
    for (const [step, by, days, words] of steps) {
      const id = newId()
      const wordsSealed = words === undefined ? null : crypto.seal(words, entryCell(demoSubdistrict, id))
      const entry = { subdistrict: demoSubdistrict, id, secondmentId: row.id, step, account: by.accountId, name: by.name, wordsSealed }
      await insertSecondmentEntry(tx, entry, ago(demo, days))
    }
    const last = new Date(Date.parse(`${endsOn}T16:00:00.000Z`))
    const { rows } = await sql<{ id: string }>`
      update assignments set valid_to = ${last} where account_id = ${person.accountId} and source = 'secondment' returning id`.execute(tx)
    const post = { subdistrict: demoSubdistrict, id: newId(), secondmentId: row.id, assignmentId: rows[0]!.id, tasks: '联系本网格居民，牵头联席会议' }
    await insertSecondmentPost(tx, post)
  }
}

/** A call that is open now: one waits for the subdistrict, one for the district. */
async function openNewCall(demo: Demo): Promise<void> {
  const { tx, crypto, people } = demo
  const [office, head] = [people.of('subdistrictStaff', demoSubdistrict), people.of('districtStaff', district)]
  const callId = newId()
  const days = { startsOn: shanghaiDay(ago(demo, -20)), endsOn: shanghaiDay(ago(demo, -200)), nominateUntil: shanghaiDay(ago(demo, -10)) }
  const call = { id: callId, district, title: '第二批党建指导员选派', tasks: '到商圈网格联系个体户和新就业群体。', ...days }
  await insertCall(tx, { ...call, by: head.accountId }, [{ subdistrict: demoSubdistrict, wanted: 2 }], ago(demo, 3))
  const nomination = { callId, subdistrict: demoSubdistrict }
  const first = people.contactOf('market')
  const statement = '熟悉个体户，愿意到商圈网格工作。'
  const waiting = await nominate(tx, crypto, first, { ...nomination, homeUnit: '市场监督管理所', statement }, ago(demo, 2))
  await moveSecondment(tx, crypto, office, { secondmentId: waiting.id, move: 'confirm', words: '业务熟，同意。' }, ago(demo, 1))
  const second = people.contactOf('property')
  await nominate(tx, crypto, second, { ...nomination, homeUnit: '物业管理办公室', statement: '管过小区物业，愿意再近一步。' }, ago(demo, 1))
}

/** One on leave with a substitute, its pack waiting for both; one back, whose pack waits too. */
async function sendOnLeave(demo: Demo): Promise<void> {
  const { tx, crypto, places, people } = demo
  const plans = [
    { grid: places.grids[10]!, from: 2, days: 7, back: null },
    { grid: places.grids[16]!, from: 6, days: 7, back: 1 },
  ]
  for (const { grid, from, days, back } of plans) {
    const [officer, substitute] = [people.of('gridOfficer', grid.code), people.of('branchSecretary', grid.code)]
    const lead = people.of('communityLead', grid.community)
    const [post] = await listOwnPosts(tx, officer.accountId, ago(demo, from))
    const asked = { startsOn: shanghaiDay(ago(demo, from)), endsOn: shanghaiDay(ago(demo, from - days)) }
    const covers = [{ assignmentId: post!.id, substituteId: substitute.accountId }]
    const leave = await askLeave(tx, crypto, officer, { ...asked, covers, note: '年休假' }, ago(demo, from))
    await moveLeave(tx, crypto, lead, { leaveId: leave.id, move: 'agree' }, new Date(ago(demo, from).getTime() + 3_600_000))
    if (back !== null) await moveLeave(tx, crypto, officer, { leaveId: leave.id, move: 'back' }, ago(demo, back))
  }
}

/** The neighbour of the demo is captain of the first building: one task answered, one waits. Another link is not used yet. */
async function appointCaptains(demo: Demo): Promise<void> {
  const { tx, crypto, places, people } = demo
  const [building] = places.buildings
  const officer = people.of('gridOfficer', building!.gridCode)
  const { captainId, token } = await inviteCaptain(tx, crypto, officer, { buildingId: building!.id, name: '周桂芬' }, ago(demo, 30))
  await acceptCaptaincy(tx, crypto, people.resident, token, ago(demo, 29))
  const ask = async (words: string, days: number, at: Date) => {
    const row = (await lockCaptain(tx, [demoSubdistrict], captainId))!
    await moveCaptain(tx, crypto, officer, row, { move: 'ask', kind: 'ask', words, days }, at)
    return (await listCaptainTasks(tx, demoSubdistrict, [captainId]))[0]!
  }
  const answered = await ask('请问问二单元，晚上十点后哪层有装修声？', 14, ago(demo, 12))
  await moveCaptainTask(tx, crypto, people.resident, answered, { move: 'answer', words: '四楼在换地板，说这周就完工，十点后不再施工。' }, ago(demo, 11))
  await ask('请问问三楼几位老人，电梯停运那天需不需要有人帮着拿菜？', 7, ago(demo, 1))
  const other = places.buildings.find(({ gridCode }) => gridCode === places.grids[1]!.code)!
  await inviteCaptain(tx, crypto, people.of('gridOfficer', other.gridCode), { buildingId: other.id, name: '孙立新' }, ago(demo, 1))
}
