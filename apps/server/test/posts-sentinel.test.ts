import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { otherSubdistrict, useWorld, type Caller } from './test-world.ts'

const world = useWorld()
const said = {
  statement: '哨兵自荐理由',
  note: '哨兵请假事由',
  handover: '哨兵交接说明',
  captain: '哨兵楼长称呼',
  task: '哨兵楼长任务',
  answer: '哨兵楼长回复',
  reporter: '哨兵反映人名',
  promise: '哨兵承诺的话',
}
type Value = keyof typeof said

/** Sealed words about colleagues and neighbours: in the replies of those they are for, in nobody else's, and nowhere in the clear. */
test('what is said of a colleague or a neighbour stays with whom it is for', async () => {
  const building = world.places.buildings[0]!
  const grid = building.gridCode
  const officer = await world.as('gridOfficer', grid)
  const secretary = await world.as('branchSecretary', grid)
  const lead = await world.as('communityLead', grid.slice(0, 12))
  const office = await world.as('subdistrictStaff', '990101001')
  const district = await world.as('districtStaff', '990101')
  const [captain, neighbour] = [await world.resident(), await world.resident()]
  const need = (reply: Awaited<ReturnType<Caller['post']>>) => {
    if (reply.status >= 400) throw new Error(reply.text)
    return reply.body
  }
  const { requestId } = await world.report({ name: said.reporter, phone: '13944440000', place: { buildingId: building.id } })
  const call = need(
    await district.post('/api/secondment-calls', {
      title: '选派',
      tasks: '下沉',
      startsOn: '2026-11-24',
      endsOn: '2027-01-31',
      nominateUntil: '2026-12-01',
      wants: [{ subdistrict: '990101001', wanted: 1 }],
    }),
  )
  const named = need(
    await officer.post(`/api/secondment-calls/${call.id}/nominations`, { subdistrict: '990101001', homeUnit: '一网格', statement: said.statement }),
  )
  const [post] = need(await officer.get('/api/my/leaves')).posts
  const covers = [{ assignmentId: post.assignmentId, substituteId: secretary.accountId }]
  const leave = need(await officer.post('/api/leaves', { startsOn: '2026-11-24', endsOn: '2026-11-25', covers, note: said.note }))
  need(await lead.post(`/api/leaves/${leave.id}/moves`, { move: 'agree' }))
  const pack = need(await officer.get('/api/handovers')).rows[0].id
  need(await officer.post(`/api/handovers/${pack}/moves`, { move: 'note', words: said.handover }))
  const invited = need(await officer.post('/api/captains', { buildingId: building.id, name: said.captain }))
  need(await captain.post(`/api/captain-invitations/${invited.url.split('/').at(-1)}`))
  const asked = need(await officer.post(`/api/captains/${invited.captainId}/tasks`, { kind: 'ask', words: said.task, days: 3, requestId }))
  need(await captain.post(`/api/my/captain-tasks/${asked.tasks[0].id}/answer`, { words: said.answer }))

  need(await officer.post(`/api/requests/${requestId}/promises`, { words: said.promise, dueOn: '2026-11-30' }))

  const team: readonly Value[] = ['task', 'answer', 'promise']
  /** Who may read which words at all; the place they are read is one of the pages below. */
  const callers: [string, Caller, readonly Value[]][] = [
    ['anonymous', world.anybody, []],
    ['neighbour', neighbour, []],
    ['captain', captain, ['task']],
    ['officer', officer, [...team, 'statement', 'note', 'handover']],
    ['secretary', secretary, [...team, 'handover']],
    ['lead', lead, [...team, 'note', 'handover']],
    ['office', office, [...team, 'statement', 'note', 'handover']],
    ['district', district, ['statement']],
    ['sibling', await world.as('gridOfficer', world.places.grids[1]!.code), []],
    ['otherOffice', await world.hire('subdistrictStaff', otherSubdistrict), []],
    ['department', await world.as('departmentContact', '990101001'), []],
    ['securityAdmin', await world.as('securityAdmin', '990101'), []],
    ['auditor', await world.as('auditor', '990101'), []],
  ]
  const pages = [
    '/api/secondment-calls',
    '/api/secondments?show=all',
    `/api/secondments/${named.id}`,
    '/api/my/leaves',
    '/api/leaves?show=all',
    `/api/leaves/${leave.id}`,
    '/api/handovers?show=all',
    `/api/handovers/${pack}`,
    '/api/captains',
    `/api/captains?requestId=${requestId}`,
    '/api/my/captain-tasks',
    '/api/trios',
    `/api/my-grid?grid=${grid}`,
    `/api/areas/${grid}/officer-notice`,
    '/api/assignments',
    '/api/audit?subdistrict=990101001',
    `/api/requests/${requestId}`,
    `/api/requests/${requestId}/promises`,
    '/api/my-promises',
    '/api/me',
  ]
  const seen = new Set<string>()
  for (const [who, caller, mine] of callers)
    for (const path of pages) {
      const { text } = await caller.get(path)
      for (const [name, words] of Object.entries(said) as [Value, string][]) {
        if (!text.includes(words)) continue
        expect(mine.includes(name), `${who} ${path} shows ${words}`).toBe(true)
        seen.add(`${who} ${name}`)
      }
    }
  // What is for somebody is shown to them: else nothing would have been looked for.
  expect([...seen].toSorted()).toEqual(callers.flatMap(([who, , mine]) => mine.map((name) => `${who} ${name}`)).toSorted())

  const { rows: columns } = await sql<{ table_name: string; column_name: string }>`
    select table_name, column_name from information_schema.columns where table_schema = 'public' and data_type in ('text', 'jsonb')
      and (table_name like 'secondment%' or table_name like 'leave%' or table_name like 'handover%' or table_name like 'captain%' or table_name in ('assignments', 'promises'))`.execute(
    world.deps.db,
  )
  expect(columns.length).toBeGreaterThan(20)
  for (const { table_name: table, column_name: column } of columns) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from ${sql.table(table)} where ${sql.ref(column)}::text like any(${Object.values(said).map((words) => `%${words}%`)})`.execute(
      world.deps.db,
    )
    expect(rows[0]!.n, `${table}.${column}`).toBe(0)
  }
})
