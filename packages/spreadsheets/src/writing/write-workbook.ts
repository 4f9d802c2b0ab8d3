import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { escapeXml } from './neutral-text.ts'
import type { PlannedSheet } from './sheet-plan.ts'
import { type ChoiceRanges, columnName, sheetXml } from './sheet-xml.ts'
import { stylesXml } from './styles-xml.ts'

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** Dropdowns longer than 255 characters must stand in cells. */
const choiceSheetName = '下拉选项'

/** An .xlsx as a stream: rows are pulled as fast as the reader takes bytes, so memory does not grow with them. */
export function writeWorkbook(sheets: readonly PlannedSheet[]): Readable {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  zip.on('error', (error: Error) => output.destroy(error))
  const { ranges, columns } = layChoices(sheets)
  const written = columns.length > 0 ? [...sheets, choiceSheet(columns)] : sheets
  const names = sheetNames(written)
  const add = (name: string, xml: string) => zip.addBuffer(Buffer.from(declaration + xml), name)
  add('[Content_Types].xml', contentTypes(written.length))
  add('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]))
  add('xl/workbook.xml', workbookXml(names, columns.length > 0))
  add(
    'xl/_rels/workbook.xml.rels',
    relations([...written.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const), ['styles', 'styles.xml']]),
  )
  zip.addBuffer(Buffer.from(stylesXml), 'xl/styles.xml')
  for (const [index, sheet] of written.entries())
    zip.addReadStreamLazy(`xl/worksheets/sheet${index + 1}.xml`, { compressionLevel: 3 }, (give) => {
      const rows = Readable.from(sheetXml(sheet, ranges[index] ?? new Map()))
      rows.on('error', (error) => output.destroy(error))
      output.once('close', () => rows.destroy())
      give(null, rows)
    })
  zip.end()
  return output
}

/** Each list of choices gets a column of the hidden sheet. */
function layChoices(sheets: readonly PlannedSheet[]): { ranges: ChoiceRanges[]; columns: (readonly string[])[] } {
  const columns: (readonly string[])[] = []
  const ranges = sheets.map((sheet) => {
    const found = new Map<number, string>()
    for (const [index, { choices }] of sheet.columns.entries()) {
      if (!choices || choices.length === 0) continue
      const name = columnName(columns.length)
      columns.push(choices)
      found.set(index, `'${choiceSheetName}'!$${name}$1:$${name}$${choices.length}`)
    }
    return found
  })
  return { ranges, columns }
}

function choiceSheet(columns: readonly (readonly string[])[]): PlannedSheet {
  const longest = Math.max(...columns.map((choices) => choices.length))
  const [first, ...rest] = Array.from({ length: longest }, (_, row) => columns.map((choices) => choices[row] ?? null))
  return { name: choiceSheetName, columns: (first ?? []).map((choice) => ({ header: choice ?? '' })), rows: rest }
}

/** Excel refuses some signs, names above 31 characters and two of one name. */
function sheetNames(sheets: readonly PlannedSheet[]): string[] {
  const taken = new Set<string>()
  return sheets.map(({ name }) => {
    const plain =
      name
        .replace(/[\\/?*:[\]]|^'|'$/gu, ' ')
        .trim()
        .slice(0, 28) || '表'
    let unique = plain
    for (let count = 2; taken.has(unique.toLowerCase()); count += 1) unique = `${plain}${count}`
    taken.add(unique.toLowerCase())
    return unique
  })
}

function contentTypes(count: number): string {
  const sheets = Array.from({ length: count }, (_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${types}.worksheet+xml"/>`)
  return `<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${sheets.join('')}</Types>`
}

function relations(targets: readonly (readonly [string, string])[]): string {
  const items = targets.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`)
  return `<Relationships xmlns="${packaging}/relationships">${items.join('')}</Relationships>`
}

function workbookXml(names: readonly string[], lastIsHidden: boolean): string {
  const sheets = names.map(
    (name, index) =>
      `<sheet name="${escapeXml(name)}" sheetId="${index + 1}"${lastIsHidden && index === names.length - 1 ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
  )
  return `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.join('')}</sheets></workbook>`
}
