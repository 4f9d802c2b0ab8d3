import { newId } from '../../../platform/ids.ts'
import { findByCreditCode, lockEnterprise } from '../../enterprises/enterprise-store.ts'
import { writeEnterprise, type EnterpriseTelling } from '../../enterprises/write-enterprise.ts'
import type { RowCounts } from '../import-store.ts'
import type { Work } from '../pass.ts'
import { markApplied, refuseRows, type StagedRow } from '../row-store.ts'
import { understand, valuesAfter, type Understood } from './check-enterprises.ts'

/** One by one: an office has thousands of enterprises, not hundreds of thousands. */
export async function takeEnterprises(work: Work, staged: readonly StagedRow[]): Promise<Partial<RowCounts>> {
  const { tx, row, now } = work
  const applied: { row: number; subject: string }[] = []
  const refused: number[] = []
  for (const one of await understand(work, staged)) {
    const subject = one.faults.length > 0 ? null : await takeOne(work, one)
    if (subject === null) refused.push(one.row)
    else applied.push({ row: one.row, subject })
  }
  await markApplied(tx, row, applied, now)
  return { ...(await refuseRows(tx, row, staged, refused)), applied: applied.length }
}

/** Null: somebody ended the entry meanwhile, or gave its code to another. */
async function takeOne({ tx, crypto, row, now }: Work, one: Understood): Promise<string | null> {
  const { facts, place } = one
  const { subdistrict } = row
  const before = one.known && (await lockEnterprise(tx, [subdistrict], one.known.id))
  const id = before?.id ?? newId()
  if ((one.known && !before) || (facts.creditCode && (await findByCreditCode(tx, subdistrict, facts.creditCode, id)))) return null
  const values = before
    ? valuesAfter(crypto, before, one)
    : {
        kind: facts.kind!,
        name: facts.name!,
        creditCode: facts.creditCode ?? null,
        industry: facts.industry!,
        size: facts.size ?? null,
        gridCode: place!.grid_code,
        address: facts.address!,
        contactName: facts.contactName ?? null,
        contactPhone: facts.contactPhone ?? null,
      }
  const telling: EnterpriseTelling = { by: row.created_by, source: 'import', importId: row.id }
  await writeEnterprise(tx, crypto, { subdistrict, id }, before, values, place ?? before!, telling, now)
  return id
}
