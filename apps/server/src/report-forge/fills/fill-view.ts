import type { Fill, FillSummary, ReportForm } from '@ejia/contract/report-forge.ts'
import type { Actor } from '../../access/actor.ts'
import { holds } from '../../access/permissions.ts'
import type { Db } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { listCells } from './cell-store.ts'
import { typingStates } from './fill-moves.ts'
import { findFill, listEntries, listVersions, type FillRow } from './fill-store.ts'
import type { FormRow } from '../form-store.ts'
import { allowedFillMoves } from './move-fill.ts'

export function presentForm(row: FormRow): ReportForm {
  return {
    id: row.id,
    subdistrict: row.subdistrict,
    name: row.name,
    askedBy: row.asked_by,
    note: row.note,
    rows: row.row_kind,
    rowFilter: row.row_filter,
    columns: row.columns,
    version: row.version,
    changedAt: row.changed_at,
    fills: row.fills,
  }
}

export function presentFillSummary(row: FillRow): FillSummary {
  const { cells, computed, typed, missing } = row
  return {
    id: row.id,
    formId: row.form_id,
    name: row.name,
    askedBy: row.asked_by,
    from: row.period_from,
    to: row.period_to,
    dueOn: row.due_on,
    state: row.state,
    startedBy: row.started_by_name,
    startedAt: row.started_at,
    counts: { cells, computed, typed, missing },
    versions: row.versions,
  }
}

export async function getFill(db: Db, actor: Actor, id: string, now: Date): Promise<FillRow> {
  const row = await findFill(db, actor.tenants, id)
  if (!row || !holds(actor, 'reportForge.define', { areaCode: row.subdistrict }, now)) throw new DomainError('not_found')
  return row
}

export async function presentFill(db: Db, actor: Actor, row: FillRow, now: Date): Promise<Fill> {
  const [cells, versions, entries] = [await listCells(db, row), await listVersions(db, row), await listEntries(db, row)]
  return {
    ...presentFillSummary(row),
    rows: row.row_kind,
    columns: row.columns,
    countedAt: row.counted_at,
    table: [...Map.groupBy(cells, (cell) => cell.row_key)].map(([key, own]) => ({
      key,
      label: own[0]!.label,
      area: { code: own[0]!.area_code, name: own[0]!.area_name },
      cells: row.columns.flatMap(({ key: column }) => {
        const cell = own.find((one) => one.column_key === column)
        if (!cell) return []
        const { origin, value, numerator, denominator, hidden } = cell
        const askedOf = cell.asked_area === null ? null : { code: cell.asked_area, name: cell.asked_name ?? cell.asked_area }
        return [{ column, origin, value, numerator, denominator, hidden, askedOf, typedBy: cell.typed_by_name }]
      }),
    })),
    sealed: versions.map((one) => ({
      version: one.version,
      sealedBy: one.sealed_by_name,
      sealedAt: one.sealed_at,
      digest: one.digest.toString('hex'),
      sentTo: one.sent_to,
      sentAt: one.sent_at,
    })),
    history: entries.map((entry) => ({
      id: entry.id,
      at: entry.at,
      step: entry.step as Fill['history'][number]['step'],
      by: entry.actor_name,
      words: entry.words,
    })),
    allowedMoves: allowedFillMoves(actor, row, now),
    mayType: typingStates.includes(row.state) && holds(actor, 'reportForge.fill', { areaCode: row.subdistrict }, now),
  }
}
