import { readCitizenId } from '@ejia/check-digits/citizen-id.ts'
import { readWrittenDate } from '@ejia/check-digits/written-date.ts'
import type { FieldIssue } from '@ejia/contract/errors.ts'
import type { AskedCells, ReportColumn, TypedKind } from '@ejia/contract/report-forge.ts'
import type { AccountActor, Actor } from '../../access/actor.ts'
import { holds, scopeOf } from '../../access/permissions.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { dayOf } from '../../registry/fact-states.ts'
import { findAsked, listAsked, typeCells } from './cell-store.ts'
import { typingStates } from './fill-moves.ts'
import { findFill, lockFill } from './fill-store.ts'
import { typedInto } from './move-fill.ts'

type Typed = { fillId: string; cells: readonly { row: string; column: string; value: string }[] }

/** Cells that were asked of an area of the actor's; the rest of the form is out of sight. */
export async function fillCells(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: Typed, now: Date): Promise<number> {
  const fill = await lockFill(tx, actor.tenants, input.fillId)
  if (!fill) throw new DomainError('not_found')
  const asked = await findAsked(tx, fill, input.cells)
  const mine = asked.filter((cell) => holds(actor, 'reportForge.fill', { areaCode: cell.asked_area }, now))
  if (mine.length === 0) throw new DomainError('not_found')
  const issues: FieldIssue[] = []
  const values = input.cells.map((cell, index) => {
    const column = fill.columns.find(({ key }) => key === cell.column)
    const isMine = mine.some((one) => one.row_key === cell.row && one.column_key === cell.column)
    const read = column && isMine ? readTyped(typedKindOf(column), cell.value, dayOf(now)) : { fault: 'not_found' as const }
    if ('fault' in read) issues.push({ path: ['cells', index, 'value'], rule: read.fault })
    return { ...cell, value: 'value' in read ? read.value : '' }
  })
  if (issues.length > 0) throw new DomainError('invalid_input', { issues })
  if (!typingStates.includes(fill.state)) throw new DomainError('move_not_allowed', { move: 'type', current: fill.state })
  await typeCells(tx, fill, values, actor.accountId, now)
  return typedInto(tx, crypto, actor, fill, values.length, now)
}

export const typedKindOf = (column: ReportColumn): TypedKind => (column.from === 'typed' ? column.value : 'text')

/** A number as people write it, a day in any of their ways, words that are nobody's number. */
export function readTyped(kind: TypedKind, typed: string, today: string): { value: string } | { fault: FieldIssue['rule'] } {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return { value: '' }
  if (kind === 'number') {
    const number = text.replaceAll(/[,\s]/gu, '')
    return /^-?\d{1,12}(\.\d{1,4})?$/u.test(number) ? { value: number } : { fault: 'wrong_format' }
  }
  if (kind === 'day') {
    const read = readWrittenDate(text)
    return read.ok ? { value: read.date } : { fault: 'wrong_format' }
  }
  return namesSomebody(text, today) ? { fault: 'not_allowed_here' } : { value: typed.trim() }
}

/** A mobile number or a citizen ID: a form carries counts and words, never a person. */
function namesSomebody(text: string, today: string): boolean {
  const digits = text.replaceAll(/(?<=\d)[\s-](?=\d)/gu, '')
  if (/(?<!\d)1[3-9]\d{9}(?!\d)/u.test(digits)) return true
  return [...digits.matchAll(/(?<![\dA-Z])\d{17}[\dX](?![\dA-Z])/giu)].some(([number]) => readCitizenId(number, today).ok)
}

/** What waits for the actor, by filling and row. */
export async function listAskedCells(db: Db, actor: Actor, below: boolean, now: Date): Promise<AskedCells[]> {
  const rows = await listAsked(db, scopeOf(actor, 'reportForge.fill', now), below)
  const found: AskedCells[] = []
  for (const [fillId, cells] of Map.groupBy(rows, (row) => row.fill_id)) {
    const fill = (await findFill(db, actor.tenants, fillId))!
    found.push({
      fillId,
      name: fill.name,
      askedBy: fill.asked_by,
      from: fill.period_from,
      to: fill.period_to,
      dueOn: fill.due_on,
      rows: [...Map.groupBy(cells, (cell) => cell.row_key)].map(([key, own]) => ({
        key,
        label: own[0]!.label,
        enterpriseId: fill.row_kind === 'byEnterprise' ? key : null,
        cells: fill.columns.flatMap((column) => {
          const cell = own.find((one) => one.column_key === column.key)
          if (!cell) return []
          const hint = column.from === 'typed' ? (column.hint ?? '') : ''
          return [{ column: column.key, title: column.title, value: typedKindOf(column), hint, typed: cell.value, typedBy: cell.typed_by_name }]
        }),
      })),
    })
  }
  return found
}
