import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { dictionaryColumns, personFields } from '../src/registry/data-dictionary.ts'
import { registryTables, tablesElsewhere } from '../src/registry/dictionary-tables.ts'
import { newId } from '../src/platform/ids.ts'
import { useWorld, type Caller } from './test-world.ts'

const world = useWorld()
let officer: Caller
let sibling: Caller
let lead: Caller
let office: Caller
let household: string
let otherHousehold: string
const validId = '11010519491231002X'

beforeAll(async () => {
  const building = world.places.buildings[0]!
  officer = await world.as('gridOfficer', building.gridCode)
  sibling = await world.as('gridOfficer', world.places.grids[1]!.code)
  lead = await world.as('communityLead', building.gridCode.slice(0, 12))
  office = await world.as('subdistrictStaff', '990101001')
  const { rows } = await sql<{ id: string }>`select id from dwellings where building_id = ${building.id} order by id limit 2`.execute(world.deps.db)
  const made = await Promise.all(rows.map(({ id }) => officer.post('/api/registry/households', { kind: 'resident', dwellingId: id })))
  expect(made.map(({ status }) => status)).toEqual([201, 201])
  ;[household, otherHousehold] = made.map(({ body }) => body.id as string) as [string, string]
})

async function enter(facts: object, into = household, caller = officer) {
  return caller.post('/api/registry/people', { householdId: into, source: 'visit', facts }, { 'idempotency-key': newId() })
}
async function search(text: string, caller = officer) {
  const { status, body } = await caller.post('/api/registry/searches', { text })
  expect(status).toBe(200)
  return body
}
const proveTwice = (caller: Caller, at = world.clock.now) =>
  sql`update sessions set second_factor_at = ${at} where account_id = ${caller.accountId}`.execute(world.deps.db)

describe('a person', () => {
  test('is found by two characters, initials, phone and ID, masked, and only in one’s own areas', async () => {
    const entered = await enter({ name: '欧阳海棠', phone: '139 0000 5678', idNumber: { kind: 'citizenId', number: '１１０１０５１９４９１２３１００２ｘ' } })
    expect(entered.status).toBe(201)
    expect(entered.body).toMatchObject({ maskedName: '欧**', phoneEnding: '5678', idEnding: '2X', birthYear: '19**', sex: 'female' })
    for (const [typed, readAs] of [
      ['海棠', 'name'],
      ['欧阳', 'name'],
      ['oyht', 'initials'],
      ['yh', 'initials'],
      ['139-0000-5678', 'phone'],
      [validId, 'idNumber'],
    ] as const) {
      const found = await search(typed)
      expect(found.readAs, typed).toBe(readAs)
      expect(
        found.people.map((row: { id: string }) => row.id),
        typed,
      ).toContain(entered.body.id)
      expect((await search(typed, sibling)).people, typed).toEqual([])
      expect((await search(typed, lead)).people.length, typed).toBeGreaterThan(0)
    }
    expect((await search('海')).people.length).toBe(0)
    expect((await sibling.get(`/api/registry/people/${entered.body.id}`)).body.code).toBe('not_found')
    const text = JSON.stringify([entered.body, await search('欧阳'), (await officer.get(`/api/registry/households/${household}`)).body])
    for (const secret of ['欧阳海棠', '13900005678', validId, '1949']) expect(text).not.toContain(secret)
  })

  test('whose ID number is known is refused at the field, and a wrong check digit with its fault', async () => {
    expect((await enter({ name: '重复的人', idNumber: { kind: 'citizenId', number: validId } })).body.details.issues).toEqual([
      { path: ['facts', 'idNumber'], rule: 'already_taken' },
    ])
    const wrong = await enter({ name: '写错的人', idNumber: { kind: 'citizenId', number: '110105194912310021' } })
    expect(wrong.body.details.issues[0]).toMatchObject({ path: ['facts', 'idNumber'], rule: 'wrong_format' })
    const contrary = await enter({ name: '生日不同', birthDate: '1950-01-01', idNumber: { kind: 'citizenId', number: validId } })
    expect(contrary.body.details.issues[0].path).toEqual(['facts', 'birthDate'])
  })

  test('is corrected on the version seen; what was before stays sealed in the history', async () => {
    const { body: person } = await enter({ name: '李改名', phone: '13900001111' })
    const facts = { phone: '13900002222' }
    const corrected = await officer.post(`/api/registry/people/${person.id}/facts`, { basedOn: person.version, source: 'phone', facts })
    expect(corrected.body).toMatchObject({ phoneEnding: '2222', version: person.version + 1 })
    expect(corrected.body.history[0]).toMatchObject({ change: 'corrected', fields: ['phone'], source: 'phone' })
    expect((await officer.post(`/api/registry/people/${person.id}/facts`, { basedOn: person.version, source: 'phone', facts })).body.code).toBe('stale_version')
    expect((await search('13900001111')).people).toEqual([])
    const { rows } = await sql<{ before_sealed: Buffer }>`
      select before_sealed from person_changes where person_id = ${person.id} and change = 'corrected'`.execute(world.deps.db)
    expect(rows[0]!.before_sealed.includes(Buffer.from('13900001111'))).toBe(false)
  })

  test('goes stale by the dictionary’s days, stands on the next round, and is fresh again when confirmed', async () => {
    const { body: person } = await enter({ name: '常更新', phone: '13900003333' })
    const round = async () =>
      (await officer.get(`/api/registry/next-round?grid=${person.grid.code}&limit=100`)).body.rows.filter(
        (row: { person: { id: string } }) => row.person.id === person.id,
      )
    expect(await round()).toEqual([])
    const start = world.clock.now
    world.clock.days(personFields.phone.validForDays! + 1)
    const returning = await world.as('gridOfficer', person.grid.code)
    const [stale] = (await returning.get(`/api/registry/next-round?grid=${person.grid.code}&limit=100`)).body.rows.filter(
      (row: { person: { id: string } }) => row.person.id === person.id,
    )
    expect(stale.fields.toSorted()).toEqual(['phone', 'residence'])
    const confirmed = await returning.post(`/api/registry/people/${person.id}/confirmations`, { source: 'visit', fields: ['phone', 'residence'] })
    expect(confirmed.body.staleFacts).toBe(0)
    const unknown = await returning.post(`/api/registry/people/${person.id}/confirmations`, { source: 'visit', fields: ['idNumber'] })
    expect(unknown.body.details.issues[0].path).toEqual(['fields', 0])
    world.clock.now = start
  })

  test('under 14 has no name outside of a reveal, and none in the open columns', async () => {
    const child = await enter({ name: '小明珠', birthDate: '2018-05-06', sex: 'female', relation: 'child' })
    expect(child.body).toMatchObject({ maskedName: '未成年人', isMinor: true, sex: null, birthYear: null, relation: null })
    expect((await search('明珠')).people).toEqual([])
    const { rows } = await sql`select name, sex, birth_date, relation, search::text from persons where id = ${child.body.id}`.execute(world.deps.db)
    expect(rows).toEqual([{ name: null, sex: null, birth_date: null, relation: null, search: '' }])
    await expect(sql`update persons set name = '小明珠' where id = ${child.body.id}`.execute(world.deps.db)).rejects.toThrow('persons_minor_check')
    await proveTwice(officer)
    const shown = await officer.post(`/api/registry/people/${child.body.id}/reveals`, { purpose: 'gridService', reason: '入户核对' })
    expect(shown.body).toMatchObject({ name: '小明珠', birthDate: '2018-05-06' })
  })

  test('moves to another household, and two records become one and two again', async () => {
    const [one, other] = [(await enter({ name: '王合并' })).body, (await enter({ name: '王合并', phone: '13900004444' }, otherHousehold)).body]
    const moved = await officer.post(`/api/registry/people/${one.id}/moves`, { householdId: otherHousehold, source: 'visit' })
    expect(moved.body.householdId).toBe(otherHousehold)
    expect(moved.body.history[0]).toMatchObject({ change: 'moved', fields: ['residence'] })
    const merged = await officer.post(`/api/registry/people/${one.id}/merges`, { otherId: other.id, reason: '同一个人登记了两次' })
    expect(merged.body.phoneEnding).toBe('4444')
    expect((await search('13900004444')).people.map((row: { id: string }) => row.id)).toEqual([one.id])
    const gone = (await officer.get(`/api/registry/people/${other.id}`)).body
    expect(gone.endedAt).not.toBeNull()
    expect(gone).toMatchObject({ allowedMoves: [], mergedInto: one.id })
    const kept = (await officer.get(`/api/registry/people/${one.id}`)).body
    expect(kept.allowedMoves).toContain('split')
    expect(kept.mergedRecords.map((record: { id: string }) => record.id)).toEqual([other.id])
    expect((await officer.post(`/api/registry/people/${one.id}/splits`, { otherId: other.id, reason: '合错了，是父子' })).status).toBe(200)
    expect((await officer.get(`/api/registry/people/${other.id}`)).body.endedAt).toBeNull()
    expect((await officer.post(`/api/registry/people/${one.id}/splits`, { otherId: other.id, reason: '再来一次' })).body.code).toBe('conflict')
  })
})

describe('a reveal', () => {
  const ask = (caller: Caller, id: string, purpose = 'gridService') =>
    caller.post(`/api/registry/people/${id}/reveals`, { purpose, reason: '核对电话，上门前联系' })

  test('needs a second factor not older than 15 minutes, gives what the purpose covers, and is kept with its reason', async () => {
    const { body: person } = await enter({ name: '赵看看', phone: '13900006666', idNumber: { kind: 'passport', number: 'E 1234567' } })
    await proveTwice(officer, new Date(world.clock.now.getTime() - 16 * 60_000))
    expect((await ask(officer, person.id)).body.code).toBe('second_factor_required')
    await proveTwice(officer)
    const { body } = await ask(officer, person.id)
    expect(body).toMatchObject({ name: '赵看看', phone: '13900006666', idNumber: null })
    expect((await ask(officer, person.id, 'ownRequest')).body.idNumber).toBe('E1234567')
    expect((await officer.get(`/api/registry/people/${person.id}`)).body.revealsThisMonth).toBe(2)
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from audit_events where action = 'registry.reveal'`.execute(world.deps.db)
    expect(rows[0]!.count).toBeGreaterThanOrEqual(2)
    await proveTwice(sibling)
    expect((await ask(sibling, person.id)).body.code).toBe('not_found')
  })

  test('gives nothing when the audit log cannot be written', async () => {
    const { body: person } = await enter({ name: '钱无账', phone: '13900007777' })
    await proveTwice(officer)
    await sql`alter table audit_events add constraint broken check (action <> 'registry.reveal') not valid`.execute(world.deps.db)
    const reply = await ask(officer, person.id)
    await sql`alter table audit_events drop constraint broken`.execute(world.deps.db)
    expect(reply.status).toBe(503)
    expect(reply.text).not.toContain('13900007777')
    expect((await officer.get(`/api/registry/people/${person.id}`)).body.revealsThisMonth).toBe(0)
  })

  test('is limited to 20 an hour', async () => {
    const { body: person } = await enter({ name: '孙太多' })
    await proveTwice(lead)
    const replies = []
    for (let time = 0; time < 21; time++) replies.push(await ask(lead, person.id))
    expect(replies.map((reply) => reply.status)).toEqual([...Array.from({ length: 20 }, () => 200), 429])
  })
})

test('care is for the trio of the grid alone, with a review date, in one group once', async () => {
  const { body: person } = await enter({ name: '周奶奶', birthDate: '1938-02-03' })
  const entry = { group: 'livingAlone', level: 'weekly', reviewOn: '2027-01-15', needs: '行动不便，帮忙取药' }
  const added = await officer.post(`/api/registry/people/${person.id}/care`, entry)
  expect(added.status).toBe(201)
  expect(added.body.care).toMatchObject([{ group: 'livingAlone', needs: '行动不便，帮忙取药' }])
  for (const caller of [lead, office]) {
    const seen = await caller.get(`/api/registry/people/${person.id}`)
    expect(seen.body.care).toBeNull()
    expect(seen.text).not.toContain('取药')
    expect((await caller.post(`/api/registry/people/${person.id}/care`, entry)).body.code).toBe('permission_denied')
  }
  expect((await officer.post(`/api/registry/people/${person.id}/care`, entry)).body.details.issues[0]).toEqual({ path: ['group'], rule: 'already_taken' })
  expect((await officer.post(`/api/registry/people/${person.id}/care`, { ...entry, group: 'aged80', reviewOn: '2026-11-01' })).body.details.issues[0]).toEqual({
    path: ['reviewOn'],
    rule: 'in_the_past',
  })
  const careId = added.body.care[0].id
  expect((await officer.post(`/api/registry/care/${careId}/reviews`, { outcome: 'continue' })).body.details.issues[0].path).toEqual(['reviewOn'])
  const reviewed = await officer.post(`/api/registry/care/${careId}/reviews`, { outcome: 'continue', reviewOn: '2027-05-01', level: 'monthly' })
  expect(reviewed.body.care).toMatchObject([{ level: 'monthly', reviewOn: '2027-05-01', needs: '行动不便，帮忙取药' }])
  expect((await officer.post(`/api/registry/care/${careId}/reviews`, { outcome: 'end' })).body.care).toEqual([])
})

test('an enterprise is entered once by its code, found by name and code, and corrected on the version seen', async () => {
  const id = newId()
  const entry = {
    basedOn: 0,
    source: 'visit',
    kind: 'enterprise',
    name: '暖阳精密机械有限公司',
    creditCode: '91350100M000100Y43',
    industry: '制造业',
    size: 'medium',
    gridCode: world.places.buildings[0]!.gridCode,
    address: '暖阳路 88 号',
    contactName: '郑联系',
    contactPhone: '13900008888',
  }
  const saved = await officer.send({ method: 'PUT', url: `/api/enterprises/${id}`, payload: entry })
  expect(saved.body).toMatchObject({ name: '暖阳精密机械有限公司', contactName: '郑**', contactPhoneEnding: '8888', version: 1 })
  expect(saved.text).not.toContain('13900008888')
  const second = await officer.send({ method: 'PUT', url: `/api/enterprises/${newId()}`, payload: entry })
  expect(second.body.details.issues[0]).toEqual({ path: ['creditCode'], rule: 'already_taken' })
  for (const typed of ['精密', '91350100M000100Y43'])
    expect(
      (await search(typed)).enterprises.map((row: { id: string }) => row.id),
      typed,
    ).toEqual([id])
  expect((await office.get('/api/enterprises?size=medium&text=机械')).body).toMatchObject({ total: 1 })
  expect((await officer.send({ method: 'PUT', url: `/api/enterprises/${id}`, payload: entry })).body.code).toBe('stale_version')
  const offer = { kind: 'room', title: '会议室', gridCode: entry.gridCode, enterpriseId: id }
  expect((await officer.send({ method: 'PUT', url: `/api/resources/${newId()}`, payload: offer })).body).toMatchObject({
    title: '会议室',
    offeredBy: entry.name,
  })
  expect((await office.get('/api/resources?kind=room')).body.total).toBe(1)
})

/** A new personal column without an entry fails here; a new PersonField without one does not compile. */
test('every column of the registry has its place in the data dictionary', async () => {
  const known = dictionaryColumns()
  const { rows } = await sql<{ name: string; columns: string[] }>`
    select c.relname as name, array_agg(a.attname::text) as columns from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname = any(${Object.keys(registryTables)}::text[]) group by 1`.execute(
    world.deps.db,
  )
  expect(rows.length).toBe(Object.keys(registryTables).length)
  // The dictionary's own list cannot miss a table: every table of the database stands in one of the two.
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`.execute(world.deps.db)
  const said = [...Object.keys(registryTables), ...Object.values(tablesElsewhere).flat()]
  expect(tables.map((table) => table.name)).toEqual(said.toSorted())
  for (const table of rows)
    for (const column of table.columns)
      expect(registryTables[table.name]!.includes(column) || known.has(`${table.name}.${column}`), `${table.name}.${column} is in no entry`).toBe(true)
  const forbidden = /ethnic|marri|educat|employer|income|religio|biometr|track|score|point|criminal|drug|psych|petition/
  const { rows: all } = await sql<{
    name: string
  }>`select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`.execute(world.deps.db)
  expect(all.map((row) => row.name).filter((name) => forbidden.test(name))).toEqual([])
})
