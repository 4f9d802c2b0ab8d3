import { buffer } from 'node:stream/consumers'
import type { ReportColumn } from '@ejia/contract/report-forge.ts'
import { reportSources } from '@ejia/contract/report-sources.ts'
import { shanghaiDay } from '../platform/clock.ts'
import type { CellRow } from './fills/cell-store.ts'
import { typedKindOf } from './fills/type-cells.ts'

/** What a version holds: see `seal` in move-fill.ts. */
type Content = { name: string; askedBy: string; from: string; to: string; columns: ReportColumn[]; cells: CellRow[] }
type Sheet = { content: Content; version: number; digest: Buffer; recipient: string; by: string; now: Date }

/** The sealed form as the superior gets it: whose copy it is stands on every printed page. */
export async function writeSheet({ content, version, digest, recipient, by, now }: Sheet): Promise<Buffer> {
  const { name, askedBy, from, to, columns, cells } = content
  const rows = [...Map.groupBy(cells, (cell) => cell.row_key)].map(([, own], index) => [
    index + 1,
    own[0]!.label,
    ...columns.map((column) =>
      valueOf(
        column,
        own.find((cell) => cell.column_key === column.key),
      ),
    ),
  ])
  // Loaded when a file is made: the server is small until then.
  const { writeWorkbook } = await import('@ejia/spreadsheets/writing/write-workbook.ts')
  return buffer(
    writeWorkbook([
      {
        name: name.replaceAll(/[\\/?*[\]:]/gu, ' ').slice(0, 31),
        watermark: `供 ${recipient} 使用 · ${by} 于 ${shanghaiDay(now)} 导出 · 第 ${version} 版`,
        notes: [`${name}（${askedBy}），${from} 至 ${to}。“不显示”：少于 5 的人数或件数，以及能推算出它们的格子。校验：${digest.toString('hex').slice(0, 16)}`],
        columns: [{ header: '序号', widthCharacters: 8 }, { header: '名称', widthCharacters: 30 }, ...columns.map(({ title }) => ({ header: title }))],
        rows,
      },
    ]),
  )
}

function valueOf(column: ReportColumn, cell: CellRow | undefined): string | number | null {
  if (!cell) return null
  if (cell.hidden) return '不显示'
  if (cell.value === null) return null
  if (cell.numerator !== null && cell.denominator !== null) return cell.denominator === 0 ? '—' : `${cell.value}（${cell.numerator}/${cell.denominator}）`
  const isNumber = column.from === 'system' ? reportSources[column.source].value === 'number' : typedKindOf(column) === 'number'
  return isNumber ? Number(cell.value) : cell.value
}
