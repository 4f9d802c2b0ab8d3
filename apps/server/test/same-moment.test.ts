import { expect, test } from 'vitest'
import { callerOf, otherGrid, useWorld, type Caller } from './test-world.ts'

/** Sessions and cases asked for at the same moment are read in one statement: everybody is themselves all the same. */
const world = useWorld()
const subdistrict = '990101001'
const shuffled = <T>(all: readonly T[]): T[] =>
  all
    .map((one) => ({ one, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)

test('whoever calls at the same moment is told who they are, and a session that is none is nobody', async () => {
  const people = await Promise.all([
    world.as('subdistrictStaff', subdistrict),
    world.as('districtStaff', subdistrict.slice(0, 6)),
    world.as('communityLead', '990101001001'),
    world.hire('gridOfficer', otherGrid),
    world.as('gridOfficer', '990101001001001'),
  ])
  const nobody: Caller = callerOf(world.app, 'not-a-session', null)
  const callers = shuffled(Array.from({ length: 12 }, () => [...people, nobody]).flat())
  const replies = await Promise.all(callers.map((caller) => caller.get('/api/me')))
  const told = replies.map((reply) => reply.body.me?.accountId ?? null)
  expect(told).toEqual(callers.map((caller) => caller.accountId))
})

test('cases opened at the same moment come each to whoever asked, and to nobody out of sight', async () => {
  const near = await world.as('communityLead', '990101001001')
  const far = await world.hire('gridOfficer', otherGrid)
  const office = await world.as('subdistrictStaff', subdistrict)
  const texts = ['灯坏了', '门关不上', '水管漏水']
  const cases = await Promise.all(texts.map((text) => world.report({ text })))
  const calls = shuffled(
    Array.from({ length: 6 }, () =>
      [near, far, office].flatMap((caller) => cases.map(({ requestId }, index) => ({ caller, requestId, text: texts[index]! }))),
    ).flat(),
  )
  const replies = await Promise.all(calls.map(({ caller, requestId }) => caller.get(`/api/requests/${requestId}`)))
  expect(replies.map((reply) => (reply.status === 200 ? reply.body.text : reply.status))).toEqual(
    calls.map(({ caller, text }) => (caller === far ? 404 : text)),
  )
})
