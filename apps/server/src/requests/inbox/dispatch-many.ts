import type { ApiContext } from '../../access/api.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { findRequest } from '../request-store.ts'
import { moveRequest } from '../move-request.ts'
import type { MoveInput } from '@ejia/contract/inbox.ts'

type Input = { requestIds: string[]; areaCode?: string | undefined; unitId?: string | undefined; accountId?: string | undefined; reason: string }

/** Each request in its own transaction: one that moved on meanwhile does not hold up the others. */
export async function dispatchMany(
  { deps, actor }: ApiContext,
  { requestIds, reason, ...target }: Input,
): Promise<{ done: string[]; refused: { requestId: string; code: string }[] }> {
  const done: string[] = []
  const refused: { requestId: string; code: string }[] = []
  for (const requestId of new Set(requestIds)) {
    try {
      await deps.db.transaction().execute(async (tx) => {
        const row = await findRequest(tx, actor, requestId)
        const fresh = row?.state === 'filed' || row?.state === 'accepted'
        const input: MoveInput = fresh ? { requestId, move: 'dispatch', internal: reason, ...target } : { requestId, move: 'reassign', reason, ...target }
        await moveRequest(tx, deps.crypto, actor, input, deps.clock())
      })
      done.push(requestId)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      refused.push({ requestId, code: error.code })
    }
  }
  return { done, refused }
}
