import { describe, expect, it } from 'vitest'
import { TimelineEntry } from '@ejia/contract/requests.ts'
import { stepWords } from '../features/requests/step-words.ts'

type Words = { zh: Record<string, string>; en: Record<string, string> }
const isWords = (value: unknown): value is Words => typeof value === 'object' && value !== null && 'zh' in value && 'en' in value
const modules: Record<string, Record<string, unknown>> = import.meta.glob(['../**/words.ts', '!./words.ts'], { eager: true })
const dictionaries = Object.entries(modules).flatMap(([path, exported]) =>
  Object.entries(exported).flatMap(([name, value]) => (isWords(value) ? [[`${path} ${name}`, value] as const] : [])),
)
const namesIn = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

describe('the console’s words', () => {
  it('are found', () => expect(dictionaries.length).toBeGreaterThan(5))

  it.each(dictionaries)('%s says the same in both languages', (_, { zh, en }) => {
    for (const [key, sentence] of Object.entries(zh)) {
      expect(en[key], key).toBeTruthy()
      expect(namesIn(en[key] ?? ''), key).toEqual(namesIn(sentence))
    }
  })

  it('name every step of the timeline', () => {
    for (const step of TimelineEntry.shape.step.options) expect(stepWords[step].zh, step).toBeTruthy()
  })
})
