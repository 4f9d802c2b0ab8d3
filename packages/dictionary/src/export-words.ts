import type { ExportKind } from '@ejia/contract/exports.ts'
import type { Language } from '@ejia/contract/shapes.ts'

type Words<K extends string> = Record<K, Record<Language, string>>

export const exportKindWords: Words<ExportKind> = {
  people: { zh: '人员', en: 'People' },
  enterprises: { zh: '企业', en: 'Enterprises' },
  resources: { zh: '资源', en: 'Resources' },
}
/** Columns and the line at the top of the file itself. */
export const exportColumnWords = {
  grid: { zh: '网格', en: 'Grid' },
  yes: { zh: '是', en: 'Yes' },
  enterprise: { zh: '名称', en: 'Name' },
  enterpriseKind: { zh: '类型', en: 'Kind' },
  creditCode: { zh: '统一社会信用代码', en: 'Credit code' },
  industry: { zh: '行业', en: 'Industry' },
  size: { zh: '规模', en: 'Size' },
  address: { zh: '地址', en: 'Address' },
  contact: { zh: '联系人', en: 'Contact' },
  phone: { zh: '电话', en: 'Phone' },
  resource: { zh: '内容', en: 'What' },
  resourceKind: { zh: '类别', en: 'Kind' },
  offeredUntil: { zh: '提供到', en: 'Offered until' },
  watermark: {
    zh: '仅供 {recipient} 用于{purpose}，不得转发 · 导出号 {number} · {time} · 导出人 {asker}',
    en: 'For {recipient} only, for {purpose}; do not pass on · export {number} · {time} · by {asker}',
  },
} satisfies Words<string>
