import type { requestWords } from '../words.ts'

type Key = Extract<keyof (typeof requestWords)['zh'], `step${string}`>

/** The timeline's step as a word of the dictionary; a step this app does not know yet is plain news. */
export function stepWord(step: string, known: Record<string, string>): Key {
  const key = `step${step.charAt(0).toUpperCase()}${step.slice(1)}`
  return key in known ? (key as Key) : 'stepOther'
}
