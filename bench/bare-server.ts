import { createServer } from 'node:http'
import pg from 'pg'
import { newId } from '../apps/server/src/platform/ids.ts'
import { recordStatements, valuesFor, type Of, type Statement } from './recorded-statements.ts'

/**
 * The ceiling: node:http and the same driver running the product's own SQL, without validation, permission, audit or view.
 * A case is opened and a status changed with the very statements of the product; a report is one insert.
 */
const url = process.env['DATABASE_URL']!
const pool = new pg.Pool({ connectionString: url, max: 6, options: '-c timezone=UTC -c jit=off' })
const list = (name: string) => (process.env[name] ?? '').split(',')
const [subdistrict, community] = list('BENCH_AREAS')
const [desks, cases, moved] = [list('BENCH_DESKS'), list('BENCH_CASES'), list('BENCH_MOVED').map((one) => one.split('/'))]
const recorded = await recordStatements(url, moved[0]![0]!, moved[0]![1]!)
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
    const [opening] = recorded.open
    const { rows } = await send(pool, opening!, { ...recorded.of, subdistrict: subdistrict!, id: cases[turn++ % cases.length]! })
    return rows[0]
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
  '/move': async () => {
    const [at, id] = moved[turn++ % moved.length]!
    const client = await pool.connect()
    let reply: unknown
    try {
      for (const statement of recorded.change) {
        const { rows } = await send(client, statement, { id: id!, subdistrict: at!, entryId: newId() })
        if (rows.length > 0) [reply] = rows
      }
    } finally {
      client.release()
    }
    return reply
  },
}

function send(to: pg.Pool | pg.PoolClient, statement: Statement, one: Of): Promise<pg.QueryResult> {
  const { name, text } = statement
  return statement.values.length === 0 ? to.query(text) : to.query({ name, text, values: valuesFor(statement, recorded.of, one) })
}

createServer((request, response) => {
  request.resume()
  const run = work[request.url ?? '']
  if (!run) return void response.writeHead(404).end()
  run().then(
    // An empty reply is no work done.
    (body) => response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  )
}).listen(Number(process.env['PORT']), '127.0.0.1')
