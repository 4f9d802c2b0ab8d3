import { findByCreditCode, lockEnterprise, type EnterpriseRow } from '../../enterprises/enterprise-store.ts'
import { endAsUndone, openBeforeOf, restoreEnterprise, type EnterpriseTelling } from '../../enterprises/write-enterprise.ts'
import type { RowCounts } from '../import-store.ts'
import type { Work } from '../pass.ts'
import { markUndone, type StagedRow } from '../row-store.ts'
import { listImportChanges, type EnterpriseImportChange } from './enterprise-rows-store.ts'

export async function takeBackEnterprises(work: Work, staged: readonly StagedRow[]): Promise<Partial<RowCounts>> {
  const { tx, row } = work
  const done = staged.filter((one) => one.subject !== null && one.outcome !== 'same')
  const changes = await listImportChanges(
    tx,
    row,
    done.map((one) => one.subject!),
  )
  const byEntry = new Map(changes.map((change) => [change.enterprise_id, change]))
  const [free, left]: [number[], number[]] = [[], []]
  for (const one of done) {
    const change = byEntry.get(one.subject!)
    if (!change) continue
    const entry = await lockEnterprise(tx, [row.subdistrict], one.subject!)
    const isFree = entry !== null && !change.touched && (await takeBackOne(work, entry, change, one.outcome === 'new'))
    ;(isFree ? free : left).push(one.row_number)
  }
  await markUndone(tx, row, free, 'undone')
  await markUndone(tx, row, left, 'changedSince')
  return { undone: free.length, left_alone: left.length }
}

/** False: its contact signed in since, or its former code is another's now. */
async function takeBackOne({ tx, crypto, row, now }: Work, entry: EnterpriseRow, change: EnterpriseImportChange, isNew: boolean): Promise<boolean> {
  const telling: EnterpriseTelling = { by: row.created_by, source: 'import' }
  if (isNew) {
    if (entry.contact_account_id !== null) return false
    await endAsUndone(tx, crypto, entry, telling, now)
    return true
  }
  if (change.before_sealed === null) return true
  const before = openBeforeOf(crypto, row.subdistrict, { id: change.id, before_sealed: change.before_sealed })
  if (before.creditCode && (await findByCreditCode(tx, row.subdistrict, before.creditCode, entry.id))) return false
  await restoreEnterprise(tx, crypto, entry, before, telling, now)
  return true
}
