import { buffer } from 'node:stream/consumers'
import { citizenIdCheckCharacter } from '@ejia/check-digits/citizen-id.ts'
import { writeWorkbook } from '@ejia/spreadsheets/writing/write-workbook.ts'
import { fictionalNames } from './load-people.ts'

const header = ['姓名', '住址', '联系电话', '身份证号', '性别', '出生日期', '与联系人关系', '家庭联系人']

/** A list of people as an office keeps it; every 33rd row has one of the usual faults. */
export function peopleRows(doors: readonly string[], count: number): string[][] {
  return [...fictionalNames(count)].map((name, index) => {
    const birth = new Date(Date.UTC(1935, 0, 1) + ((index * 37) % 27_000) * 86_400_000).toISOString().slice(0, 10)
    const order = String((Math.floor(index / 27_000) * 7 + index) % 1000).padStart(3, '0')
    const first17 = `1101${String((index % 9) + 1).padStart(2, '0')}${birth.replaceAll('-', '')}${order}`
    const id = first17 + citizenIdCheckCharacter(first17)
    const phone = `139${String(10_000_000 + index)}`
    const row = [
      name,
      doors[Math.floor(index / 3) % doors.length]!,
      phone,
      id,
      Number(order) % 2 === 1 ? '男' : '女',
      birth,
      index % 3 === 0 ? '本人' : '配偶',
      index % 3 === 0 ? '是' : '否',
    ]
    return index % 33 === 32 ? faulty(row, Math.floor(index / 33)) : row
  })
}

function faulty(row: string[], kind: number): string[] {
  const [column, value] = (
    [
      [3, `${row[3]!.slice(0, 17)}${row[3]!.endsWith('X') ? '0' : 'X'}`],
      [1, '没有的地方9号楼 101'],
      [2, '1390001'],
      [0, ''],
      [4, '不明'],
    ] as const
  )[kind % 5]!
  return row.with(column, value)
}

export function peopleFile(rows: readonly string[][]): Promise<Buffer> {
  return buffer(writeWorkbook([{ name: '人员', columns: header.map((title) => ({ header: title })), rows }]))
}
