import type { RetentionEntry } from '@ejia/contract/retention.ts'
import type { Language } from '@ejia/contract/shapes.ts'

/** Each with the moment its days are counted from. */
export const retentionEntryWords: Record<RetentionEntry, Record<Language, string>> = {
  personRecord: { zh: '人员记录（移出后）', en: 'Records of people (after they left)' },
  partyMembership: { zh: '党员信息（移出后）', en: 'Party membership (after they left)' },
  care: { zh: '关爱记录（结束后）', en: 'Care (after its end)' },
  enterpriseContact: { zh: '企业联系人（企业注销后）', en: 'Contacts of enterprises (after their end)' },
  resourceOffer: { zh: '资源信息（停止提供后）', en: 'Offers (after their end)' },
  requestLink: { zh: '与诉求的关联（移出后）', en: 'Links to requests (after they left)' },
  history: { zh: '历史值（移出后）', en: 'Old values (after they left)' },
  needWords: { zh: '需求池里的原话（说出后）', en: 'Words in need pools (after they were said)' },
  promiseWords: { zh: '答应居民的话（办结后）', en: 'Words of promises (after their end)' },
  lookedAt: { zh: '查看记录（查看后）', en: 'Who looked (after the look)' },
  dataAsk: { zh: '居民申请（答复后）', en: 'Asks about own data (after the answer)' },
  importedFile: { zh: '导入的表格（上传后）', en: 'Imported files (after the upload)' },
  writtenAddress: { zh: '待确认的手写地址（登记后）', en: 'Written addresses not settled (after the writing)' },
  exportFile: { zh: '没下载的导出文件（生成后）', en: 'Exported files not taken (after they were made)' },
  exportRecord: { zh: '导出记录（申请后）', en: 'Records of exports (after the asking)' },
  deliveryAddress: { zh: '工作人员的接收地址（卸任后）', en: 'Addresses of staff for messages (after their last post)' },
  ownAccount: { zh: '本人账号的关联（移出后）', en: 'Link to the own account (after they left)' },
}
