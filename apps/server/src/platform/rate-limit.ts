import { sql } from 'kysely'
import type { Db } from './database.ts'
import { DomainError } from './domain-error.ts'

export type RateLimit = { hits: number; seconds: number }

/** Counts one hit in the bucket's window; over the limit it says when to come back. */
export async function requireWithinRate(db: Db, bucket: string, limit: RateLimit, now: Date): Promise<void> {
  const windowMs = limit.seconds * 1000
  const start = new Date(Math.floor(now.getTime() / windowMs) * windowMs)
  const { rows } = await sql<{ hits: number }>`
    insert into rate_limits as r (bucket, window_start, hits) values (${bucket}, ${start}, 1)
    on conflict (bucket, window_start) do update set hits = r.hits + 1 returning hits`.execute(db)
  if ((rows[0]?.hits ?? 0) > limit.hits)
    throw new DomainError('rate_limited', { retryAfterSeconds: Math.ceil((start.getTime() + windowMs - now.getTime()) / 1000) })
}

export async function dropOldWindows(db: Db, now: Date): Promise<void> {
  await sql`delete from rate_limits where window_start < ${new Date(now.getTime() - 2 * 86_400_000)}`.execute(db)
}

/** Whom an address stands for: of IPv6 the network (/64), since a household can take any address in its own. */
export function addressBucket(address: string): string {
  if (!address.includes(':')) return address
  const inFour = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (inFour !== undefined) return inFour
  const [head = '', tail] = address.split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = tail === undefined ? front : [...front, ...Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0'), ...back]
  return `${groups.slice(0, 4).join(':')}::/64`
}
