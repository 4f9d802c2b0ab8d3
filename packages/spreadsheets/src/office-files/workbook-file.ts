import { type ZipPart, zipArchive } from './zip-archive.ts'

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export interface MadeSheet {
  name?: string
  state?: 'hidden' | 'veryHidden'
  /** `<row>` elements; see `row`. */
  data: string
  /** What stands behind `sheetData`. */
  after?: string
}

export interface MadeWorkbook {
  sheets: MadeSheet[]
  /** `<si>` elements. */
  strings?: string
  /** Format codes of styles 1, 2, …; a number is a built-in id. */
  formats?: (string | number)[]
  from1904?: boolean
  extraParts?: ZipPart[]
  /** Last word before packing. */
  change?: (parts: ZipPart[]) => ZipPart[]
}

/** Cells as strings of XML; a plain string becomes an inline text. */
export function row(number: number, cells: readonly (string | null)[]): string {
  const made = cells.map((cell, index) => {
    if (cell === null) return ''
    const place = `r="${letters(index)}${number}"`
    return cell.startsWith('<c') ? cell.replace('<c', `<c ${place}`) : `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
  })
  return `<row r="${number}">${made.join('')}</row>`
}

export const numberCell = (value: string, style = 0) => `<c s="${style}"><v>${value}</v></c>`

export function table(rows: readonly (readonly (string | null)[])[], firstRow = 1): string {
  return rows.map((cells, index) => row(firstRow + index, cells)).join('')
}

export function letters(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26))
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

export function workbookFile({ sheets, strings, formats = [], from1904, extraParts = [], change = (parts) => parts }: MadeWorkbook): Buffer {
  const own = formats
    .map((code, index) => (typeof code === 'string' ? `<numFmt numFmtId="${164 + index}" formatCode="${escaped(code).replaceAll('"', '&quot;')}"/>` : ''))
    .join('')
  const parts: ZipPart[] = [
    { name: '[Content_Types].xml', data: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' },
    { name: '_rels/.rels', data: relations([['officeDocument', 'xl/workbook.xml']]) },
    {
      name: 'xl/workbook.xml',
      data: `<?xml version="1.0"?><workbook xmlns:r="${office}"><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${sheets
        .map(
          ({ name, state }, index) =>
            `<sheet name="${name ?? `Sheet${index + 1}`}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="rId${index + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: relations([
        ...sheets.map((_, index): [string, string] => ['worksheet', `worksheets/sheet${index + 1}.xml`]),
        ['sharedStrings', 'sharedStrings.xml'],
        ['styles', '/xl/styles.xml'],
      ]),
    },
    { name: 'xl/sharedStrings.xml', data: `<sst>${strings ?? ''}</sst>` },
    {
      name: 'xl/styles.xml',
      data: `<styleSheet><numFmts>${own}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
        .map((code, index) => `<xf numFmtId="${typeof code === 'number' ? code : 164 + index}"/>`)
        .join('')}</cellXfs></styleSheet>`,
    },
    ...sheets.map(({ data, after }, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      data: `<?xml version="1.0"?><worksheet><sheetData>${data}</sheetData>${after ?? ''}</worksheet>`,
    })),
    ...extraParts,
  ]
  return zipArchive(change(parts))
}

function relations(targets: [string, string][]): string {
  return `<Relationships>${targets.map(([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`).join('')}</Relationships>`
}

export function merges(...references: string[]): string {
  return `<mergeCells count="${references.length}">${references.map((reference) => `<mergeCell ref="${reference}"/>`).join('')}</mergeCells>`
}
