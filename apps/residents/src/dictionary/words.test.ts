import { describe, expect, it } from 'vitest'
import { areaWords } from '../areas/words.ts'
import { homeWords } from '../home/words.ts'
import { noticeWords } from '../notices/words.ts'
import { refusalWords } from '../refusals/words.ts'
import { reportWords } from '../requests/steps/report-words.ts'
import { requestWords } from '../requests/words.ts'
import { sessionWords } from '../sessions/words.ts'
import { shellWords } from '../shell/words.ts'
import { uiWords } from '../ui/words.ts'
import { ErrorCode } from '@ejia/contract/errors.ts'
import { ReporterMove, TimelineEntry } from '@ejia/contract/requests.ts'
import { stepWord } from '../requests/following/step-words.ts'
import { fill, translatorOf } from './words.ts'

const dictionaries: Record<string, { zh: Record<string, string>; en: Record<string, string> }> = {
  areaWords,
  homeWords,
  noticeWords,
  refusalWords,
  reportWords,
  requestWords,
  sessionWords,
  shellWords,
  uiWords,
}
const namesIn = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

describe('the dictionary', () => {
  it.each(Object.entries(dictionaries))('%s says the same in both languages', (_, { zh, en }) => {
    for (const [key, sentence] of Object.entries(zh)) {
      expect(en[key], key).toBeTruthy()
      expect(namesIn(en[key] ?? ''), key).toEqual(namesIn(sentence))
    }
  })

  it('fills in values', () => {
    expect(fill('共 {count} 件', { count: 3 })).toBe('共 3 件')
    expect(translatorOf(requestWords, 'en')('count', { count: 3 })).toBe('3 in all')
  })

  it('has a sentence for every refusal of the contract', () => {
    for (const code of ErrorCode.options) expect(refusalWords.zh).toHaveProperty(code)
  })

  it('has a word for every step of the contract', () => {
    // What stays inside never reaches the reporter's timeline.
    const inside = ['note', 'link', 'unlink', 'addParty', 'clearParty']
    for (const step of [...TimelineEntry.shape.step.options, ...ReporterMove.options].filter((word) => !inside.includes(word))) {
      expect(stepWord(step, requestWords.zh), step).not.toBe('stepOther')
    }
  })
})
