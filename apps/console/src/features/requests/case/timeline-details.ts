import { closureWords, outcomeWords } from '@ejia/dictionary/words.ts'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useShared, useWords, words } from '../../../dictionary/words.ts'

const detailWords = words(
  {
    to: '交给：{to}',
    whereToGo: '该去哪里：{whereToGo}',
    until: '到：{until}',
    reviewOn: '复查：{reviewOn}',
    agreed: '同意',
    refused: '不同意',
    reached: '回访接通',
    notReached: '回访没有接通',
    change: '由“{before}”改为“{after}”',
    master: '主件：{master}',
    other: '另一件：{other}',
    outcome: '结果：{outcome}',
    basis: '依据：{basis}',
    stars: '{stars} 星',
  },
  {
    to: 'To: {to}',
    whereToGo: 'Where to go: {whereToGo}',
    until: 'Until: {until}',
    reviewOn: 'Review: {reviewOn}',
    agreed: 'Agreed',
    refused: 'Refused',
    reached: 'Callback reached',
    notReached: 'Callback not reached',
    change: 'From “{before}” to “{after}”',
    master: 'Master: {master}',
    other: 'Other: {other}',
    outcome: 'Outcome: {outcome}',
    basis: 'Basis: {basis}',
    stars: '{stars} stars',
  },
)

/** What an entry keeps besides its words, as short lines. Unknown details stay unsaid. */
export function useDetails() {
  const t = useWords(detailWords)
  const say = useShared()
  const dates = useDates()
  return (details: Record<string, unknown>): string[] => {
    const text = (name: string) => (typeof details[name] === 'string' ? details[name] : null)
    const lines: (string | null)[] = []
    const [to, whereToGo, until, reviewOn, before, after] = ['to', 'whereToGo', 'until', 'reviewOn', 'before', 'after'].map(text)
    const [master, other, outcome, basis] = ['master', 'other', 'outcome', 'basis'].map(text)
    if (typeof details['agree'] === 'boolean') lines.push(details['agree'] ? t('agreed') : t('refused'))
    if (to) lines.push(t('to', { to }))
    if (whereToGo) lines.push(t('whereToGo', { whereToGo }))
    if (until) lines.push(t('until', { until: until.length > 10 ? dates.moment(until) : dates.day(until) }))
    if (reviewOn) lines.push(t('reviewOn', { reviewOn: dates.day(reviewOn) }))
    if (typeof details['reached'] === 'boolean') lines.push(details['reached'] ? t('reached') : t('notReached'))
    if (before && after) lines.push(t('change', { before, after }))
    if (master) lines.push(t('master', { master }))
    if (other) lines.push(t('other', { other }))
    if (outcome && outcome in outcomeWords) lines.push(t('outcome', { outcome: say(outcomeWords, outcome as keyof typeof outcomeWords) }))
    if (basis && basis in closureWords) lines.push(t('basis', { basis: say(closureWords, basis as keyof typeof closureWords) }))
    if (typeof details['stars'] === 'number') lines.push(t('stars', { stars: details['stars'] }))
    return lines.filter((line) => line !== null)
  }
}
