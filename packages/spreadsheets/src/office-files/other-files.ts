import { CFB, utils, type WorkBook, write } from '@e965/xlsx'
import iconv from 'iconv-lite'
import type { FileCase } from './file-case.ts'
import { zipArchive } from './zip-archive.ts'

function xls(fill: (book: WorkBook) => void, bookType: 'biff8' | 'biff5' = 'biff8'): Buffer {
  const book = utils.book_new()
  fill(book)
  return write(book, { type: 'buffer', bookType }) as Buffer
}

function ole(streams: Record<string, Buffer>): Buffer {
  const container = CFB.utils.cfb_new()
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(container, name, content)
  return Buffer.from(CFB.write(container, { type: 'buffer' }) as Uint8Array)
}

/** One sheet of an .xls: texts and numbers, dates with their format. */
function plainXls(bookType: 'biff8' | 'biff5' = 'biff8'): Buffer {
  return xls((book) => {
    const sheet = utils.aoa_to_sheet([
      ['幸福社区'],
      ['姓名', '身份证号', '出生日期'],
      ['张三', '11010519491231002X', 43_924],
      ['李四', 370_203_199_001_011_260, ''],
      ['王五', '', ''],
    ])
    Object.assign(sheet['C3'] as object, { z: 'yyyy/m/d' })
    sheet['B5'] = { t: 'e', v: 42 }
    utils.book_append_sheet(book, sheet, '人员')
    utils.book_append_sheet(book, utils.aoa_to_sheet([['姓名', '身份证号', '出生日期', '住址']]), '旧表')
    book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
  }, bookType)
}

/** The first records of an encrypted .xls: BOF, then FILEPASS (RC4). */
function lockedXls(): Buffer {
  const bof = Buffer.from('0908100000060500bb0dcc0700000000', 'hex')
  const filePass = Buffer.concat([Buffer.from('2f003600010001000100', 'hex'), Buffer.alloc(48, 7)])
  return ole({ '/Workbook': Buffer.concat([bof, Buffer.from('00000000', 'hex'), filePass, Buffer.from('0a000000', 'hex')]) })
}

const xlsRows = [
  ['张三', '11010519491231002X', '2020-04-03'],
  ['李四', '370203199001011260', ''],
  ['王五', '#N/A', ''],
]

export const otherFiles: readonly FileCase[] = [
  {
    name: '.xls with a hidden sheet that would fit better',
    file: plainXls,
    sheet: '人员',
    header: ['姓名', '身份证号', '出生日期'],
    rows: xlsRows,
    rowNumbers: [3, 4, 5],
    cellFaults: ['B4 lost_digits', 'B5 error_value'],
  },
  {
    name: '.et of WPS: the records of .xls and a stream of its own',
    file: () => {
      const parsed = CFB.read(plainXls(), { type: 'buffer' })
      CFB.utils.cfb_add(parsed, '/ETExtData', Buffer.from('WPS'))
      return Buffer.from(CFB.write(parsed, { type: 'buffer' }) as Uint8Array)
    },
    sheet: '人员',
    rows: xlsRows,
    cellFaults: ['B4 lost_digits', 'B5 error_value'],
  },
  { name: '.xls cut off in the middle', file: () => plainXls().subarray(0, 1500), fault: 'damaged' },
  { name: '.xls with a password', file: lockedXls, fault: 'password_protected' },
  {
    name: '.xlsx with a password',
    file: () => ole({ '/EncryptionInfo': Buffer.alloc(200), '/EncryptedPackage': Buffer.alloc(5000) }),
    fault: 'password_protected',
  },
  { name: '.wps or .doc', file: () => ole({ '/WordDocument': Buffer.alloc(5000) }), fault: 'not_a_spreadsheet', details: { looksLike: 'document' } },
  { name: 'another OLE file', file: () => ole({ '/Something': Buffer.alloc(5000) }), fault: 'not_a_spreadsheet' },
  { name: 'an OLE head and nothing behind it', file: () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), fault: 'damaged' },
  {
    name: 'a web page named .xls',
    file: () =>
      iconv.encode('\r\n<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta charset=gb2312><table><tr><td>姓名</td></tr></table></html>', 'gbk'),
    fault: 'not_a_spreadsheet',
    details: { looksLike: 'web_page' },
  },
  {
    name: 'a table of XML 2003',
    file: () => Buffer.from('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
    fault: 'unsupported_format',
    details: { format: 'xml' },
  },
  { name: 'an empty file', file: () => Buffer.alloc(0), fault: 'empty_file' },
  { name: 'a file of spaces', file: () => Buffer.from(' \r\n \r\n'), fault: 'no_rows' },
  {
    name: 'a picture named .xlsx',
    file: () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    fault: 'not_a_spreadsheet',
    details: { looksLike: 'image' },
  },
  { name: 'a PDF named .xls', file: () => Buffer.from('%PDF-1.7\n'), fault: 'not_a_spreadsheet', details: { looksLike: 'pdf' } },
  { name: 'a RAR archive', file: () => Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'), fault: 'not_a_spreadsheet', details: { looksLike: 'archive' } },
  { name: 'a zip of pictures', file: () => zipArchive([{ name: 'a.png', data: 'x' }]), fault: 'not_a_spreadsheet', details: { looksLike: 'archive' } },
  {
    name: 'a .docx',
    file: () =>
      zipArchive([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'word/document.xml', data: '<d/>' },
      ]),
    fault: 'not_a_spreadsheet',
    details: { looksLike: 'document' },
  },
  {
    name: 'an .ods',
    file: () =>
      zipArchive([
        { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' },
        { name: 'content.xml', data: '<d/>' },
      ]),
    fault: 'unsupported_format',
    details: { format: 'ods' },
  },
  {
    name: 'an .xlsb',
    file: () =>
      zipArchive([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'xl/workbook.bin', data: 'x' },
      ]),
    fault: 'unsupported_format',
    details: { format: 'xlsb' },
  },
  {
    name: 'an .xls of 1995, in GBK',
    file: () =>
      xls(
        (book) =>
          utils.book_append_sheet(
            book,
            utils.aoa_to_sheet([
              ['name', 'phone'],
              ['Zhang', '138'],
            ]),
            'Sheet1',
          ),
        'biff5',
      ),
    options: { expected: [{ key: 'name', names: ['name'] }] },
    rows: [['Zhang', '138']],
  },
  {
    name: 'noise',
    file: () => Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 7919 + (index >> 3)) % 251)),
    fault: 'not_a_spreadsheet',
    details: { looksLike: 'binary' },
  },
]
