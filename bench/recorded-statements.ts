import pg from 'pg'
import { newId } from '../apps/server/src/platform/ids.ts'
import { openDatabase } from '../apps/server/src/platform/database.ts'
import { notifyLive } from '../apps/server/src/platform/live-updates.ts'
import { findCase } from '../apps/server/src/requests/case-store.ts'
import { writeStep } from '../apps/server/src/requests/request-changes.ts'
import { lockRequest } from '../apps/server/src/requests/request-store.ts'

export type Statement = { name: string; text: string; values: readonly unknown[] }
/** What stands in a statement for the case it was recorded with. */
export type Of = { id: string; subdistrict: string; entryId: string }

/** The statements the product sends to open a case, and to change its status: without the session, the permission and the audit. */
export async function recordStatements(url: string, subdistrict: string, id: string): Promise<{ open: Statement[]; change: Statement[]; of: Of }> {
  const db = openDatabase({ url, poolSize: 1 })
  const entryId = newId()
  const [now, reviewOn] = [new Date(), '2099-01-01']
  try {
    const open = await recorded('open', () => findCase(db, { tenants: [subdistrict], id }))
    const change = await recorded('change', () =>
      db.transaction().execute(async (tx) => {
        const row = (await lockRequest(tx, [subdistrict], id))!
        const actor = { kind: 'staff', accountId: null, name: '测量员', role: 'communityLead' } as const
        const entry = { id: entryId, step: 'defer', from: row.state, to: 'deferred', actor, told: '等配件', internal: null, details: { reviewOn } } as const
        await writeStep(tx, row, entry, { defer_explanation: '等配件', review_on: reviewOn, contact_met_at: now, photo_count: row.photo_count }, now)
        await notifyLive(tx, {
          kind: 'requestChanged',
          requestId: id,
          state: 'deferred',
          areaCode: row.area_code,
          handlerArea: row.handler_area,
          handlerUnit: row.handler_unit,
        })
        await findCase(tx, { tenants: [subdistrict], id })
      }),
    )
    return { open, change, of: { id, subdistrict, entryId } }
  } finally {
    await db.destroy()
  }
}

/** The same values for another case. */
export function valuesFor(statement: Statement, of: Of, one: Of): unknown[] {
  const others = new Map([
    [of.id, one.id],
    [of.subdistrict, one.subdistrict],
    [of.entryId, one.entryId],
  ])
  const swap = (value: unknown): unknown => (Array.isArray(value) ? value.map(swap) : typeof value === 'string' ? (others.get(value) ?? value) : value)
  return statement.values.map(swap)
}

async function recorded(name: string, work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = []
  const { prototype } = pg.Client
  const { query } = prototype as { query: (...args: unknown[]) => unknown }
  prototype.query = function record(this: pg.Client, ...args: unknown[]) {
    const [asked] = args as [string | { text: string; values?: unknown[] }]
    const { text, values = [] } = typeof asked === 'string' ? { text: asked } : asked
    statements.push({ name: `${name}${statements.length}`, text, values })
    return query.apply(this, args)
  } as typeof prototype.query
  try {
    await work()
  } finally {
    prototype.query = query as typeof prototype.query
  }
  return statements
}
