import type { ExportKind, ExportMove, ExportState } from '@ejia/contract/exports.ts'
import type { Language } from '@ejia/contract/shapes.ts'

type Words<K extends string> = Record<K, Record<Language, string>>

export const exportKindWords: Words<ExportKind> = {
  people: { zh: '人员', en: 'People' },
  enterprises: { zh: '企业', en: 'Enterprises' },
  resources: { zh: '资源', en: 'Resources' },
}
export const exportStateWords: Words<ExportState> = {
  asked: { zh: '待批准', en: 'To be approved' },
  approved: { zh: '正在生成', en: 'Being made' },
  ready: { zh: '可下载一次', en: 'Ready, once' },
  taken: { zh: '已下载，已销毁', en: 'Taken, destroyed' },
  expired: { zh: '已过期，已销毁', en: 'Expired, destroyed' },
  declined: { zh: '未批准', en: 'Declined' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
}
export const exportMoveWords: Words<ExportMove | 'take'> = {
  approve: { zh: '批准导出', en: 'Approve' },
  decline: { zh: '不批准', en: 'Decline' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  take: { zh: '下载（仅一次）', en: 'Download (once)' },
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
