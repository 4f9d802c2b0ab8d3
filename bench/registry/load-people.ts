import { seededRandom } from '../../apps/server/src/demo/seeded-random.ts'
import { nameTokens } from '../../apps/server/src/registry/name-tokens.ts'
import { query } from '../databases.ts'
import { areas } from '../load-requests.ts'

const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'
const givenCharacters =
  '伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华玉兰红建国文斌辉鹏飞志鑫宇浩宁晓燕雪梅琳佳欣怡子涵梓萱诗雨泽睿博轩思远家豪俊凯天翔永福春生德海云龙凤莲珍淑惠慧美玲'

/** Buildings of 40 doors and enterprises in every subdistrict. Loaded by SQL: what is measured is finding them. */
export async function loadPlaces(url: string, buildingsPerGrid: number, doorsPerBuilding: number): Promise<void> {
  await query(
    url,
    `${areas}
    insert into buildings (subdistrict, id, grid_code, name, address, normalized_address, qr_code)
      select left(code, 9), gen_random_uuid(), code, n.label, '测量路' || n.label, '测量路' || n.label, code || '-' || b
      from areas, generate_series(1, ${buildingsPerGrid}) b, lateral (select '测量里' || (right(code, 6)::int * 10 + b) || '号楼' as label) n
      where kind = 'grid' and left(code, 6) = '990201';
    insert into stairwells (subdistrict, id, building_id, name)
      select subdistrict, gen_random_uuid(), id, s || '单元' from buildings, generate_series(1, 4) s where left(subdistrict, 6) = '990201';
    insert into dwellings (subdistrict, id, building_id, stairwell_id, floor, name)
      select s.subdistrict, gen_random_uuid(), s.building_id, s.id, d / 2 + 1, (d / 2 + 1) || lpad((d % 2 + 1)::text, 2, '0')
      from stairwells s, generate_series(0, ${Math.ceil(doorsPerBuilding / 4) - 1}) d where left(s.subdistrict, 6) = '990201'`,
  )
}

/** So many people with names as they occur, spread over the 22 subdistricts in no order, and an enterprise for each 50. */
export async function loadPeople(url: string, people: number): Promise<void> {
  await query(url, `create unlogged table bench_names (at int primary key, name text not null, tokens text[] not null)`)
  const names = [...fictionalNames(40_000)]
  for (let from = 0; from < names.length; from += 5_000) {
    const part = await Promise.all(names.slice(from, from + 5_000).map(async (name, index) => ({ at: from + index, name, tokens: await nameTokens('', name) })))
    await query(url, `insert into bench_names select * from jsonb_to_recordset($1::jsonb) as n(at int, name text, tokens text[])`, [JSON.stringify(part)])
  }
  // Facts as an import leaves them; checks of foreign keys are off for the load alone.
  const fact = { source: 'import', by: null, at: '2026-11-01T00:00:00.000Z', until: '2028-11-01', purposes: ['gridService', 'emergency'] }
  await query(
    url,
    `set session_replication_role = replica;
    set maintenance_work_mem = '512MB';
    drop index persons_search;
    insert into persons (subdistrict, id, grid_code, name, sex, birth_date, search, facts, stale_on, created_at, changed_at)
      select left(g.code, 9), gen_random_uuid(), g.code, n.name, (array['female', 'male'])[1 + i % 2], date '1940-01-01' + (i * 7) % 25000,
        array_to_tsvector(array(select left(g.code, 9) || t from unnest(n.tokens) t)), '${JSON.stringify({ name: fact, phone: fact, residence: fact })}', '2028-11-02', now(), now()
      from (select i, floor(power(random(), 1.6) * ${names.length})::int as pick from generate_series(1, ${people}) i) p
        join bench_names n on n.at = p.pick
        join (select code, row_number() over (order by code) as at from areas where kind = 'grid' and left(code, 6) = '990201') g on g.at = 1 + (p.i * 7919::bigint) % 1000;
    create index persons_search on persons using gin (search) where ended_at is null;
    insert into enterprises (subdistrict, id, kind, name, industry, grid_code, address, search, source, verified_at, stale_on, created_at, changed_at)
      select p.subdistrict, gen_random_uuid(), 'individualBusiness', right(p.name, 2) || '便利店', 'retail', p.grid_code, '测量路',
        array_to_tsvector(array[right(p.name, 2), right(p.name, 1) || '便', '便利', '利店']), 'visit', now(), '2027-11-02', now(), now()
      from persons p where left(p.subdistrict, 6) = '990201' limit ${Math.floor(people / 50)}`,
  )
  await query(url, 'vacuum analyze')
}

/** Common surnames often, one or two characters after them; of nobody. */
export function* fictionalNames(count: number): Generator<string> {
  const random = seededRandom(20_261_127)
  const one = (characters: string, skew: number) => characters[Math.floor(random.next() ** skew * characters.length)]!
  for (let made = 0; made < count; made++) yield one(surnames, 2) + one(givenCharacters, 1.3) + (random.next() < 0.8 ? one(givenCharacters, 1.3) : '')
}
