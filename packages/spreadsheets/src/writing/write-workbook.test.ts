import { read, utils } from '@e965/xlsx'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { fromBufferPromise } from 'yauzl'
import { expect, test } from 'vitest'
import { openSheetRows } from '../open-sheet-rows.ts'
import { neutralText } from './neutral-text.ts'
import { writeReturnedFile } from './returned-file.ts'
import type { PlannedSheet } from './sheet-plan.ts'
import { writeWorkbook } from './write-workbook.ts'

const sheet = (change: Partial<PlannedSheet>): PlannedSheet => ({ name: '人员', columns: [{ header: '姓名' }, { header: '身份证号' }], rows: [], ...change })

async function readBack(file: Buffer) {
  await using opened = await openSheetRows(file, { expected: [{ key: 'name', names: ['姓名'] }] })
  const rows: string[][] = []
  for await (const { cells } of opened.rows) rows.push(cells)
  return { opened, rows }
}

async function partsOf(file: Buffer): Promise<Record<string, string>> {
  const zip = await fromBufferPromise(file, { autoClose: false })
  const parts: Record<string, string> = {}
  for await (const entry of zip.eachEntry()) parts[entry.fileName] = (await buffer(await zip.openReadStreamPromise(entry))).toString()
  return parts
}

test('a template: notes, required columns, dropdowns from a hidden sheet, text format, a frozen header', async () => {
  const choices = Array.from({ length: 80 }, (_, index) => `第${index + 1}网格`)
  const columns = [
    { header: '姓名', required: true },
    { header: '身份证号', hint: '18 位, "X" 大写' },
    { header: '网格', choices },
  ]
  const file = await buffer(writeWorkbook([sheet({ columns, notes: ['请从第三行填起\n不要改动表头'] })]))
  const { opened, rows } = await readBack(file)
  expect(opened.sheetNames).toEqual(['人员'])
  expect(opened.header).toMatchObject({ cells: ['姓名 *', '身份证号', '网格'], firstRow: 2 })
  expect(rows).toEqual([])
  const parts = await partsOf(file)
  const xml = parts['xl/worksheets/sheet1.xml']
  expect(xml).toContain('<pane ySplit="2" topLeftCell="A3"')
  expect(xml).toContain(`sqref="C3:C20000"><formula1>'下拉选项'!$A$1:$A$80</formula1>`)
  expect(xml).toContain('prompt="18 位, &quot;X&quot; 大写" sqref="B3:B20000"/>')
  expect(xml).toMatch(/<col min="2" max="2" width="\d+" style="1" customWidth="1"\/>/u)
  expect(parts['xl/styles.xml']).toContain('<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>')
  const other = read(file)
  expect(other.SheetNames).toEqual(['人员', '下拉选项'])
  expect(utils.sheet_to_json(other.Sheets['下拉选项']!, { header: 1 })).toHaveLength(80)
})

test('an export: 18 digits stay, the recipient stands in the first row and on each printed page', async () => {
  const file = await buffer(
    writeWorkbook([
      sheet({
        watermark: '仅供 李主任 & 网格办 使用 2026-12-01 15:00',
        rows: [
          ['张三', '11010519491231002X'],
          ['李四', 370_203_199_001_011_260],
          [null, 5],
        ],
      }),
    ]),
  )
  const { opened, rows } = await readBack(file)
  expect(opened.header.firstRow).toBe(2)
  expect(rows).toEqual([
    ['张三', '11010519491231002X'],
    ['李四', '370203199001011260'],
    ['', '5'],
  ])
  const xml = (await partsOf(file))['xl/worksheets/sheet1.xml']
  expect(xml).toContain('<oddHeader>&amp;C仅供 李主任 &amp;&amp; 网格办 使用 2026-12-01 15:00</oddHeader>')
  expect(xml).toContain('<t xml:space="preserve">仅供 李主任 &amp; 网格办 使用 2026-12-01 15:00</t>')
})

test('the returned file: own rows, one error column at the end, also the second time', async () => {
  const rows = [
    { cells: ['张三', '1'], error: null },
    { cells: ['李四', '=1+1'], error: '身份证号少了一位' },
  ]
  const make = (onlyWithErrors: boolean, header: string[], from: readonly { cells: string[]; error: string | null }[]) =>
    buffer(writeReturnedFile({ sheetName: '人员', header, errorHeader: '错误', onlyWithErrors, rows: from }))
  expect((await readBack(await make(false, ['姓名', '身份证号'], rows))).rows).toEqual([
    ['张三', '1', ''],
    ['李四', '=1+1', '身份证号少了一位'],
  ])
  const first = await readBack(await make(true, ['姓名', '身份证号'], rows))
  expect(first.rows).toEqual([['李四', '=1+1', '身份证号少了一位']])
  const again = await readBack(
    await make(
      true,
      first.opened.header.cells,
      first.rows.map((cells) => ({ cells, error: '还是少一位' })),
    ),
  )
  expect(again.opened.header.cells).toEqual(['姓名', '身份证号', '错误'])
  expect(again.rows).toEqual([['李四', '=1+1', '还是少一位']])
})

const dangerous = [
  '=1+1',
  '+cmd',
  '-2+A1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1',
  '　=1',
  '＝1+1',
  '＋A1',
  '－A1',
  '＠SUM(A1)',
  '=HYPERLINK("http://x")',
  '\ufeff=1',
]

test.each(dangerous)('%j cannot become a formula', (text) => {
  expect(neutralText(text)).toMatch(/^'/u)
})

test.each(['-5', '+86 138-0013-8000', '－', '-', '张三', "O'Neil", '1=1', '', '-3℃'.slice(0, 2)])('%j stays as it is', (text) => {
  expect(neutralText(text)).toBe(text)
})

test('no cell of a written file is a formula, for our reader and for another one', async () => {
  const file = await buffer(
    writeWorkbook([sheet({ name: '=1', columns: [{ header: '=1+1' }], notes: ['=2'], watermark: '@x', rows: dangerous.map((text) => [text]) })]),
  )
  const other = read(file, { cellFormula: true })
  for (const written of Object.values(other.Sheets[other.SheetNames[0]!]!)) expect(written).not.toHaveProperty('f')
  expect((await partsOf(file))['xl/worksheets/sheet1.xml']).not.toContain('<f>')
})

test('any text comes back as it was written, less what no spreadsheet can hold', async () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.constantFrom(...dangerous, '_x000D_', '<&>"', ']]>', '𬭎䶮㛃', '&amp;', 'a\nb'))
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        text.filter((one) => one.trim() !== '' && !/^['"=\t]|^\s|\d[eE]/u.test(one)),
        { minLength: 1, maxLength: 20 },
      ),
      async (texts) => {
        const { rows } = await readBack(await buffer(writeWorkbook([sheet({ columns: [{ header: '姓名' }], rows: texts.map((one) => [one]) })])))
        expect(rows.map(([cell]) => cell)).toEqual(texts.map((one) => one.replace(/\r\n?/gu, '\n').replace(/[\ufeff\uffff\u007f]/gu, '')))
      },
    ),
    { numRuns: 50 },
  )
})

test('a failing source of rows fails the file instead of cutting it short', async () => {
  async function* rows() {
    yield ['张三']
    await Promise.resolve()
    throw new Error('database went away')
  }
  await expect(buffer(writeWorkbook([sheet({ rows: rows() })]))).rejects.toThrow('database went away')
})

test('sheet names Excel would refuse', async () => {
  const names = ['a/b:c', 'A b c', '', '一'.repeat(40), '一'.repeat(40)]
  const file = read(await buffer(writeWorkbook(names.map((name) => sheet({ name })))))
  expect(file.SheetNames).toEqual(['a b c', 'A b c2', '表', '一'.repeat(28), `${'一'.repeat(28)}2`])
})
