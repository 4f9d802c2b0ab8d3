import { createServer } from 'node:http'
import pg from 'pg'

/** The ceiling: node:http and the same driver running the product's own SQL, without validation, permission, audit or view. */
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 6, options: '-c timezone=UTC' })
const list = (name: string) => (process.env[name] ?? '').split(',')
const [subdistrict, community] = list('BENCH_AREAS')
const [desks, cases, moved] = [list('BENCH_DESKS'), list('BENCH_CASES'), list('BENCH_MOVED').map((one) => one.split('/'))]
let turn = 0
// The product's selection and joins; it makes rows here, where the product has PostgreSQL make the reply.
const inbox = `
  select r.id, r.receipt_number, r.kind, r.category, r.state, left(r.text, 80) as excerpt, r.area_code, pa.name as area_name, r.place_text, r.channel, r.filed_at, r.next_due_at, ha.name as handler_area_name,
    u.name as unit_name, ac.name as person_name, rr.anonymous, r.assisted, r.reopened_times, r.photo_count,
    (select count(*) from requests d where d.subdistrict = r.subdistrict and d.master_id = r.id)::int as duplicate_count
  from (select r.subdistrict, r.id from requests r where r.subdistrict = $1 and ((starts_with(r.area_code, $2) and r.kind <> 'tipOff') or starts_with(r.handler_area, $2))
      and r.state in ('filed', 'accepted', 'dispatched', 'objected', 'acknowledged', 'handling', 'deferred', 'answered', 'verified') order by r.next_due_at asc nulls last, r.id limit 51) page
  join requests r on r.subdistrict = page.subdistrict and r.id = page.id
  join areas pa on pa.code = r.area_code join areas ha on ha.code = r.handler_area join request_reporters rr on rr.subdistrict = r.subdistrict and rr.request_id = r.id
  left join units u on u.id = r.handler_unit left join accounts ac on ac.id = r.handler_account order by r.next_due_at asc nulls last, r.id`
const work: Record<string, () => Promise<unknown>> = {
  '/inbox': async () => (await pool.query({ name: 'inbox', text: inbox, values: [subdistrict, community] })).rows,
  '/case': async () => {
    const one = cases[turn++ % cases.length]
    const [row, entries, photos] = await Promise.all([
      pool.query({ name: 'case', text: 'select * from requests where subdistrict = $1 and id = $2', values: [subdistrict, one] }),
      pool.query({
        name: 'entries',
        text: 'select * from request_entries where subdistrict = $1 and request_id = $2 order by at, id',
        values: [subdistrict, one],
      }),
      pool.query({ name: 'photos', text: 'select * from request_photos where subdistrict = $1 and request_id = $2', values: [subdistrict, one] }),
    ])
    return { ...row.rows[0], entries: entries.rows, photos: photos.rows }
  },
  '/file': async () => {
    const desk = desks[turn++ % desks.length] ?? ''
    return (
      await pool.query({
        name: 'file',
        text: `insert into requests (subdistrict, id, receipt_number, kind, category, channel, state, text, area_code, place_text, handler_area, first_receiver_area, duty, filed_at, contact_due_at, contact_amber_at, answer_due_at, answer_amber_at, changed_at)
        values ($1, gen_random_uuid(), gen_random_uuid()::text, 'help', 'lamp', 'app', 'dispatched', '楼道灯不亮', $2, '网格', $2, $2, 'core', now(), now(), now(), now(), now(), now()) returning id`,
        values: [desk.slice(0, 9), desk],
      })
    ).rows[0]
  },
  '/move': async () =>
    (
      await pool.query({
        name: 'move',
        text: 'update requests set changed_at = now(), version = version + 1 where subdistrict = $1 and id = $2 returning id',
        values: moved[turn++ % moved.length] ?? [],
      })
    ).rows[0],
}

createServer((request, response) => {
  request.resume()
  const run = work[request.url ?? '']
  if (!run) return void response.writeHead(404).end()
  run().then(
    (body) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  )
}).listen(Number(process.env['PORT']), '127.0.0.1')
