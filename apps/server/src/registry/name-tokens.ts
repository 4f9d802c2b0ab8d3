import { searchTokens } from '../platform/search-tokens.ts'

/** The dictionary of readings is large: it is loaded with the first name. Surnames have readings of their own (单 is Shàn). */
async function initialsOf(name: string): Promise<string> {
  const { pinyin } = await import('pinyin-pro')
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', surname: 'head', nonZh: 'removed' }).join('').toLowerCase()
}

/** Tokens of a name as stored: any two characters, and every run of at least two initials. Each begins with its tenant. */
export async function nameTokens(subdistrict: string, name: string): Promise<string[]> {
  const initials = (await initialsOf(name)).slice(0, 12)
  const runs = new Set<string>()
  for (let from = 0; from < initials.length - 1; from++) for (let to = from + 2; to <= initials.length; to++) runs.add(initials.slice(from, to))
  return [...searchTokens(name), ...[...runs].map((run) => `~${run}`)].map((token) => subdistrict + token)
}

/** What was typed, as words of a name or as initials; null when there is nothing to look for. */
export function nameQuery(subdistrict: string, typed: string): string | null {
  const text = typed.normalize('NFKC').trim().toLowerCase()
  const tokens = /^[a-z]{2,12}$/.test(text) ? [`~${text}`] : searchTokens(text)
  return tokens.length === 0 ? null : tokens.map((token) => `'${(subdistrict + token).replaceAll("'", "''").replaceAll('\\', '')}'`).join(' & ')
}
