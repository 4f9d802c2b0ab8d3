import { sql } from 'kysely'
import { creditCodeCheckCharacter } from '@ejia/check-digits/credit-code.ts'
import type { CareGroup, CareLevel, PersonFacts, Relation } from '@ejia/contract/registry.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { searchTokens } from '../platform/search-tokens.ts'
import { findSealers } from '../privacy/data-keys.ts'
import { keepWeek } from '../registry/freshness/freshness-store.ts'
import { sealNeeds } from '../registry/people/care-store.ts'
import { enterPeople, type Newcomer } from '../registry/people/enter-people.ts'
import { givenNames, surnames, type DemoPeople } from './demo-people.ts'
import { createDemoParty } from './demo-party.ts'
import { demoSubdistrict, type DemoPlaces } from './demo-places.ts'
import { careNeeds, enterpriseTrades, shopTrades, skills } from './demo-registry-words.ts'
import type { Random } from './seeded-random.ts'

/** stories.md F: residents in touch, that is, with a phone they told. */
const inTouch = 4_267
const dayMs = 86_400_000
type World = { tx: Tx; crypto: CryptoProvider; random: Random; places: DemoPlaces; people: DemoPeople; now: Date }
type Home = { dwelling: string; building: string; gridCode: string }

/** Households, people, care, enterprises and resources of the demo subdistrict; fictional, most facts fresh, some stale. */
export async function createDemoRegistry(world: World): Promise<void> {
  const { tx, now } = world
  const newcomers = await createHouseholds(world)
  for (let from = 0; from < newcomers.length; from += 1_000) await enterPeople(tx, world.crypto, demoSubdistrict, newcomers.slice(from, from + 1_000), now)
  await linkResident(world, newcomers)
  await createDemoParty(tx, world.crypto, world.places, newcomers, now)
  await createCare(world, newcomers)
  const shops = await createEnterprises(world)
  await createResources(world, newcomers, shops)
  await createWeeks(world)
}

async function createHouseholds({ tx, random, places, people, now }: World): Promise<Newcomer[]> {
  const gridOf = new Map(places.buildings.map((building) => [building.id, building.gridCode]))
  const { rows } = await sql<{ id: string; building_id: string; name: string }>`
    select d.id, d.building_id, d.name from dwellings d join buildings b on b.subdistrict = d.subdistrict and b.id = d.building_id
      join stairwells s on s.subdistrict = d.subdistrict and s.id = d.stairwell_id
    where d.subdistrict = ${demoSubdistrict} order by b.qr_code, s.name, d.floor, d.name`.execute(tx)
  const first = places.buildings[0]!.id
  const homes: Home[] = rows
    // Not every door is known yet.
    .filter((row) => random.chance(row.building_id === first ? 0.6 : 0.42))
    .map((row) => ({ dwelling: row.id, building: row.building_id, gridCode: gridOf.get(row.building_id)! }))
  const households = homes.map((home) => ({ id: newId(), ...home, kind: random.chance(0.18) ? 'rental' : random.chance(0.01) ? 'collective' : 'resident' }))
  await sql`
    insert into households (subdistrict, id, kind, grid_code, building_id, dwelling_id, created_at)
    select ${demoSubdistrict}, id, kind, "gridCode", building, dwelling, ${new Date(now.getTime() - 300 * dayMs)}
    from jsonb_to_recordset(${JSON.stringify(households)}::jsonb) as h(id uuid, kind text, "gridCode" text, building uuid, dwelling uuid)`.execute(tx)
  const newcomers = households.flatMap((household) => {
    const telling = { by: people.of('gridOfficer', household.gridCode).accountId, source: random.pick(['visit', 'visit', 'import', 'phone'] as const) }
    // Told over a year and a half: what holds a year has run out for some.
    const at = new Date(now.getTime() - Math.floor(random.next() ** 2 * 520 * dayMs))
    return family(household.kind, random, now).map((facts): Newcomer => ({
      id: newId(),
      gridCode: household.gridCode,
      householdId: household.id,
      facts,
      telling,
      at,
    }))
  })
  return withPhones(newcomers, random, now)
}

/** Exactly as many phones as residents are in touch: every household's contact first. */
function withPhones(newcomers: Newcomer[], random: Random, now: Date): Newcomer[] {
  const adult = (person: Newcomer) => (person.facts.birthDate ?? '') < `${now.getFullYear() - 18}`
  const contacts = newcomers.filter((person) => person.facts.contactPerson === true)
  const others = newcomers.filter((person) => person.facts.contactPerson !== true && adult(person)).toSorted(() => random.next() - 0.5)
  const chosen = new Set([...contacts, ...others].slice(0, inTouch).map((person) => person.id))
  let line = 0
  return newcomers.map((person) =>
    chosen.has(person.id) ? { ...person, facts: { ...person.facts, phone: `1390000${String(1_000 + line++).padStart(4, '0')}` } } : person,
  )
}

function family(kind: string, random: Random, now: Date): PersonFacts[] {
  const surname = random.pick(surnames)
  const person = (relation: Relation, age: number, sex: 'female' | 'male', own = random.pick(surnames)): PersonFacts => ({
    name: (relation === 'child' || relation === 'grandchild' ? surname : own) + random.pick(givenNames),
    sex,
    relation,
    birthDate: `${now.getFullYear() - age}-${String(random.integer(1, 12)).padStart(2, '0')}-${String(random.integer(1, 28)).padStart(2, '0')}`,
    contactPerson: relation === 'self',
  })
  const sex = random.pick(['female', 'male'] as const)
  const other = sex === 'female' ? 'male' : 'female'
  if (kind === 'collective')
    return Array.from({ length: random.integer(3, 6) }, (_, index) => person(index === 0 ? 'self' : 'other', random.integer(19, 45), sex))
  if (kind === 'rental')
    return Array.from({ length: random.integer(1, 3) }, (_, index) =>
      person(index === 0 ? 'self' : 'tenant', random.integer(21, 42), random.pick(['female', 'male'])),
    )
  const age = 28 + Math.floor(random.next() ** 1.5 * 64)
  const self = person('self', age, sex, surname)
  if (age > 66) return [self, ...(random.chance(0.58) ? [person('spouse', age - random.integer(-2, 4), other)] : [])]
  return [
    self,
    ...(random.chance(0.82) ? [person('spouse', age - random.integer(-2, 4), other)] : []),
    ...(random.chance(0.7) ? [person('child', Math.max(2, age - random.integer(24, 31)), random.pick(['female', 'male']))] : []),
    ...(random.chance(0.22) ? [person('child', Math.max(2, age - random.integer(28, 34)), random.pick(['female', 'male']))] : []),
    ...(random.chance(0.16) ? [person('parent', Math.min(96, age + random.integer(24, 30)), random.pick(['female', 'male']))] : []),
  ]
}

/** The demo's resident is a person of the registry: she sees her own household. */
async function linkResident({ tx, people, places }: World, newcomers: readonly Newcomer[]): Promise<void> {
  const own = newcomers.find((person) => person.gridCode === places.grids[0]!.code && person.facts.contactPerson === true && person.facts.sex === 'female')!
  await sql`update persons set account_id = ${people.resident.accountId} where subdistrict = ${demoSubdistrict} and id = ${own.id}`.execute(tx)
}

async function createCare({ tx, crypto, random, now }: World, newcomers: readonly Newcomer[]): Promise<void> {
  const day = (days: number) => new Date(now.getTime() + days * dayMs).toISOString().slice(0, 10)
  const alone = new Set(
    [...Map.groupBy(newcomers, (person) => person.householdId).values()].filter((members) => members.length === 1).map(([only]) => only!.id),
  )
  const wanted = newcomers.flatMap((person): { person: string; gridCode: string; group: CareGroup; level: CareLevel }[] => {
    const age = now.getFullYear() - Number((person.facts.birthDate ?? '2000').slice(0, 4))
    const of = (group: CareGroup, level: CareLevel) => ({ person: person.id, gridCode: person.gridCode, group, level })
    return [
      ...(age >= 80 && random.chance(0.7) ? [of('aged80', age >= 88 ? 'weekly' : 'monthly')] : []),
      ...(age >= 68 && alone.has(person.id) && random.chance(0.75) ? [of('livingAlone', 'weekly')] : []),
      ...(random.chance(0.012) ? [of('disabled', 'monthly')] : []),
      ...(random.chance(0.008) ? [of('lowIncome', 'quarterly')] : []),
      ...(age < 14 && random.chance(0.01) ? [of('childInNeed', 'monthly')] : []),
      ...(age > 30 && random.chance(0.012) ? [of('veteran', 'quarterly')] : []),
    ]
  })
  const sealers = await findSealers(tx, crypto, demoSubdistrict, [...new Set(wanted.map((one) => one.person))])
  const rows = wanted.map((one) => {
    const id = newId()
    return {
      ...one,
      id,
      reviewOn: day(random.integer(-12, 80)),
      needs: sealNeeds(sealers.get(one.person)!, { subdistrict: demoSubdistrict, id }, random.pick(careNeeds[one.group])).toString('hex'),
    }
  })
  await sql`
    insert into care_entries (subdistrict, id, person_id, grid_code, care_group, level, review_on, needs_sealed, created_at)
    select ${demoSubdistrict}, id, person, "gridCode", "group", level, "reviewOn", decode(needs, 'hex'), ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(id uuid, person uuid, "gridCode" text, "group" text, level text, "reviewOn" date, needs text)`.execute(
    tx,
  )
}

type Shop = { id: string; name: string; gridCode: string; industry: string; kind: string }

/** 40 large and medium enterprises (stories.md F), small ones, individual businesses, social organisations. */
async function createEnterprises({ tx, crypto, random, places, people, now }: World): Promise<Shop[]> {
  let number = 0
  // No real organisation code begins with EJ; the check character is right, so that the entry can be corrected.
  const code = (registrar: string) => {
    const seventeen = `${registrar}100000EJ${String((number += 7)).padStart(7, '0')}`
    return seventeen + creditCodeCheckCharacter(seventeen)
  }
  const names = new Set<string>()
  const unused = (make: () => string): string => {
    for (;;) {
      const name = make()
      if (!names.has(name)) return (names.add(name), name)
    }
  }
  const word = () => random.pick([...'春和向阳清泉银杏海棠书院安居明德朝晖长乐芳邻']) + random.pick([...'达远盛嘉诚信恒瑞祥宏泰丰华康'])
  const made = (kind: 'enterprise' | 'individualBusiness' | 'socialOrganisation', size: string | null, trade: readonly [string, string]) => {
    const building = random.pick(places.buildings)
    const id = newId()
    const cell = (field: string) => ({ table: 'enterprises', field, id, subdistrict: demoSubdistrict })
    const name = unused(() =>
      kind === 'enterprise' ? `${word()}${random.pick(['', '（暖阳）'])}${trade[1]}` : `${kind === 'individualBusiness' ? '暖阳街道' : ''}${word()}${trade[1]}`,
    )
    const phone = `1390000${String(6_000 + number).slice(-4)}`
    return {
      id,
      kind,
      size,
      name,
      industry: trade[0],
      gridCode: building.gridCode,
      building: building.id,
      address: `暖阳路 ${building.name}${kind === 'enterprise' ? '' : '一层'}`,
      creditCode: code(kind === 'socialOrganisation' ? '52' : kind === 'enterprise' ? '91' : '92'),
      search: [] as string[],
      contactName: crypto.seal(random.pick(surnames) + random.pick(givenNames), cell('contact_name')).toString('hex'),
      contactPhone: crypto.seal(phone, cell('contact_phone')).toString('hex'),
      ending: phone.slice(-4),
      by: people.of('gridOfficer', building.gridCode).accountId,
      verified: new Date(now.getTime() - random.integer(1, 430) * dayMs),
    }
  }
  const rows = [
    ...Array.from({ length: 40 }, (_, index) => made('enterprise', index < 9 ? 'large' : 'medium', random.pick(enterpriseTrades))),
    ...Array.from({ length: 86 }, () => made('enterprise', random.pick(['small', 'small', 'micro']), random.pick(enterpriseTrades))),
    ...shopTrades.flatMap(([count, ...trade]) => Array.from({ length: count }, () => made('individualBusiness', null, trade))),
    ...['志愿服务队', '书画社', '健身队', '爱心助老服务中心', '亲子阅读社', '调解工作室'].map((tail) => made('socialOrganisation', null, ['社会组织', tail])),
  ].map((row) => ({ ...row, search: searchTokens(row.name, row.address, row.creditCode), staleOn: new Date(row.verified.getTime() + 365 * dayMs) }))
  await sql`
    insert into enterprises (subdistrict, id, kind, name, credit_code, industry, size, grid_code, building_id, address, search, contact_name_sealed,
      contact_phone_sealed, contact_phone_ending, source, recorded_by, verified_at, stale_on, created_at, changed_at)
    select ${demoSubdistrict}, id, kind, name, "creditCode", industry, size, "gridCode", building, address, array_to_tsvector(search), decode("contactName", 'hex'),
      decode("contactPhone", 'hex'), ending, 'visit', by, verified, "staleOn"::date, verified, verified
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(id uuid, kind text, name text, "creditCode" text, industry text, size text, "gridCode" text, building uuid,
      address text, search text[], "contactName" text, "contactPhone" text, ending text, by uuid, verified timestamptz, "staleOn" timestamptz)`.execute(tx)
  return rows
}

/** Barber shops that said they can help, members with skills, rooms and goods. */
async function createResources({ tx, random, places, now }: World, newcomers: readonly Newcomer[], shops: readonly Shop[]): Promise<void> {
  const able = newcomers.filter((person) => person.facts.phone !== undefined && (person.facts.birthDate ?? '') < `${now.getFullYear() - 25}`)
  const rows = [
    ...shops
      .filter((shop) => shop.industry === '理发美容')
      .map((shop) => ({
        kind: 'service',
        title: '可以上门或户外义剪',
        detail: '每月愿意出半天，自带消毒工具。',
        gridCode: shop.gridCode,
        person: null as string | null,
        enterprise: shop.id as string | null,
      })),
    ...skills.flatMap(([count, title, detail]) =>
      Array.from({ length: count }, () => {
        const person = random.pick(able)
        return { kind: 'skill', title, detail, gridCode: person.gridCode, person: person.id as string | null, enterprise: null as string | null }
      }),
    ),
    ...places.communities.flatMap((community) => [
      {
        kind: 'room',
        title: '社区活动室',
        detail: '可坐四十人，有投影和饮水，工作日晚上也能借。',
        gridCode: `${community.code}001`,
        person: null,
        enterprise: null,
      },
      {
        kind: 'room',
        title: '党群服务站户外小广场',
        detail: '通风，有遮阳棚和电源，适合便民服务。',
        gridCode: `${community.code}003`,
        person: null,
        enterprise: null,
      },
      {
        kind: 'goods',
        title: '轮椅与拐杖借用',
        detail: '轮椅两把、拐杖四副，凭电话登记借用。',
        gridCode: `${community.code}002`,
        person: null,
        enterprise: null,
      },
    ]),
  ].map((row) => ({ ...row, id: newId(), search: searchTokens(row.title, row.detail) }))
  await sql`
    insert into resources (subdistrict, id, kind, title, detail, grid_code, person_id, enterprise_id, search, changed_at)
    select ${demoSubdistrict}, id, kind, title, detail, "gridCode", person, enterprise, array_to_tsvector(search), ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, kind text, title text, detail text, "gridCode" text, person uuid, enterprise uuid, search text[])`.execute(
    tx,
  )
}

/** Twelve weeks in which the registry filled up and the share of fresh facts grew (story C). */
async function createWeeks({ tx, now }: World): Promise<void> {
  const today = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  const monday = new Date(Date.parse(today) - ((new Date(today).getUTCDay() + 6) % 7) * dayMs).toISOString().slice(0, 10)
  await keepWeek(tx, monday, today)
  await sql`
    insert into freshness_weeks (subdistrict, grid_code, week, people, facts, fresh)
    select subdistrict, grid_code, week - 7 * back, (people * (1 - back * 0.055))::int, (facts * (1 - back * 0.055))::int, (fresh * (1 - back * 0.055) * (1 - back * 0.035))::int
    from freshness_weeks cross join generate_series(1, 11) as back where subdistrict = ${demoSubdistrict} and week = ${monday}`.execute(tx)
}
