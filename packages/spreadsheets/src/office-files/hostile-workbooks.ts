import type { FileCase } from './file-case.ts'
import { row, table, workbookFile } from './workbook-file.ts'
import { zipArchive, type ZipPart } from './zip-archive.ts'

const head = ['姓名', '住址']
const data = table([head, ['张三', '一']])
const ordinary = () => workbookFile({ sheets: [{ data }] })

/** An ordinary workbook with one part replaced. */
function withPart(end: string, change: (part: ZipPart) => ZipPart): Buffer {
  return workbookFile({ sheets: [{ data }], change: (parts) => parts.map((part) => (part.name.endsWith(end) ? change(part) : part)) })
}

const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
const xxe = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'

/** What somebody makes to hurt the server, and what arrives broken. */
export const hostileWorkbooks: readonly FileCase[] = [
  {
    name: 'a zip bomb in the shared strings',
    file: () => withPart('sharedStrings.xml', (part) => ({ ...part, data: Buffer.alloc(40 * 1024 * 1024, 32) })),
    fault: 'unpacks_too_large',
  },
  {
    name: 'a zip bomb in the sheet',
    file: () => withPart('sheet1.xml', (part) => ({ ...part, data: Buffer.alloc(40 * 1024 * 1024, 32) })),
    fault: 'unpacks_too_large',
  },
  {
    name: 'a part that says it is small',
    file: () => withPart('sharedStrings.xml', (part) => ({ ...part, data: Buffer.alloc(1_000_000, 32), declaredBytes: 10 })),
    fault: 'damaged',
  },
  {
    name: 'entity bomb in the sheet',
    file: () =>
      withPart('sheet1.xml', (part) => ({ ...part, data: `${bomb}<worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>` })),
    fault: 'unsafe_content',
  },
  {
    name: 'XXE in the shared strings',
    file: () => withPart('sharedStrings.xml', (part) => ({ ...part, data: `${xxe}<sst><si><t>&f;</t></si></sst>` })),
    fault: 'unsafe_content',
  },
  { name: 'XXE in the workbook', file: () => withPart('workbook.xml', (part) => ({ ...part, data: xxe + String(part.data) })), fault: 'unsafe_content' },
  {
    name: 'path traversal in the archive',
    file: () => workbookFile({ sheets: [{ data }], extraParts: [{ name: '../../etc/cron.d/x', data: 'x' }] }),
    fault: 'unsafe_content',
  },
  {
    name: 'an absolute path in the archive',
    file: () => workbookFile({ sheets: [{ data }], extraParts: [{ name: '/etc/x', data: 'x' }] }),
    fault: 'unsafe_content',
  },
  {
    name: 'two parts of one name',
    file: () => workbookFile({ sheets: [{ data }], extraParts: [{ name: 'xl/Workbook.xml', data: '<workbook/>' }] }),
    fault: 'unsafe_content',
  },
  { name: 'endless nesting', file: () => withPart('sheet1.xml', (part) => ({ ...part, data: '<a>'.repeat(100_000) })), fault: 'unsafe_content' },
  {
    name: 'a tag of many megabytes',
    file: () => withPart('sheet1.xml', (part) => ({ ...part, data: `<worksheet x="${'abcdefghij'.repeat(1_000_000)}` })),
    fault: 'unsafe_content',
  },
  {
    name: 'thousands of parts',
    file: () => zipArchive(Array.from({ length: 6000 }, (_, index) => ({ name: `${index}`, data: '' }))),
    fault: 'unpacks_too_large',
  },
  { name: 'too many sheets', file: () => workbookFile({ sheets: Array.from({ length: 101 }, () => ({ data })) }), fault: 'too_many_sheets' },
  {
    name: 'too many rows',
    file: () => workbookFile({ sheets: [{ data: table([head, ...Array.from({ length: 30 }, () => ['张三', '一'])]) }] }),
    options: { limits: { rows: 20 } },
    fault: 'too_many_rows',
  },
  {
    name: 'too many columns with text',
    file: () =>
      workbookFile({
        sheets: [
          {
            data:
              row(1, head) +
              row(
                2,
                Array.from({ length: 300 }, () => 'x'),
              ),
          },
        ],
      }),
    fault: 'too_many_columns',
  },
  {
    name: 'a cell longer than allowed',
    file: () => workbookFile({ sheets: [{ data: table([head, ['张三', 'x'.repeat(5000)]]) }] }),
    rows: [['张三', 'x'.repeat(4000)]],
    cellFaults: ['B2 too_long'],
  },
  { name: 'a file larger than allowed', file: ordinary, options: { limits: { fileBytes: 100 } }, fault: 'too_large' },
  { name: 'a zip cut off at the end', file: () => ordinary().subarray(0, -40), fault: 'damaged' },
  { name: 'a zip cut off in the middle', file: () => ordinary().subarray(0, 300), fault: 'damaged' },
  {
    name: 'a zip with flipped bytes',
    file: () => {
      const file = ordinary()
      file.fill(0x5a, 200, 400)
      return file
    },
    fault: 'damaged',
  },
  { name: 'a wrong checksum', file: () => withPart('sheet1.xml', (part) => ({ ...part, wrongChecksum: true })), fault: 'damaged' },
  { name: 'a sheet whose XML stops', file: () => withPart('sheet1.xml', (part) => ({ ...part, data: String(part.data).slice(0, -40) })), fault: 'damaged' },
  { name: 'no workbook part', file: () => withPart('xl/workbook.xml', (part) => ({ ...part, name: 'xl/other.xml' })), fault: 'damaged' },
  { name: 'no worksheet', file: () => workbookFile({ sheets: [] }), fault: 'damaged' },
  { name: 'only hidden sheets', file: () => workbookFile({ sheets: [{ state: 'hidden', data }] }), fault: 'no_rows' },
  { name: 'an empty sheet', file: () => workbookFile({ sheets: [{ data: '' }] }), fault: 'no_rows' },
  {
    name: 'a row number out of the world',
    file: () => workbookFile({ sheets: [{ data: `${data}<row r="99999999999"><c><v>1</v></c></row>` }] }),
    fault: 'damaged',
  },
  {
    name: 'a cell reference out of the world',
    file: () => workbookFile({ sheets: [{ data: `${data}<row r="3"><c r="ZZZZ3"><v>1</v></c></row>` }] }),
    fault: 'damaged',
  },
  {
    name: 'names that reach a prototype',
    file: () =>
      workbookFile({
        sheets: [
          {
            name: '__proto__',
            data: table([
              ['__proto__', 'constructor'],
              ['{}', '1'],
            ]),
          },
        ],
      }),
    sheet: '__proto__',
    header: ['__proto__', 'constructor'],
    rows: [['{}', '1']],
  },
]
