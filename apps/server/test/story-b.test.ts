import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useWorld, type Caller, type Reply } from './test-world.ts'

const world = useWorld()

/** stories.md B: a dispute that changes its target twice; 503 is cleared and nothing adverse stays on 503. */
test('303, 403, 503, 703', async () => {
  const building = world.places.buildings[0]!
  const lead = await world.as('communityLead', building.gridCode.slice(0, 12))
  const officer = await world.as('gridOfficer', building.gridCode)
  const must = async (reply: Promise<Reply>) => {
    const done = await reply
    expect(done.status, done.text).toBeLessThan(300)
    return done
  }
  const move = (caller: Caller, id: string, name: string, more: object = {}) => must(caller.post(`/api/requests/${id}/moves`, { move: name, ...more }))
  const place = (room: string) => ({ buildingId: building.id, detail: room })

  // 1–2. A daughter reports for 303; 403 keeps pigeons, licensed, and promises a better cage.
  const pigeons = await world.report({
    kind: 'dispute',
    category: 'pets',
    text: '母亲家阳台上总有楼上的鸽子粪，请社区调解。',
    place: place('303'),
    phone: '13900000001',
  })
  await move(officer, pigeons.requestId, 'acknowledge', { told: '马上上门。' })
  await move(officer, pigeons.requestId, 'addParty', { role: 'reporter', dwelling: '303' })
  await move(officer, pigeons.requestId, 'addParty', { role: 'respondent', dwelling: '403', name: '养鸽的邻居' })
  await move(officer, pigeons.requestId, 'answer', { told: '403 答应改装鸽笼，两家握手言和，月底再去看。', outcome: 'solved' })

  // 3. In the same talk 403 says 503 has long been noisy: a second case, raised during the first.
  const noise = await must(
    officer.post('/api/requests', {
      kind: 'dispute',
      category: 'noise',
      text: '楼上长期有跑动声。',
      place: place('403'),
      channel: 'visit',
      onBehalf: { name: '养鸽的邻居', phone: '13900000002', consent: 'spoken' },
    }),
  )
  const noiseId = noise.body.requestId as string
  await move(officer, noiseId, 'link', { otherId: pigeons.requestId, kind: 'raisedDuring' })
  await move(officer, noiseId, 'acknowledge')
  const accused = await move(officer, noiseId, 'addParty', { role: 'respondent', dwelling: '503', name: '独居的邻居', note: '反映说有孩子跑跳' })
  const party503 = accused.body.parties.find((party: { dwelling: string }) => party.dwelling === '503')

  // 4. 503 is over seventy, alone, no children, no noise: cleared.
  await move(officer, noiseId, 'clearParty', { partyId: party503.id, internal: '上门看过，声音不在这里。' })

  // 5–6. The source is 703, renovating: a case of its own, the cause of the noise.
  const renovation = await must(
    officer.post('/api/requests', {
      kind: 'dispute',
      category: 'renovation',
      text: '703 在装修，整栋楼都听得见。',
      place: place('703'),
      channel: 'visit',
      onBehalf: { consent: 'spoken' },
    }),
  )
  await move(officer, noiseId, 'link', { otherId: renovation.body.requestId, kind: 'causedBy' })
  await move(officer, noiseId, 'addParty', { role: 'respondent', dwelling: '703' })
  await move(officer, noiseId, 'answer', { told: '声音来自 703 装修，答应只在白天施工并尽快完工，也道了歉。', outcome: 'solved' })

  // Both cases close with the residents' own confirmation.
  await must(world.anybody.post(`/api/follow/${pigeons.followKey}/moves`, { move: 'confirmSolved' }))
  await must(world.anybody.post(`/api/follow/${noise.body.followKey}/moves`, { move: 'confirmSolved' }))

  const opened = (await officer.get(`/api/requests/${noiseId}`)).body
  expect(opened).toMatchObject({ state: 'closed', closure: 'residentConfirmed' })
  expect(opened.links.map((link: { kind: string }) => link.kind).toSorted()).toEqual(['causedBy', 'raisedDuring'])
  expect(opened.parties.find((party: { id: string }) => party.id === party503.id)).toMatchObject({ role: 'cleared', name: null, note: '' })
  expect((await officer.get(`/api/requests/${pigeons.requestId}`)).body.links[0]).toMatchObject({ kind: 'raisedDuring', direction: 'from' })

  // Nothing adverse on 503 in any reply, of any case, to anybody; nor in the database.
  for (const caller of [officer, lead, await world.as('subdistrictStaff', '990101001'), await world.as('partyInstructor', building.gridCode)]) {
    for (const id of [noiseId, pigeons.requestId, renovation.body.requestId as string]) {
      const { text, body } = await caller.get(`/api/requests/${id}`)
      expect(text).not.toContain('独居的邻居')
      expect(text).not.toContain('孩子跑跳')
      for (const party of body.parties) if (party.dwelling === '503') expect(party.role).toBe('cleared')
    }
  }
  for (const key of [pigeons.followKey, noise.body.followKey as string]) {
    const followed = await world.anybody.get(`/api/follow/${key}`)
    // Ids are random and may hold any digits.
    expect(followed.text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')).not.toContain('503')
  }
  const { rows } =
    await sql`select 1 from request_entries where regexp_replace(details::text, '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', '', 'g') like '%503%' or internal like '%503%' or told like '%503%'`.execute(
      world.deps.db,
    )
  expect(rows).toEqual([])
  await expect(sql`update request_parties set note = '还是有嫌疑' where id = ${party503.id}`.execute(world.deps.db)).rejects.toThrow(
    'request_parties_cleared_check',
  )
})
