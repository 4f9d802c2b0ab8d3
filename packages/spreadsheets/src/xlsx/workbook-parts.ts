import { posix } from 'node:path'
import { SpreadsheetFault } from '../spreadsheet-fault.ts'
import { attribute, scanXml, XmlScanner } from './xml-scanner.ts'
import type { ZipParts } from './zip-parts.ts'

export interface WorkbookParts {
  sheets: { name: string; hidden: boolean; part: string }[]
  sharedStrings: string | null
  styles: string | null
  /** Serials count from 1904: files from old Macs. */
  from1904: boolean
}

interface Relation {
  id: string
  type: string
  target: string
}

/** Reads which part is which. Relations to the outside are dropped: nothing is ever fetched. */
export async function readWorkbookParts(zip: ZipParts): Promise<WorkbookParts> {
  const root = await readRelations(zip, '')
  const workbookPart = root.find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  const workbook = await zip.read(workbookPart)
  if (!workbook) throw new SpreadsheetFault('damaged', { reason: 'no workbook' })
  const relations = await readRelations(zip, workbookPart)
  const parts: WorkbookParts = {
    sheets: [],
    sharedStrings: relations.find(({ type }) => type === 'sharedStrings')?.target ?? null,
    styles: relations.find(({ type }) => type === 'styles')?.target ?? null,
    from1904: false,
  }
  scanXml(workbook, {
    open: (name, attributes) => {
      if (name === 'workbookPr') parts.from1904 = /^(?:1|true)$/u.test(attribute(attributes, 'date1904') ?? '')
      if (name !== 'sheet') return
      const relation = relations.find(({ id }) => id === attribute(attributes, 'id'))
      // Chart sheets and old macro sheets have other types: they hold no rows.
      if (relation?.type !== 'worksheet' || !zip.names.has(relation.target.toLowerCase())) return
      const state = attribute(attributes, 'state')
      parts.sheets.push({ name: attribute(attributes, 'name') ?? '', hidden: state === 'hidden' || state === 'veryHidden', part: relation.target })
    },
    text: () => {},
    close: () => {},
  })
  if (parts.sheets.length === 0) throw new SpreadsheetFault('damaged', { reason: 'no worksheet' })
  return parts
}

async function readRelations(zip: ZipParts, part: string): Promise<Relation[]> {
  const folder = posix.dirname(part)
  const relationsPart = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  const xml = await zip.read(relationsPart)
  const relations: Relation[] = []
  if (!xml) return relations
  scanXml(xml, {
    open: (name, attributes) => {
      if (name !== 'Relationship' || attribute(attributes, 'TargetMode')?.toLowerCase() === 'external') return
      const target = attribute(attributes, 'Target') ?? ''
      relations.push({
        id: attribute(attributes, 'Id') ?? '',
        type: (attribute(attributes, 'Type') ?? '').replace(/^.*\//u, ''),
        target: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
      })
    },
    text: () => {},
    close: () => {},
  })
  return relations
}

/** Rich text joined; the reading aids of East Asian text (`rPh`) left out. */
export async function readSharedStrings(zip: ZipParts, part: string | null): Promise<string[]> {
  const strings: string[] = []
  if (part === null || !zip.names.has(part.toLowerCase())) return strings
  let [current, inText, inReading] = ['', false, false]
  const scanner = new XmlScanner({
    open: (name) => {
      if (name === 'si') current = ''
      else if (name === 't') inText = true
      else if (name === 'rPh') inReading = true
    },
    text: (text) => {
      if (inText && !inReading) current += text
    },
    close: (name) => {
      if (name === 'si') strings.push(unescapeOffice(current))
      else if (name === 't') inText = false
      else if (name === 'rPh') inReading = false
    },
  })
  for await (const chunk of zip.streamHeld(part)) scanner.push(chunk)
  scanner.end()
  return strings
}

/** Office writes a character XML cannot hold as _x000D_. */
export function unescapeOffice(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9a-f]{4})_/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text
}
