import pg from 'pg'
import type { StaffRole } from '@ejia/contract/access.ts'
import { newId } from '../apps/server/src/platform/ids.ts'
import { migrate } from '../apps/server/src/platform/migrate.ts'
import { hashOfSecret, newSecret } from '../apps/server/src/platform/secrets.ts'

export async function query(url: string, text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = values.length === 0 ? await client.query<Record<string, unknown>>(text) : await client.query<Record<string, unknown>>(text, [...values])
    return rows ?? []
  } finally {
    await client.end()
  }
}

/** A database of its own for each measurement, so that none inherits another's bloat. */
export async function newDatabase(server: string, name: string): Promise<string> {
  await query(server, `create database ${name}`)
  const url = databaseUrl(server, name)
  await migrate(url)
  return url
}

export async function copyDatabase(server: string, from: string, name: string): Promise<string> {
  await query(server, `create database ${name} template ${from}`)
  return databaseUrl(server, name)
}

function databaseUrl(server: string, name: string): string {
  return server.replace(/\/[^/?]+(\?|$)/, `/${name}$1`)
}

/** Somebody signed in for each of these areas; answers their cookies in the same order. */
export async function signIn(url: string, role: StaffRole, areas: readonly string[]): Promise<string[]> {
  const made = areas.map((area) => ({ account: newId(), assignment: newId(), session: newId(), area, token: newSecret() }))
  await query(
    url,
    `with made as (select * from jsonb_to_recordset($1::jsonb) as m(account uuid, assignment uuid, session uuid, area text, hash text)),
      accounts as (insert into accounts (id, kind, name, created_at) select account, 'staff', '测量员', now() from made),
      assignments as (
        insert into assignments (id, account_id, role, area_code, valid_from, assigned_at) select assignment, account, $2, area, '2000-01-01', now() from made)
    insert into sessions (id, token_hash, account_id, device, created_at, last_seen_at) select session, decode(hash, 'hex'), account, 'bench', now(), now() from made`,
    [JSON.stringify(made.map(({ token, ...one }) => ({ ...one, hash: hashOfSecret(token).toString('hex') }))), role],
  )
  return made.map(({ token }) => `__Host-ejia=${token}`)
}
