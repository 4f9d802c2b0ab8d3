import { expect, test } from 'vitest'
import { foldColumnName, guessColumns } from './guess-columns.ts'
import { people } from './office-files/file-case.ts'

test.each([
  ['姓 名', '姓名'],
  ['*姓名', '姓名'],
  ['姓名（必填）', '姓名'],
  ['姓名(必填项)*', '姓名'],
  ['【选填】姓名：', '姓名'],
  ['姓名 *', '姓名'],
  ['身份证号（18位）', '身份证号18位'],
  ['出生日期(格式2020-01-01)', '出生日期'],
  ['出生日期（如：1990.1.1）', '出生日期'],
  ['ＩＤ号', 'id号'],
  ['Phone No.', 'phoneno'],
])('%s folds to %s', (written, folded) => {
  expect(foldColumnName(written)).toBe(folded)
})

const columnsOf = (header: string[]) => Object.fromEntries(guessColumns(header, people).map(({ key, column }) => [key, column]))

test('the very name wins over a name it is part of', () => {
  expect(columnsOf(['监护人姓名', '姓名', '监护人手机', '手机'])).toMatchObject({ name: 1, phone: 3 })
})

test('a column is given once, and says how sure the guess is', () => {
  const guessed = guessColumns(['联系电话', '备注'], people)
  expect(guessed.find(({ key }) => key === 'phone')).toEqual({ key: 'phone', column: 0, confidence: 1 })
  expect(guessed.find(({ key }) => key === 'name')).toEqual({ key: 'name', column: null, confidence: 0 })
  const unsure = guessColumns(['联系电话号码'], people).find(({ key }) => key === 'phone')
  expect(unsure?.column).toBe(0)
  expect(unsure?.confidence).toBeLessThan(0.8)
})

test('blank and unknown cells fit nothing', () => {
  expect(columnsOf(['', '  ', '*', '序号', '号'])).toEqual({ name: null, idNumber: null, phone: null, address: null, birthDate: null })
})
