import type { FieldIssue } from '@ejia/contract/errors.ts'
import { fieldSentence } from '@ejia/dictionary/error-sentences.ts'
import type { Refusal } from '../platform/api.ts'
import { type Language, usePreferences } from '../platform/preferences.ts'
import { type Translate, useWords } from '../dictionary/words.ts'
import { refusalWords } from './words.ts'

type T = Translate<(typeof refusalWords)['zh']>

/** What residents meet most has its own words; the rest is said as in the console. */
function sayIssue(t: T, issue: FieldIssue, language: Language): string {
  const field = issue.path[0]
  if (field === 'phone') return t('phone')
  if (field === 'code') return t('code')
  if (field === 'place' && issue.rule !== 'too_long') return t('placeNotFound')
  if (issue.rule === 'required' || (issue.rule === 'too_short' && field === 'text')) return t('required')
  return fieldSentence(issue, language)
}

/** Sentences for a refusal: the whole, and per field. A field's sentence stands at the field. */
export function useRefusals() {
  const t = useWords(refusalWords)
  const { language } = usePreferences()
  return {
    say(refusal: Refusal): string {
      const sentence = t(refusal.code)
      return refusal.retryAfterSeconds && refusal.code !== 'offline' ? `${sentence} ${t('waitSeconds', { seconds: refusal.retryAfterSeconds })}` : sentence
    },
    at(refusal: Refusal | null, field: string): string | undefined {
      const issue = refusal?.issues.find(({ path }) => path[0] === field)
      return issue && sayIssue(t, issue, language)
    },
  }
}
