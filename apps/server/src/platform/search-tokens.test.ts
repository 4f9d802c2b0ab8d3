import { expect, test } from 'vitest'
import { searchQuery, searchTokens } from './search-tokens.ts'

/** Every token of what was typed stands in the text. */
const finds = (text: string, typed: string) => {
  const tokens = new Set(searchTokens(text))
  return searchQuery(typed)!
    .split(' & ')
    .every((token) => tokens.has(token.slice(1, -1)))
}

test.each([
  ['晨曦961a5e制造有限公司', '晨曦961a5e'],
  ['晨曦961a5e制造有限公司', '961a5e'],
  ['晨曦961a5e制造有限公司', '制造'],
  ['3M中国有限公司', '3m'],
  ['安居里1号楼', '1号楼'],
  ['安居里1号楼', '居里'],
])('%s is found by %s', (text, typed) => expect(finds(text, typed)).toBe(true))

test('other words do not find it', () => expect(finds('晨曦961a5e制造有限公司', '晨曦961')).toBe(false))
