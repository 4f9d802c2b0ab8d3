import type { z } from 'zod'
import type { SimilarRequest } from '@ejia/contract/inbox.ts'
import type { Scope } from '../../access/permissions.ts'
import type { Db } from '../../platform/database.ts'
import { listCandidates, type SimilarRow } from '../inbox/inbox-store.ts'
import { likeness, searchTokens } from '../../platform/search-tokens.ts'

type Asked = { text: string; areaCode?: string | undefined; buildingId?: string | undefined; exceptId?: string | undefined }

/** Likely duplicates: the same place counts, similar words count more. The five likeliest. */
export async function findSimilar(db: Db, scope: Scope, asked: Asked, now: Date): Promise<z.infer<typeof SimilarRequest>[]> {
  const tokens = searchTokens(asked.text).slice(0, 40)
  const query = tokens.length === 0 ? null : tokens.map((token) => `'${token.replaceAll("'", "''")}'`).join(' | ')
  const candidates = await listCandidates(
    db,
    scope,
    { areaCode: asked.areaCode ?? null, buildingId: asked.buildingId ?? null, exceptId: asked.exceptId ?? null, query },
    now,
  )
  return candidates
    .map((row) => ({ row, score: score(row, asked) }))
    .filter(({ score: points }) => points >= 0.2)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, 5)
    .map(({ row, score: points }) => ({
      id: row.id,
      receiptNumber: row.receipt_number,
      state: row.state,
      excerpt: row.text.slice(0, 80),
      placeText: row.place_text,
      filedAt: row.filed_at,
      likeness: Math.min(1, Math.round(points * 100) / 100),
    }))
}

function score(row: SimilarRow, asked: Asked): number {
  const samePlace =
    asked.buildingId !== undefined && row.building_id === asked.buildingId ? 0.25 : asked.areaCode !== undefined && row.area_code === asked.areaCode ? 0.1 : 0
  return likeness(row.text, asked.text) + samePlace
}
