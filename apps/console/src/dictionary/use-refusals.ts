import { errorSentence, fieldSentence } from '@ejia/dictionary/error-sentences.ts'
import { usePreferences } from '../platform/preferences.ts'
import type { Refusal } from '../platform/refusal.ts'
import { useWords, words } from './words.ts'

const refusalWords = words(
  { offline: '没有连上服务器，请检查网络后再试。您填的内容还在。' },
  { offline: 'The server cannot be reached. Check the connection and try again; what you typed is kept.' },
)

/** Sentences for a refusal: the whole, and per field. A field's sentence stands at the field. */
export function useRefusals() {
  const t = useWords(refusalWords)
  const { language } = usePreferences()
  return {
    say: ({ code, issues, retryAfterSeconds }: Refusal): string =>
      code === 'offline' ? t('offline') : errorSentence(code, language, { issues, retryAfterSeconds }),
    at(refusal: Refusal | null, field: string): string | undefined {
      const issue = refusal?.issues.find(({ path }) => path.includes(field))
      return issue && fieldSentence(issue, language)
    },
  }
}
