import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { DataPurpose } from '@ejia/contract/registry.ts'
import { newId } from '../src/platform/ids.ts'
import { personFields } from '../src/registry/data-dictionary.ts'
import { otherSubdistrict, useWorld, type Caller } from './test-world.ts'

const world = useWorld()
const secrets = {
  name: '哨兵壬癸',
  phone: '13977770077',
  idNumber: 'SENT7777X',
  child: '哨兵幼苗',
  childDay: '2019-07-17',
  needs: '哨兵需要照看',
  reason: '哨兵查看理由',
  heard: '哨兵说的原话',
  contact: '哨兵联络',
  contactPhone: '13977770099',
}
const ids = { pool: '', household: '', person: '', child: '', enterprise: '' }
let callers: [string, Caller][] = []
const trio = ['officer', 'secretary', 'instructor']
const staff = [...trio, 'lead', 'office']

beforeAll(async () => {
  const building = world.places.buildings[0]!
  const grid = building.gridCode
  const officer = await world.as('gridOfficer', grid)
  const { rows } = await sql<{ id: string }>`select id from dwellings where building_id = ${building.id} order by id limit 1`.execute(world.deps.db)
  ids.household = (await officer.post('/api/registry/households', { kind: 'resident', dwellingId: rows[0]!.id })).body.id
  const enter = async (facts: object) =>
    (await officer.post('/api/registry/people', { householdId: ids.household, source: 'visit', facts }, { 'idempotency-key': newId() })).body.id as string
  ids.person = await enter({ name: secrets.name, birthDate: '1941-01-02', phone: secrets.phone, idNumber: { kind: 'passport', number: secrets.idNumber } })
  ids.child = await enter({ name: secrets.child, birthDate: secrets.childDay })
  await officer.post(`/api/registry/people/${ids.person}/care`, { group: 'livingAlone', level: 'weekly', reviewOn: '2027-01-05', needs: secrets.needs })
  await officer.post(`/api/registry/people/${ids.person}/reveals`, { purpose: 'gridService', reason: secrets.reason })
  await officer.post(
    '/api/need-notes',
    { outcome: 'heard', gridCode: grid, heardOn: '2026-11-20', title: '想理发', reason: '摊子不来了', words: secrets.heard, householdId: ids.household },
    { 'idempotency-key': newId() },
  )
  const pools = await officer.get('/api/need-pools')
  ids.pool = pools.body.rows[0].id
  ids.enterprise = newId()
  await officer.send({
    method: 'PUT',
    url: `/api/enterprises/${ids.enterprise}`,
    payload: {
      basedOn: 0,
      source: 'visit',
      kind: 'enterprise',
      name: '普通公司',
      industry: '批发',
      gridCode: grid,
      address: '暖阳路 3 号',
      contactName: secrets.contact,
      contactPhone: secrets.contactPhone,
    },
  })
  callers = [
    ['anonymous', world.anybody],
    ['resident', await world.resident()],
    ['officer', officer],
    ['secretary', await world.as('branchSecretary', grid)],
    ['instructor', await world.as('partyInstructor', grid)],
    ['sibling', await world.as('gridOfficer', world.places.grids[1]!.code)],
    ['lead', await world.as('communityLead', grid.slice(0, 12))],
    ['office', await world.as('subdistrictStaff', '990101001')],
    ['otherOffice', await world.hire('subdistrictStaff', otherSubdistrict)],
    ['district', await world.as('districtStaff', '990101')],
    ['systemAdmin', await world.as('systemAdmin', '990101')],
    ['securityAdmin', await world.as('securityAdmin', '990101')],
    ['auditor', await world.as('auditor', '990101')],
  ]
})

/** Field × role × purpose, written apart from the code: the purposes each value may be shown for (field.md §4, §5.1). */
const shownFor: Record<'name' | 'birthDate' | 'phone' | 'idNumber', readonly DataPurpose[]> = {
  name: ['gridService', 'care', 'emergency', 'partyWork', 'ownRequest', 'epidemicControl'],
  birthDate: ['gridService', 'care'],
  phone: ['gridService', 'care', 'emergency', 'ownRequest', 'epidemicControl'],
  idNumber: ['ownRequest', 'epidemicControl'],
}

describe.each(DataPurpose.options)('a reveal for %s', (purpose) => {
  test('shows each role what that purpose covers, and nothing to anybody else', async () => {
    for (const [who, caller] of callers) {
      // Each purpose has an hour of its own, so that nobody reaches the limit.
      const { status, body, text } = await caller.post(`/api/registry/people/${ids.person}/reveals`, { purpose, reason: '核对资料' })
      if (!staff.includes(who)) {
        expect(['unauthenticated', 'permission_denied', 'not_found'], who).toContain(body.code)
        for (const value of Object.values(secrets)) expect(text, who).not.toContain(value)
        continue
      }
      expect(status, who).toBe(200)
      const whole = { name: secrets.name, birthDate: '1941-01-02', phone: secrets.phone, idNumber: secrets.idNumber }
      for (const [field, purposes] of Object.entries(shownFor) as [keyof typeof shownFor, readonly DataPurpose[]][])
        expect(body[field], `${who} ${field}`).toBe(purposes.includes(purpose) ? whole[field] : null)
    }
  })
})

/** The same for lists that leave: what may be in them for which purpose. ID numbers are in none (field.md §4). */
const exportedFor: Record<string, readonly DataPurpose[]> = {
  name: DataPurpose.options,
  sex: ['gridService', 'care'],
  birthDate: ['gridService', 'care'],
  relation: ['gridService', 'emergency'],
  contactPerson: ['gridService', 'emergency'],
  phone: ['gridService', 'care', 'emergency', 'ownRequest', 'epidemicControl'],
  residence: ['gridService', 'emergency', 'epidemicControl'],
}

test.each(DataPurpose.options)('an export for %s: the office alone, with what that purpose covers, waiting for a second person', async (purpose) => {
  const asked = { kind: 'people', area: world.places.buildings[0]!.gridCode, whole: true, purpose, reason: '核对资料', recipient: '网格办' }
  for (const [who, caller] of callers) {
    const { status, body, text } = await caller.post('/api/registry/exports', asked, { 'idempotency-key': newId() })
    for (const value of Object.values(secrets)) expect(text, who).not.toContain(value)
    if (who === 'office') {
      expect(status, text).toBe(201)
      const fields = Object.keys(exportedFor).filter((field) => exportedFor[field]!.includes(purpose))
      expect(body).toMatchObject({ state: 'asked', fields: expect.arrayContaining(fields) })
      expect(body.fields).toHaveLength(fields.length)
    } else expect(['unauthenticated', 'permission_denied', 'invalid_input'], who).toContain(body.code)
  }
})

test('the dictionary says the same as the table above', () => {
  for (const [field, purposes] of Object.entries(shownFor) as [keyof typeof shownFor, readonly DataPurpose[]][])
    expect(personFields[field].purposes.toSorted()).toEqual(purposes.toSorted())
})

test('5,000 other replies show no whole value; needs are for the trio; nothing sensitive lies open in the database', async () => {
  const grid = world.places.buildings[0]!.gridCode
  const gets = [
    `/api/registry/households/${ids.household}`,
    `/api/registry/people/${ids.person}`,
    `/api/registry/people/${ids.child}`,
    `/api/registry/buildings/${world.places.buildings[0]!.id}/homes`,
    `/api/registry/next-round?grid=${grid}`,
    `/api/registry/freshness?area=${grid}`,
    '/api/enterprises',
    `/api/enterprises/${ids.enterprise}`,
    '/api/resources',
    '/api/need-pools?show=all',
    '/api/need-pools/similar?text=理发',
    `/api/need-pools/${ids.pool}`,
    '/api/need-notes',
    '/api/audit?subdistrict=990101001',
    '/api/messages',
    '/api/registry/exports',
    '/api/purposes',
    '/api/purposes/epidemicControl/preview?subdistrict=990101001',
    '/api/retention',
    `/api/registry/people/${encodeURIComponent(secrets.phone)}`,
  ]
  const posts: [string, object][] = [
    ...[secrets.phone, secrets.idNumber, '哨兵', '壬癸', 'sb', '幼苗', secrets.contact].map((text): [string, object] => ['/api/registry/searches', { text }]),
    [`/api/registry/people/${ids.person}/facts`, { basedOn: 999, source: 'visit', facts: { phone: secrets.phone } }],
    [`/api/registry/people/${ids.person}/facts`, { basedOn: 1, source: 'visit', facts: { phone: 'x' } }],
    [`/api/registry/people/${ids.person}/merges`, { otherId: newId(), reason: '试试' }],
    [`/api/registry/people/${ids.person}/confirmations`, { source: 'visit', fields: ['relation'] }],
  ]
  let looked = 0
  for (let round = 0; round < 17; round++) {
    for (const [who, caller] of callers) {
      const replies = [
        ...(await Promise.all(gets.map(async (path) => [path, (await caller.get(path)).text] as const))),
        ...(await Promise.all(posts.map(async ([path, body]) => [`${path} ${JSON.stringify(body)}`, (await caller.post(path, body)).text] as const))),
      ]
      for (const [where, text] of replies) {
        looked += 1
        for (const [field, value] of Object.entries(secrets)) {
          if (field === 'needs' && trio.includes(who)) continue
          // What was said at the door: the notes of the grid's own team.
          if (field === 'heard' && staff.includes(who) && where.startsWith('/api/need-')) continue
          expect(text.includes(value), `${who} ${where} shows ${field}`).toBe(false)
        }
      }
    }
  }
  expect(looked).toBeGreaterThan(5_000)

  const { rows: columns } = await sql<{ table_name: string; column_name: string }>`
    select table_name, column_name from information_schema.columns where table_schema = 'public'
      and data_type in ('text', 'jsonb', 'character varying', 'bytea', 'tsvector', 'date', 'ARRAY')`.execute(world.deps.db)
  const sensitive = Object.entries(secrets).filter(([field]) => field !== 'name')
  for (const { table_name: table, column_name: column } of columns)
    for (const [field, value] of sensitive) {
      const hex = Buffer.from(value).toString('hex')
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from ${sql.table(table)} where ${sql.ref(column)}::text like ${`%${value}%`} or ${sql.ref(column)}::text like ${`%${hex}%`}`.execute(
        world.deps.db,
      )
      expect(rows[0]!.n, `${field} in ${table}.${column}`).toBe(0)
    }
})
