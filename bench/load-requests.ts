import pg from 'pg'

/** 22 subdistricts, 198 communities, 1,000 grids below 测量区. */
export const areas = `
  insert into areas (code, kind, grid_kind, name, parent_code) values ('990201', 'district', null, '测量区', null);
  insert into areas (code, kind, name, parent_code) select '990201' || lpad(s::text, 3, '0'), 'subdistrict', '街道' || s, '990201' from generate_series(1, 22) s;
  insert into areas (code, kind, name, parent_code) select '990201' || lpad(s::text, 3, '0') || lpad(c::text, 3, '0'), 'community', '社区' || c, '990201' || lpad(s::text, 3, '0') from generate_series(1, 22) s, generate_series(1, 9) c;
  insert into areas (code, kind, grid_kind, name, parent_code) select parent || lpad(g::text, 3, '0'), 'grid', 'base', '网格' || g, parent
    from (select code as parent from areas where kind = 'community' and left(code, 6) = '990201') p, generate_series(1, 5) g order by 1 limit 1000;`

/** Every twentieth request is open. Loaded by SQL: what is measured is the serving. */
export async function loadRequests(url: string, rows: number): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(areas)
    await client.query(
      `create temp table made as
       select n, gen_random_uuid() as id, g.code as grid, left(g.code, 9) as subdistrict,
         now() - (random() * interval '360 days') as filed_at, n % 20 = 0 as open,
         (array['楼道灯不亮，老人上下楼看不清', '单元门关不严，风一吹就开', '垃圾堆在楼后好几天没人拉', '楼上装修噪音大，没法午休', '地下室返水，楼梯口都湿了', '消防通道被占着停车'])[1 + n % 6] || '，第' || n || '件' as text
       from generate_series(1, $1::int) n join (select code, row_number() over (order by code) as at from areas where kind = 'grid' and left(code, 6) = '990201') g on g.at = 1 + n % 1000`,
      [rows],
    )
    await client.query(`
      insert into requests (subdistrict, id, receipt_number, kind, category, channel, state, text, area_code, place_text, handler_area, first_receiver_area, duty, filed_at,
        contact_due_at, contact_amber_at, contact_met_at, answer_due_at, answer_amber_at, answer_met_at, outcome, closed_at, closure, search, changed_at)
      select subdistrict, id, 'L-' || n, 'help', 'lamp', 'app', case when open then (array['dispatched', 'acknowledged', 'handling'])[1 + (n / 20) % 3] else 'closed' end, text, grid, '网格 3号楼', grid, grid, 'core', filed_at,
        filed_at + interval '2 hours', filed_at + interval '1 hour', filed_at + interval '1 hour', case when open then now() + ((n % 200) - 60) * interval '1 hour' else filed_at + interval '5 days' end, filed_at + interval '4 days',
        case when open then null else filed_at + interval '2 days' end, case when open then null else 'solved' end, case when open then null else filed_at + interval '3 days' end, case when open then null else 'residentConfirmed' end,
        array_to_tsvector(array(select distinct substr(text, i, 2) from generate_series(1, length(text) - 1) i)), filed_at
      from made;
      insert into request_reporters (subdistrict, request_id, anonymous, follow_hash) select subdistrict, id, true, sha256(id::text::bytea) from made;
      insert into request_entries (subdistrict, id, request_id, at, step, from_state, to_state, actor_kind, actor_name, told)
      select subdistrict, gen_random_uuid(), id, filed_at + k * interval '1 hour', (array['filed', 'accept', 'dispatch', 'acknowledge', 'answer'])[k], null, 'handling', case when k = 1 then 'reporter' else 'staff' end, '网格员', case when k > 3 then '已经到现场处理' end
      from made, generate_series(1, 5) k where open or k <= 2;
      analyze;`)
  } finally {
    await client.end()
  }
}
