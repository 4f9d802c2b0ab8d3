import { importFields, type ImportField, type ImportKind } from '@ejia/contract/imports.ts'
import type { Language } from '@ejia/contract/shapes.ts'
import { importFieldWords, importKindWords } from '@ejia/dictionary/import-words.ts'
import { enterpriseKindWords, enterpriseSizeWords, relationWords } from '@ejia/dictionary/registry-words.ts'

type Words = Record<Language, string>
type Column = { widthCharacters: number; required?: true; hint?: string; choices?: (language: Language) => string[] }

const yesOrNo = () => ['是', '否']
const choicesOf = (words: Record<string, Words>) => (language: Language) => Object.values(words).map((word) => word[language])

const columns: Record<ImportField, Column> = {
  name: { required: true, widthCharacters: 14 },
  address: { required: true, widthCharacters: 36 },
  phone: { widthCharacters: 16 },
  idNumber: { widthCharacters: 22 },
  sex: { widthCharacters: 8, choices: () => ['男', '女'] },
  birthDate: { widthCharacters: 14, hint: '1956-03-08' },
  relation: { widthCharacters: 16, choices: choicesOf(relationWords) },
  contactPerson: { widthCharacters: 12, choices: yesOrNo },
  enterpriseName: { required: true, widthCharacters: 30 },
  businessAddress: { required: true, widthCharacters: 36 },
  creditCode: { widthCharacters: 24, hint: '91350100M000100Y43' },
  enterpriseKind: { widthCharacters: 14, choices: choicesOf(enterpriseKindWords) },
  industry: { required: true, widthCharacters: 16 },
  size: { widthCharacters: 10, choices: choicesOf(enterpriseSizeWords) },
  contactName: { widthCharacters: 14 },
  contactPhone: { widthCharacters: 16 },
  enterpriseGrid: { widthCharacters: 22 },
}

const notes: Record<ImportKind, Words[]> = {
  people: [
    {
      zh: '一行一个人。姓名和住址必填，其他不知道就空着；不要合并单元格。',
      en: 'One person a row. Name and address are needed; leave out what is not known; do not merge cells.',
    },
    {
      zh: '住址写到门牌，例如：安居里1号楼 2单元 301。证件号可以不填。',
      en: 'Write the address to the door, e.g. 安居里1号楼 2单元 301. The ID may be left out.',
    },
  ],
  enterprises: [
    {
      zh: '一行一家。名称、经营地址必填；新登记的还要行业。有统一社会信用代码就填：同一个代码是更新，不会重复登记。',
      en: 'One a row. Name and address are needed, and the industry of a new one. Give the credit code if there is one: the same code updates the entry and never makes a second.',
    },
    {
      zh: '没有代码的填类型。地址写到楼，例如：安居里1号楼一层；不在楼里的（路边摊位等）请填所在网格。信用代码这一列请先设成文本。',
      en: 'Without a code, give the kind. Write the address to the building, e.g. 安居里1号楼一层; where there is no building, give the grid. Make the code column text first.',
    },
  ],
}

/** An empty sheet with the columns as the import looks for them. */
export function templateSheet(kind: ImportKind, language: Language) {
  return {
    name: importKindWords[kind][language],
    notes: notes[kind].map((note) => note[language]),
    columns: importFields[kind].map((field) => {
      const { choices, ...column } = columns[field]
      return { header: importFieldWords[field][language], ...column, ...(choices && { choices: choices(language) }) }
    }),
    rows: [],
  }
}
