const han = /\p{Script=Han}/u

/**
 * What a text is found by: bigrams of Chinese and whole words of everything else (design.md §3, search). Letters and
 * digits that run into Chinese, 3M中国 or 961号仓库, are words of their own as well.
 */
export function searchTokens(...texts: readonly string[]): string[] {
  const joined = texts.flatMap(
    (text) =>
      text
        .normalize('NFKC')
        .toLowerCase()
        .match(/(?:(?!\p{Script=Han})[\p{L}\p{N}]){2,}(?=\p{Script=Han})/gu) ?? [],
  )
  return [...new Set([...tokensOf(...texts), ...joined.map((word) => word.slice(0, 40))])].slice(0, 2000)
}

function tokensOf(...texts: readonly string[]): string[] {
  const tokens = new Set<string>()
  for (const run of texts.flatMap(
    (text) =>
      text
        .normalize('NFKC')
        .toLowerCase()
        .match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? [],
  )) {
    if (!han.test(run)) {
      tokens.add(run.slice(0, 40))
      continue
    }
    const characters = [...run]
    if (characters.length === 1) tokens.add(run)
    for (let index = 0; index + 1 < characters.length; index++) tokens.add(characters[index]! + characters[index + 1]!)
  }
  return [...tokens].slice(0, 2000)
}

/** The same tokens as a tsquery that wants all of them; null when the words hold nothing to look for. */
export function searchQuery(words: string): string | null {
  const tokens = tokensOf(words)
  return tokens.length === 0 ? null : tokens.map((token) => `'${token.replaceAll("'", "''")}'`).join(' & ')
}

/** Share of bigrams two texts have in common, 0–1 (Jaccard). */
export function likeness(one: string, other: string): number {
  const [first, second] = [new Set(tokensOf(one)), new Set(tokensOf(other))]
  const common = [...first].filter((token) => second.has(token)).length
  return common === 0 ? 0 : common / (first.size + second.size - common)
}
