import type { ReportColumn, RowFilter } from '@ejia/contract/report-forge.ts'
import { askedOfRow, reportSources, type ReportFilter, type ReportRowKind } from '@ejia/contract/report-sources.ts'
import type { FieldIssue } from '@ejia/contract/errors.ts'
import type { AccountActor } from '../access/actor.ts'
import { holds, requirePermission } from '../access/permissions.ts'
import { findArea } from '../areas/look-up-areas.ts'
import { recordAudit } from '../history/record-audit.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { endForm, findForm, lockForm, putForm, type FormRow } from './form-store.ts'

type Definition = {
  formId: string
  subdistrict: string
  basedOn: number
  name: string
  askedBy: string
  note?: string | undefined
  rows: ReportRowKind
  rowFilter: RowFilter
  columns: ReportColumn[]
}

/** Defined with `basedOn` 0, or changed on the version that was seen. */
export async function saveForm(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: Definition, now: Date): Promise<FormRow> {
  if (!holds(actor, 'reportForge.define', { areaCode: input.subdistrict }, now) || !(await findArea(tx, input.subdistrict)))
    throw new DomainError('invalid_input', { issues: [{ path: ['subdistrict'], rule: 'not_found' }] })
  const before = await lockForm(tx, actor.tenants, input.formId)
  if (before) requirePermission(actor, 'reportForge.define', 'reportForge.define', { areaCode: before.subdistrict }, now)
  if ((before?.version ?? 0) !== input.basedOn) throw new DomainError('stale_version')
  if (before && before.subdistrict !== input.subdistrict)
    throw new DomainError('invalid_input', { issues: [{ path: ['subdistrict'], rule: 'not_allowed_here' }] })
  const issues = issuesOf(input)
  if (issues.length > 0) throw new DomainError('invalid_input', { issues })
  const { formId: id, subdistrict, name, askedBy, note = '', rows, columns } = input
  await putForm(
    tx,
    {
      subdistrict,
      id,
      name,
      asked_by: askedBy,
      note,
      row_kind: rows,
      row_filter: rows === 'byEnterprise' ? input.rowFilter : {},
      columns,
      by: actor.accountId,
    },
    now,
  )
  await recordAudit(tx, crypto, { subdistrict, actor: actor.accountId, action: 'reportForge.saveForm', target: { kind: 'reportForm', id } }, now)
  return (await findForm(tx, [subdistrict], id))!
}

/** What the shape cannot say: which source stands in which row, what narrows it, who can be asked. */
function issuesOf({ rows, columns }: Pick<Definition, 'rows' | 'columns'>): FieldIssue[] {
  const issues: FieldIssue[] = []
  const [keys, titles] = [new Set<string>(), new Set<string>()]
  for (const [index, column] of columns.entries()) {
    const wrong = (field: string, rule: FieldIssue['rule']) => issues.push({ path: ['columns', index, field], rule })
    if (keys.has(column.key)) wrong('key', 'already_taken')
    keys.add(column.key)
    if (titles.has(column.title)) wrong('title', 'already_taken')
    titles.add(column.title)
    if (!askedOfRow[rows].includes(column.by)) wrong('by', 'not_allowed_here')
    if (column.from !== 'system') continue
    const source = reportSources[column.source]
    if (!source.rows.includes(rows)) wrong('source', 'not_allowed_here')
    for (const filter of Object.keys(column.filter) as (keyof ReportFilter)[])
      if (column.filter[filter] !== undefined && !source.filters.includes(filter))
        issues.push({ path: ['columns', index, 'filter', filter], rule: 'not_allowed_here' })
  }
  return issues
}

export async function closeForm(tx: Tx, crypto: CryptoProvider, actor: AccountActor, formId: string, now: Date): Promise<void> {
  const form = await lockForm(tx, actor.tenants, formId)
  if (!form) throw new DomainError('not_found')
  requirePermission(actor, 'reportForge.define', 'reportForge.define', { areaCode: form.subdistrict }, now)
  await endForm(tx, form, now)
  await recordAudit(
    tx,
    crypto,
    { subdistrict: form.subdistrict, actor: actor.accountId, action: 'reportForge.endForm', target: { kind: 'reportForm', id: form.id } },
    now,
  )
}
