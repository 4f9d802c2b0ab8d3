import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { defaultConfiguration } from '../src/configuration/default-configuration.ts'
import { chainHolds, listAuditRows } from '../src/history/record-audit.ts'
import { seededRandom } from '../src/demo/seeded-random.ts'
import { newId } from '../src/platform/ids.ts'
import { useWorld, type Caller } from './test-world.ts'

const world = useWorld()
const path = '/api/configuration/990101001'
let office: Caller
beforeAll(async () => {
  office = await world.as('subdistrictStaff', '990101001')
})
const save = (section: string, body: object, basedOn: number) =>
  office.send({
    method: 'PUT',
    url: path,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({ change: { section, body }, basedOn, reason: '试一试' }),
  })

test('a changed limit: the dry run shows what would differ and writes nothing; saving counts for the next case; an old base is refused', async () => {
  const report = await world.report()
  const before = (await office.get(`/api/requests/${report.requestId}`)).body.milestones[1].dueAt as string
  const limits = {
    ...defaultConfiguration.limits,
    rules: defaultConfiguration.limits.rules.map((rule) =>
      rule.category === null && rule.milestone === 'answer' ? { ...rule, limit: { amount: 2, unit: 'workingDays' } } : rule,
    ),
  }
  const tried = await office.post(`${path}/dry-run`, { change: { section: 'limits', body: limits } })
  expect(tried.body).toMatchObject({ looked: 1, same: 0, changes: [{ requestId: report.requestId, what: 'answerDue', before }] })
  expect((await office.get(path)).body.versions).toEqual([])
  expect((await save('limits', limits, 0)).body).toMatchObject({ version: 1, reason: '试一试' })
  expect((await save('limits', limits, 0)).body.code).toBe('stale_version')
  const next = await world.report()
  expect((await office.get(`/api/requests/${next.requestId}`)).body.milestones[1].dueAt < before).toBe(true)
  expect((await office.get(`${path}/limits/history`)).body.rows).toHaveLength(1)
})

test('a routing rule sends elsewhere and says why', async () => {
  const { rows } = await sql<{ id: string }>`select id from units limit 1`.execute(world.deps.db)
  const rule = {
    id: 'smoke-rule',
    name: '油烟给部门',
    when: { categories: ['smoke'], kinds: [], areas: [] },
    sendTo: { kind: 'unit', unitId: rows[0]!.id },
    auto: true,
  }
  expect((await save('routing', { rules: [rule], autoDispatchByDefault: true }, 0)).status).toBe(200)
  const report = await world.report({ category: 'smoke' })
  const opened = await office.get(`/api/requests/${report.requestId}`)
  expect(opened.body).toMatchObject({ state: 'dispatched', responsible: { unit: { id: rows[0]!.id } } })
  expect(opened.body.route.map((reason: { code: string }) => reason.code)).toContain('ruleMatched')
})

test.each([
  ['a category taken away', 'categories', { categories: defaultConfiguration.categories.categories.slice(0, -1) }, 'required'],
  [
    'a limit for a category nobody knows',
    'limits',
    {
      ...defaultConfiguration.limits,
      rules: [...defaultConfiguration.limits.rules, { category: 'zebra', milestone: 'answer', limit: { amount: 1, unit: 'workingDays' }, amberShare: 0.2 }],
    },
    'not_found',
  ],
  ['no rule for all the others', 'duties', { rules: [{ category: 'lamp', duty: 'core', unitId: null }] }, 'required'],
  ['a unit of nowhere', 'duties', { rules: [{ category: null, duty: 'core', unitId: newId() }] }, 'not_found'],
  [
    'a rule for an area elsewhere',
    'routing',
    {
      rules: [{ id: 'far-away', name: '远', when: { categories: [], kinds: [], areas: ['110101'] }, sendTo: { kind: 'grid' }, auto: true }],
      autoDispatchByDefault: true,
    },
    'not_allowed_here',
  ],
  [
    'hours that overlap',
    'calendar',
    {
      hours: [
        { from: '09:00', to: '12:00' },
        { from: '11:00', to: '17:00' },
      ],
      extraHolidays: [],
      extraWorkingDays: [],
    },
    'wrong_format',
  ],
  ['hours that end before they begin', 'calendar', { hours: [{ from: '12:00', to: '09:00' }], extraHolidays: [], extraWorkingDays: [] }, 'wrong_format'],
])('%s is refused with its place', async (_, section, body, rule) => {
  const reply = await save(section, body, 0)
  expect(reply.status, reply.text).toBe(400)
  expect(reply.body.details.issues[0].rule).toBe(rule)
  expect(reply.body.details.issues[0].path.slice(0, 2)).toEqual(['change', 'body'])
})

test('GeoJSON: a try writes nothing, good rows are written, bad ones say why; an old boundary stays on record', async () => {
  const grid = world.places.grids[0]!.code
  const square = (offset: number) => ({
    type: 'Polygon',
    coordinates: [
      [
        [120 + offset, 36],
        [120.1 + offset, 36],
        [120.1 + offset, 36.1],
        [120 + offset, 36.1],
        [120 + offset, 36],
      ],
    ],
  })
  const crossing = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
        [0, 0],
      ],
    ],
  }
  const feature = (code: string, geometry: object) => ({ type: 'Feature', properties: { code }, geometry })
  const collection = {
    type: 'FeatureCollection',
    features: [
      feature(grid, square(0)),
      feature('990101001999999', square(1)),
      feature(world.places.grids[1]!.code, crossing),
      feature('', square(0)),
      feature(world.places.grids[2]!.code, { type: 'Point', coordinates: [1, 2] }),
    ],
  }
  const run = (dryRun: boolean) => office.post('/api/areas/boundary-import', { subdistrict: '990101001', collection, validFrom: '2026-12-01', dryRun })
  expect((await run(true)).body.rows.map((row: { problem: string | null }) => row.problem)).toEqual([
    null,
    'unknownCode',
    'crossesItself',
    'noCode',
    'notAPolygon',
  ])
  const versions = async () => (await office.get(`/api/areas/${grid}/boundaries?history=true`)).body.rows
  expect(await versions()).toHaveLength(1)
  await run(false)
  expect(await versions()).toMatchObject([{ validFrom: '2026-12-01', validTo: null }, { validTo: '2026-12-01' }])
})

test('a new sticker ends the old one', async () => {
  const building = world.places.buildings[3]!
  const replaced = await office.post(`/api/buildings/${building.id}/qr-code`, {})
  expect((await world.anybody.get(`/api/places/by-code/${building.qrCode}`)).status).toBe(404)
  expect((await world.anybody.get(`/api/places/by-code/${replaced.body.qrCode}`)).body.building.id).toBe(building.id)
})

test('1,000 random edits of the audit log are all found', async () => {
  for (let index = 0; index < 12; index++) await world.report({ text: `第 ${index} 件` })
  const rows = await listAuditRows(world.deps.db, '990101001', null, 1000)
  expect(rows.length).toBeGreaterThan(12)
  expect(chainHolds(rows, '990101001')).toBe(true)
  const random = seededRandom(11)
  for (let edit = 0; edit < 1_000; edit++) {
    const copy = structuredClone(rows).map((row) => ({
      ...row,
      payload: Buffer.from(row.payload),
      hash: Buffer.from(row.hash),
      reason_sealed: row.reason_sealed && Buffer.from(row.reason_sealed),
    }))
    // The oldest row's own hash has nothing before it here unless it is the first of the chain: it is.
    const at = random.integer(0, copy.length - 1)
    const row = copy[at]!
    const kind = random.integer(0, 5)
    if (kind === 0) row.action = `${row.action}x`
    else if (kind === 1) row.actor = random.pick(['nobody', 'somebody', 'else'])
    else if (kind === 2) row.payload[random.integer(0, row.payload.length - 1)]! ^= 1
    else if (kind === 3) row.hash[random.integer(0, row.hash.length - 1)]! ^= 1
    else if (kind === 4) row.at = new Date(Date.parse(row.at) + 1_000).toISOString()
    else if (at > 0 && at < copy.length - 1) copy.splice(at, 1)
    else row.target = 'request:other'
    expect(chainHolds(copy, '990101001'), `edit ${edit} of kind ${kind} at ${at}`).toBe(false)
  }
})
