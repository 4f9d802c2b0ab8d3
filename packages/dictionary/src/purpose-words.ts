import type { EndingMove, EndingState } from '@ejia/contract/purposes.ts'
import type { Language } from '@ejia/contract/shapes.ts'

type Words<K extends string> = Record<K, Record<Language, string>>

export const endingStateWords: Words<EndingState> = {
  asked: { zh: '待另一人批准', en: 'To be approved by another' },
  approved: { zh: '正在销毁', en: 'Being destroyed' },
  ended: { zh: '已终止，已销毁', en: 'Ended, destroyed' },
  declined: { zh: '未批准', en: 'Declined' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
}
export const endingMoveWords: Words<EndingMove> = {
  approve: { zh: '批准终止并销毁', en: 'Approve and destroy' },
  decline: { zh: '不批准', en: 'Decline' },
  withdraw: { zh: '撤回申请', en: 'Withdraw' },
  restart: { zh: '重新启用这项用途', en: 'Use this purpose again' },
}
