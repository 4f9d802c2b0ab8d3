import type { TimelineEntry } from '@ejia/contract/requests.ts'
import { moveWords } from '@ejia/dictionary/words.ts'

type Step = TimelineEntry['step']
type Word = { zh: string; en: string }

/** Steps that are no move of staff; the others are named like their move. */
const others: Record<Exclude<Step, keyof typeof moveWords>, Word> = {
  filed: { zh: '上报', en: 'Filed' },
  correctText: { zh: '反映人改了内容', en: 'Text corrected by the reporter' },
  withdraw: { zh: '反映人撤回', en: 'Withdrawn by the reporter' },
  confirmSolved: { zh: '反映人确认解决', en: 'Confirmed solved by the reporter' },
  notSolved: { zh: '反映人说没解决', en: 'Not solved, says the reporter' },
  rate: { zh: '反映人评价', en: 'Rated by the reporter' },
  masterAnswered: { zh: '随主件答复', en: 'Answered with its master' },
  masterClosed: { zh: '随主件办结', en: 'Closed with its master' },
  escalation: { zh: '逐级上报', en: 'Escalation' },
  whistle: { zh: '吹哨进展', en: 'Whistle' },
  promise: { zh: '答应居民', en: 'Promise to the resident' },
  meeting: { zh: '联席会议', en: 'Joint meeting' },
  captain: { zh: '楼长协助', en: 'Building captain' },
  movedWithArea: { zh: '随区域调整移交', en: 'Moved with its area' },
}

export const stepWords: Record<Step, Word> = { ...moveWords, ...others }
