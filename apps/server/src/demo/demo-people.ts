import { sql } from 'kysely'
import type { AssignmentSource, Employment, Role } from '@ejia/contract/access.ts'
import type { AccountActor } from '../access/actor.ts'
import { roleActions } from '../access/role-actions.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { demoSubdistrict, type DemoPlaces } from './demo-places.ts'
import type { Random } from './seeded-random.ts'

export const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万',
]
export const givenNames = [
  '建国',
  '桂芳',
  '秀兰',
  '志强',
  '春梅',
  '海燕',
  '国庆',
  '淑珍',
  '晓东',
  '丽华',
  '文静',
  '永平',
  '雪梅',
  '立新',
  '玉兰',
  '振华',
  '慧敏',
  '少波',
  '佳宁',
  '月华',
  '明远',
  '思远',
  '红霞',
  '卫东',
  '美玲',
  '子涵',
  '永康',
  '爱民',
  '雅琴',
  '长青',
]

type Person = {
  id: string
  kind: 'staff' | 'resident'
  name: string
  dutyPhone: string | null
  role: Role
  area: string
  unit: string | null
  source: AssignmentSource
  employment: Employment | null
  since: string
}
export type DemoPeople = {
  of: (role: Role, area: string) => AccountActor
  resident: AccountActor
  contactOf: (unit: 'urban' | 'market' | 'police' | 'property') => AccountActor
  units: Record<'urban' | 'market' | 'police' | 'property', string>
}

/** 30 trios of three different people, four of the instructors seconded (stories.md F); leads, office, departments, administrators. */
export async function createDemoPeople(tx: Tx, crypto: CryptoProvider, places: DemoPlaces, random: Random, now: Date): Promise<DemoPeople> {
  const units = { urban: newId(), market: newId(), police: newId(), property: newId() }
  const unitRows = [
    [units.urban, '综合行政执法中队', 'department'],
    [units.market, '市场监督管理所', 'department'],
    [units.police, '暖阳派出所', 'department'],
    [units.property, '物业管理办公室', 'department'],
  ].map(([id, name, kind]) => ({ id, name, kind }))
  await sql`insert into units (id, area_code, name, kind) select id, ${demoSubdistrict}, name, kind from jsonb_to_recordset(${JSON.stringify(unitRows)}::jsonb) as u(id uuid, name text, kind text)`.execute(
    tx,
  )
  const names = new Set<string>()
  const newName = () => {
    for (;;) {
      const name = random.pick(surnames) + random.pick(givenNames)
      if (names.has(name)) continue
      names.add(name)
      return name
    }
  }
  let line = 100
  const since = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString()
  const person = (role: Role, area: string, more: Partial<Person> = {}): Person => ({
    id: newId(),
    kind: 'staff',
    name: newName(),
    dutyPhone: `0990-8801${String(line++).padStart(3, '0')}`,
    role,
    area,
    unit: null,
    source: 'post',
    employment: null,
    since: since(random.integer(200, 900)),
    ...more,
  })
  const people: Person[] = [
    ...places.grids.flatMap((grid, index) => [
      person('gridOfficer', grid.code, { employment: 'fullTime' }),
      person('branchSecretary', grid.code, { employment: 'partTime' }),
      person(
        'partyInstructor',
        grid.code,
        index % 8 === 0 ? { employment: 'fullTime', source: 'secondment', since: since(95) } : { employment: index % 3 === 0 ? 'specialist' : 'partTime' },
      ),
    ]),
    ...places.communities.flatMap((community) => [
      person('communityLead', community.code, { employment: 'fullTime' }),
      person('communityLead', community.code, { employment: 'fullTime' }),
    ]),
    ...Array.from({ length: 3 }, () => person('subdistrictStaff', demoSubdistrict)),
    ...Object.values(units).map((unit) => person('departmentContact', demoSubdistrict, { unit })),
    person('districtStaff', '990101'),
    person('systemAdmin', '990101'),
    person('securityAdmin', '990101'),
    person('auditor', '990101'),
    person('resident', places.grids[0]!.code, { kind: 'resident', dutyPhone: null }),
  ]
  const phone = '13900000303'
  const phoneIndex = crypto.blindIndex(phone, { field: 'phone', subdistrict: null })
  const sealed = crypto.seal(phone, { table: 'accounts', id: phoneIndex.toString('hex'), field: 'phone' })
  await sql`
    insert into accounts (id, kind, name, duty_phone, created_at, phone_sealed, phone_index, phone_ending)
    select id, kind, name, "dutyPhone", ${now}, case when kind = 'resident' then ${sealed}::bytea end, case when kind = 'resident' then ${phoneIndex}::bytea end, case when kind = 'resident' then ${phone.slice(-4)} end
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as p(id uuid, kind text, name text, "dutyPhone" text)`.execute(tx)
  await sql`
    insert into assignments (id, account_id, role, area_code, unit_id, source, employment, valid_from, assigned_at)
    select gen_random_uuid(), id, role, area, unit, source, employment, since, since
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as p(id uuid, role text, area text, unit uuid, source text, employment text, since timestamptz)`.execute(
    tx,
  )
  return {
    units,
    resident: actorOf(people.at(-1)!),
    contactOf: (unit) => actorOf(people.find((candidate) => candidate.unit === units[unit])!),
    of: (role, area) => {
      const found = people.find((candidate) => candidate.role === role && candidate.area === area)
      if (!found) throw new Error(`the demo has no ${role} in ${area}`)
      return actorOf(found)
    },
  }
}

function actorOf(person: Person): AccountActor {
  return {
    kind: 'account',
    accountId: person.id,
    accountKind: person.kind,
    name: person.name,
    sessionId: person.id,
    secondFactorAt: null,
    grants: [
      {
        role: person.role,
        actions: roleActions[person.role],
        areaCode: person.area,
        unitId: person.unit,
        validFrom: '2000-01-01T00:00:00.000Z',
        validTo: null,
      },
    ],
    tenants: [demoSubdistrict],
  }
}
