import type { RequestState } from '@ejia/contract/requests.ts'
import { newId } from '../platform/ids.ts'
import type { MoveContext } from './move-request.ts'
import { writeStep } from './request-changes.ts'
import { listDuplicateIds, lockRequest, type EntryToWrite } from './request-store.ts'
import { tellReporter } from './tell-reporter.ts'

/** Duplicates follow their master; each reporter is still answered (field.md §2, 并单). */
export async function followMaster({ tx, crypto, row, now }: MoveContext, step: 'masterAnswered' | 'masterClosed', told: string | null): Promise<void> {
  for (const id of await listDuplicateIds(tx, row.subdistrict, row.id)) {
    const duplicate = await lockRequest(tx, [row.subdistrict], id)
    if (duplicate?.state !== 'merged') continue
    const to = step === 'masterClosed' ? ('closed' as const) : duplicate.state
    const entry: EntryToWrite & { to: RequestState } = {
      id: newId(),
      step,
      from: duplicate.state,
      to,
      actor: { kind: 'system', accountId: null, name: '', role: null },
      told,
      internal: null,
      details: { master: row.receipt_number },
    }
    const set =
      step === 'masterClosed'
        ? { closure: 'followsMaster', closed_at: now }
        : { answer_met_at: duplicate.answer_met_at ?? now, contact_met_at: duplicate.contact_met_at ?? now }
    const changed = await writeStep(tx, duplicate, entry, set, now)
    await tellReporter(tx, crypto, changed, entry, now)
  }
}
