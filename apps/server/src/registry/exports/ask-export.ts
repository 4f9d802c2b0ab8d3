import type { ExportField, ExportKind } from '@ejia/contract/exports.ts'
import type { DataPurpose } from '@ejia/contract/registry.ts'
import type { Language } from '@ejia/contract/shapes.ts'
import type { AccountActor, Actor } from '../../access/actor.ts'
import { actingRole, holds, scopeOf } from '../../access/permissions.ts'
import { findArea } from '../../areas/look-up-areas.ts'
import { recordAudit } from '../../history/record-audit.ts'
import type { FieldIssue } from '@ejia/contract/errors.ts'
import { shanghaiDay } from '../../platform/clock.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { findHousehold } from '../households/household-store.ts'
import { listRunningPurposes } from '../purposes/running-purposes.ts'
import { exportableFields } from './exportable-fields.ts'
import { mostAlone, mostRows } from './export-moves.ts'
import { countAlone, findExport, insertExport, lockAsker, type ExportRow } from './export-store.ts'
import { countRows } from './list-store.ts'
import { detailsCell, makeFile, type ExportDetails } from './make-file.ts'

export type ExportInput = {
  kind: ExportKind
  area: string
  householdId?: string | undefined
  fields?: ExportField[] | undefined
  whole: boolean
  purpose: DataPurpose
  reason: string
  recipient: string
}

const refuse = (field: string, rule: FieldIssue['rule'], params?: FieldIssue['params']): never => {
  throw new DomainError('invalid_input', { issues: [{ path: [field], rule, ...(params && { params }) }] })
}

/** Masked and few: the file is made at once. Whole values, or more rows than one may take alone in a day: a second person decides. */
export async function askExport(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: ExportInput, language: Language, now: Date): Promise<ExportRow> {
  const area = await findArea(tx, input.area)
  if (!area || input.area.length < 9 || !holds(actor, 'registry.export', { areaCode: input.area }, now)) return refuse('area', 'not_found')
  const subdistrict = area.code.slice(0, 9)
  if (!(await listRunningPurposes(tx, subdistrict)).includes(input.purpose)) refuse('purpose', 'not_allowed_here')
  const fields = input.kind === 'people' ? checkedFields(input) : []
  if (input.householdId !== undefined) {
    const household = await findHousehold(tx, [subdistrict], input.householdId)
    if (!household?.grid_code.startsWith(area.code) || input.kind !== 'people') refuse('householdId', 'not_found')
  }
  const extent = { subdistrict, area_code: area.code, household_id: input.householdId ?? null }
  const rows = await countRows(tx, input.kind, extent, input.purpose)
  if (rows === 0) refuse('area', 'too_few', { min: 1 })
  if (rows > mostRows) refuse('area', 'too_many', { max: mostRows })
  const id = newId()
  const details: ExportDetails = { reason: input.reason, recipient: input.recipient, language }
  const asked = {
    ...extent,
    id,
    number: `${shanghaiDay(now).replaceAll('-', '')}-${id.slice(-6).toUpperCase()}`,
    kind: input.kind,
    fields,
    whole: input.whole && input.kind === 'people',
    purpose: input.purpose,
    details_sealed: crypto.seal(JSON.stringify(details), detailsCell({ subdistrict, id })),
    row_count: rows,
    role: actingRole(actor, 'registry.export', { areaCode: area.code }, now) ?? '',
    asked_by: actor.accountId,
  }
  await lockAsker(tx, actor.accountId)
  const alone = !asked.whole && rows <= (await rowsAlone(tx, actor, now))
  await insertExport(tx, asked, now)
  const event = { subdistrict, actor: actor.accountId, action: 'registry.export.ask', target: { kind: 'export', id }, reason: input.reason }
  await recordAudit(tx, crypto, event, now)
  const row = (await findExport(tx, [subdistrict], id))!
  if (alone) await makeFile(tx, crypto, row, now)
  return (await findExport(tx, [subdistrict], id))!
}

function checkedFields(input: ExportInput): ExportField[] {
  const allowed = exportableFields(input.purpose)
  const fields = allowed.filter((field) => input.fields === undefined || input.fields.includes(field))
  const wrong = input.fields?.find((field) => !allowed.includes(field))
  if (wrong !== undefined) refuse('fields', 'not_allowed_here')
  if (fields.length === 0) refuse('fields', 'required')
  return fields
}

/** What is left of the day's masked rows without a second person. */
export async function rowsAlone(db: Db, actor: Actor, now: Date): Promise<number> {
  if (actor.kind !== 'account') return 0
  const { tenants } = scopeOf(actor, 'registry.export', now)
  return Math.max(0, mostAlone - (await countAlone(db, tenants, actor.accountId, new Date(now.getTime() - 24 * 3_600_000))))
}
