import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type FileCase, people } from './office-files/file-case.ts'
import { hostileWorkbooks } from './office-files/hostile-workbooks.ts'
import { otherFiles } from './office-files/other-files.ts'
import { textFiles } from './office-files/text-files.ts'
import { letters, table, workbookFile } from './office-files/workbook-file.ts'
import { workbooks } from './office-files/workbooks.ts'
import { openSheetRows } from './open-sheet-rows.ts'
import type { SheetRow } from './sheet-row.ts'
import { SpreadsheetFault } from './spreadsheet-fault.ts'

const cases: readonly FileCase[] = [...workbooks, ...textFiles, ...otherFiles, ...hostileWorkbooks]

test.each(cases.map((one) => [one.name, one] as const))('%s', async (_, { file, options, fault, details, ...expected }) => {
  const read = readAll(file(), { expected: people, ...options })
  if (fault) {
    const thrown = await read.catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(SpreadsheetFault)
    expect(thrown).toMatchObject({ code: fault, details: details ?? {} })
    return
  }
  const { sheet, rows } = await read
  if (expected.sheet !== undefined) expect(sheet.sheetName).toBe(expected.sheet)
  if (expected.encoding) expect(sheet.encoding).toBe(expected.encoding)
  if (expected.header) expect(sheet.header.cells).toEqual(expected.header)
  if (expected.columns) expect(sheet.header.columns.map(({ column }) => column)).toEqual(expected.columns)
  if (expected.rows) expect(rows.map(({ cells }) => cells)).toEqual(expected.rows)
  if (expected.rowNumbers) expect(rows.map(({ number }) => number)).toEqual(expected.rowNumbers)
  const cellFaults = rows.flatMap(({ number, faults }) => faults.map(({ column, code }) => `${letters(column)}${number} ${code}`))
  expect(cellFaults).toEqual(expected.cellFaults ?? [])
})

async function readAll(origin: string | Buffer, options: Parameters<typeof openSheetRows>[1]) {
  await using sheet = await openSheetRows(origin, options)
  const rows: SheetRow[] = []
  for await (const row of sheet.rows) rows.push(row)
  return { sheet, rows }
}

test('reads from a path, again and again, and may stop in the middle', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sheets-'))
  try {
    for (const [name, content] of [
      ['a.csv', workbookFile({ sheets: [{ data: table([['姓名'], ['张三'], ['李四']]) }] })],
      ['a.xlsx', Buffer.from('姓名\n张三\n李四\n')],
    ] as const) {
      const path = join(folder, name)
      await writeFile(path, content)
      await using sheet = await openSheetRows(path, { expected: people })
      for await (const { cells } of sheet.rows) {
        expect(cells).toEqual(['张三'])
        break
      }
      const numbers: number[] = []
      for await (const { number } of sheet.rows) numbers.push(number)
      expect(numbers).toEqual([2, 3])
    }
    await expect(openSheetRows(join(folder, 'absent.xlsx'))).rejects.toThrow('ENOENT')
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a person may choose another sheet and another header row', async () => {
  const file = workbookFile({
    sheets: [
      {
        name: '甲',
        data: table([
          ['姓名', '住址'],
          ['张三', '一'],
        ]),
      },
      {
        name: '乙',
        data: table([
          ['汇总', '表'],
          ['姓名', '电话'],
          ['李四', '1'],
        ]),
      },
    ],
  })
  const { sheet, rows } = await readAll(file, { sheetName: '乙', headerRow: 1 })
  expect(sheet.sheetNames).toEqual(['甲', '乙'])
  expect(sheet.header.cells).toEqual(['汇总', '表'])
  expect(rows.map(({ cells }) => cells[0])).toEqual(['姓名', '李四'])
  await expect(openSheetRows(file, { sheetName: '丙' })).rejects.toMatchObject({ code: 'no_rows' })
})
