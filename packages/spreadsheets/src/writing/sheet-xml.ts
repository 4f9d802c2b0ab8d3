import { escapeXml, neutralText } from './neutral-text.ts'
import type { CellValue, PlannedColumn, PlannedSheet } from './sheet-plan.ts'
import { cellStyle } from './styles-xml.ts'

/** Room for what people add to a template; Excel applies rules to all of them at no cost. */
const rulesToRow = 20_000
const narrowest = 10
const widest = 40
/** Excel's own limits of a cell and of a printed header. */
const longestCell = 32_767
const longestPageHeader = 200
const chunkCharacters = 65_536

/** Where a column's choices stand in the hidden sheet, as `Sheet!$A$1:$A$3`. */
export type ChoiceRanges = ReadonlyMap<number, string>

/** A worksheet, piece by piece, as its rows are pulled. */
export async function* sheetXml(sheet: PlannedSheet, choices: ChoiceRanges): AsyncGenerator<Buffer, void> {
  const above = [
    ...(sheet.watermark === undefined ? [] : [{ text: sheet.watermark, style: cellStyle.watermark }]),
    ...(sheet.notes ?? []).map((text) => ({ text, style: cellStyle.note })),
  ]
  const headerRow = above.length + 1
  let xml = opening(sheet, headerRow)
  above.forEach(({ text, style }, index) => {
    const lines = text.split('\n').length
    xml += `<row r="${index + 1}"${lines > 1 ? ` ht="${lines * 16 + 4}" customHeight="1"` : ''}>${cellXml(index + 1, 0, text, style)}</row>`
  })
  xml += `<row r="${headerRow}" ht="30" customHeight="1">${sheet.columns.map((column, index) => headerCell(sheet, column, index, headerRow)).join('')}</row>`
  let number = headerRow
  const last = sheet.lastColumnIsError ? sheet.columns.length - 1 : -1
  for await (const row of sheet.rows) {
    number += 1
    let cells = ''
    for (let column = 0; column < row.length; column += 1)
      cells += cellXml(number, column, row[column] ?? null, column === last ? cellStyle.error : cellStyle.text)
    xml += `<row r="${number}">${cells}</row>`
    if (xml.length < chunkCharacters) continue
    yield Buffer.from(xml)
    xml = ''
  }
  yield Buffer.from(xml + closing(sheet, above.length, number, choices))
}

function opening(sheet: PlannedSheet, headerRow: number): string {
  const widths = sheet.columns.map(
    (column, index) => `<col min="${index + 1}" max="${index + 1}" width="${widthOf(column)}" style="${cellStyle.text}" customWidth="1"/>`,
  )
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${headerRow}" topLeftCell="A${headerRow + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="16"/>${widths.length > 0 ? `<cols>${widths.join('')}</cols>` : ''}<sheetData>`
}

function headerCell(sheet: PlannedSheet, { header, required }: PlannedColumn, index: number, row: number): string {
  if (sheet.lastColumnIsError && index === sheet.columns.length - 1) return cellXml(row, index, header, cellStyle.errorHeader)
  return required ? cellXml(row, index, `${header} *`, cellStyle.requiredHeader) : cellXml(row, index, header, cellStyle.header)
}

function closing(sheet: PlannedSheet, notes: number, lastRow: number, choices: ChoiceRanges): string {
  const width = sheet.columns.length
  const merges = width > 1 ? Array.from({ length: notes }, (_, index) => `<mergeCell ref="A${index + 1}:${columnName(width - 1)}${index + 1}"/>`) : []
  const rules = sheet.columns.flatMap((column, index) => ruleXml(column, index, notes + 2, lastRow, choices.get(index)))
  const page = sheet.watermark === undefined ? null : escapeXml(sheet.watermark.replaceAll('\n', ' ').slice(0, longestPageHeader).replaceAll('&', '&&'))
  return [
    '</sheetData>',
    merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : '',
    rules.length > 0 ? `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>` : '',
    '<pageMargins left="0.4" right="0.4" top="0.7" bottom="0.7" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
    page === null ? '' : `<headerFooter><oddHeader>&amp;C${page}</oddHeader><oddFooter>&amp;L${page}&amp;R&amp;P / &amp;N</oddFooter></headerFooter>`,
    '</worksheet>',
  ].join('')
}

function ruleXml({ header, hint }: PlannedColumn, index: number, firstRow: number, lastRow: number, range: string | undefined): string[] {
  if (range === undefined && hint === undefined) return []
  const name = columnName(index)
  const prompt = hint === undefined ? '' : ` showInputMessage="1" promptTitle="${escapeXml(header.slice(0, 32))}" prompt="${escapeXml(hint.slice(0, 255))}"`
  const where = `sqref="${name}${firstRow}:${name}${Math.max(rulesToRow, lastRow)}"`
  if (range === undefined) return [`<dataValidation allowBlank="1"${prompt} ${where}/>`]
  return [`<dataValidation type="list" allowBlank="1" showErrorMessage="1"${prompt} ${where}><formula1>${escapeXml(range)}</formula1></dataValidation>`]
}

function cellXml(row: number, column: number, value: CellValue, style: number): string {
  if (value === null || value === '') return ''
  const reference = `${columnName(column)}${row}`
  // A number of 16 digits or more is an identifier: as a number it would lose its end.
  if (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 1e15) return `<c r="${reference}" s="${cellStyle.number}"><v>${value}</v></c>`
  const text = escapeXml(neutralText(String(value).slice(0, longestCell)))
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
}

function widthOf({ header, widthCharacters, choices = [] }: PlannedColumn): number {
  const longest = Math.max(...[`${header} *`, ...choices].map((text) => [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0)))
  return widthCharacters ?? Math.min(widest, Math.max(narrowest, longest + 2))
}

const names: string[] = []

/** 27 → AB. */
export function columnName(column: number): string {
  return (names[column] ??= column < 26 ? String.fromCharCode(65 + column) : columnName(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26)))
}
