import type { FieldIssue } from '@ejia/contract/errors.ts'
import type { Refusal } from '../platform/api.ts'
import { type Translate, useWords } from '../dictionary/words.ts'
import { refusalWords } from './words.ts'

type T = Translate<(typeof refusalWords)['zh']>

const knownRules = ['required', 'too_long', 'too_short', 'too_many', 'too_few', 'wrong_format', 'not_a_choice', 'unsafe_character', 'not_allowed_here'] as const
const isKnownRule = (rule: string): rule is (typeof knownRules)[number] => (knownRules as readonly string[]).includes(rule)

export function sayIssue(t: T, issue: FieldIssue): string {
  const field = issue.path[0]
  if (field === 'phone') return t('phone')
  if (field === 'code' || field === 'totp') return t('code')
  if (field === 'place' && issue.rule !== 'too_long') return t('placeNotFound')
  if (issue.rule === 'too_short' && field === 'text') return t('required')
  return isKnownRule(issue.rule) ? t(issue.rule) : t('unclear')
}

/** Sentences for a refusal: the whole, and per field. A field's sentence stands at the field. */
export function useRefusals() {
  const t = useWords(refusalWords)
  return {
    say(refusal: Refusal): string {
      const sentence = t(refusal.code)
      return refusal.retryAfterSeconds && refusal.code !== 'offline' ? `${sentence} ${t('waitSeconds', { seconds: refusal.retryAfterSeconds })}` : sentence
    },
    at(refusal: Refusal | null, field: string): string | undefined {
      const issue = refusal?.issues.find(({ path }) => path[0] === field)
      return issue && sayIssue(t, issue)
    },
  }
}
