import type { Db } from '../platform/database.ts'
import { searchTokens } from '../platform/search-tokens.ts'
import { listLikely, type PoolRow } from './need-store.ts'

/** The share of what is typed that a pool must already say. */
const leastShare = 0.3

/** "Somebody wrote this already": a few words are held against whole pools, so what counts is how much of the typed text they cover. */
export async function findLikelyPools(db: Db, tenants: readonly string[], text: string): Promise<{ row: PoolRow; reasons: string[] }[]> {
  const typed = searchTokens(text).slice(0, 40)
  if (typed.length === 0) return []
  const rows = await listLikely(db, tenants, typed.map((token) => `'${token.replaceAll("'", "''")}'`).join(' | '))
  return rows
    .map(({ reasons, ...row }) => {
      const said = new Set(searchTokens(row.title, ...reasons))
      return { row, reasons, share: typed.filter((token) => said.has(token)).length / typed.length }
    })
    .filter(({ share }) => share >= leastShare)
    .toSorted((one, other) => other.share - one.share || other.row.households - one.row.households)
    .slice(0, 5)
}
