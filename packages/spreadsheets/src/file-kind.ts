import type { FileBytes } from './file-bytes.ts'
import { SpreadsheetFault } from './spreadsheet-fault.ts'

/** What a refused file looks like, so that a person is told "this is a picture". */
type Likeness = 'image' | 'pdf' | 'web_page' | 'document' | 'presentation' | 'archive' | 'program' | 'binary'

const magics: readonly [number[], Likeness][] = [
  [[0x89, 0x50, 0x4e, 0x47], 'image'],
  [[0xff, 0xd8, 0xff], 'image'],
  [[0x47, 0x49, 0x46, 0x38], 'image'],
  [[0x52, 0x49, 0x46, 0x46], 'image'],
  [[0x49, 0x49, 0x2a, 0x00], 'image'],
  [[0x4d, 0x4d, 0x00, 0x2a], 'image'],
  [[0x25, 0x50, 0x44, 0x46], 'pdf'],
  [[0x52, 0x61, 0x72, 0x21], 'archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'archive'],
  [[0x1f, 0x8b], 'archive'],
  [[0x7f, 0x45, 0x4c, 0x46], 'program'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'document'],
]
const oleMagic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/** By content: names lie. Throws what cannot be a spreadsheet. */
export async function detectContainer(file: FileBytes): Promise<'zip' | 'ole' | 'text'> {
  const head = await file.slice(0, 4096)
  if (head.length === 0) throw new SpreadsheetFault('empty_file')
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06])) return 'zip'
  if (startsWith(head, oleMagic)) return 'ole'
  const likeness = magics.find(([magic]) => startsWith(head, magic))?.[1]
  if (likeness) throw new SpreadsheetFault('not_a_spreadsheet', { looksLike: likeness })
  // BIFF 2–5 without a container: Excel before 1995.
  if (head[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(head[1] ?? -1) && head[3] === 0x00)
    throw new SpreadsheetFault('unsupported_format', { format: 'xls before 1997' })
  const text = head
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/u, '')
    .trimStart()
    .toLowerCase()
  if (/^(?:<!doctype html|<html|<head|<body|<table|<meta|<script|<style|<div)/u.test(text))
    throw new SpreadsheetFault('not_a_spreadsheet', { looksLike: 'web_page' })
  if (text.startsWith('<?xml')) {
    if (text.includes('excel.sheet') || text.includes('office:spreadsheet')) throw new SpreadsheetFault('unsupported_format', { format: 'xml' })
    throw new SpreadsheetFault('not_a_spreadsheet', { looksLike: text.includes('<html') ? 'web_page' : 'document' })
  }
  if (text.startsWith('mime-version:')) throw new SpreadsheetFault('not_a_spreadsheet', { looksLike: 'web_page' })
  return 'text'
}

function startsWith(head: Buffer, magic: readonly number[]): boolean {
  return magic.every((byte, index) => head[index] === byte)
}

/** What a zip holds, by the names in it. `xlsx` covers .xlsm and templates: macros are never looked at. */
export function requireWorkbookNames(names: ReadonlySet<string>): void {
  const lower = new Set([...names].map((name) => name.toLowerCase()))
  if (lower.has('xl/workbook.bin')) throw new SpreadsheetFault('unsupported_format', { format: 'xlsb' })
  if (lower.has('[content_types].xml') && [...lower].some((name) => name.endsWith('workbook.xml'))) return
  if ([...lower].some((name) => name.startsWith('word/'))) throw new SpreadsheetFault('not_a_spreadsheet', { looksLike: 'document' })
  if ([...lower].some((name) => name.startsWith('ppt/'))) throw new SpreadsheetFault('not_a_spreadsheet', { looksLike: 'presentation' })
  if (lower.has('content.xml') && lower.has('mimetype')) throw new SpreadsheetFault('unsupported_format', { format: 'ods' })
  if (lower.has('[content_types].xml') || [...lower].some((name) => name.startsWith('xl/'))) throw new SpreadsheetFault('damaged', { reason: 'no workbook' })
  throw new SpreadsheetFault('not_a_spreadsheet', { looksLike: 'archive' })
}
