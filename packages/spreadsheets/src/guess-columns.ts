/** A column somebody hopes to find, with all the names people give it. */
export interface ExpectedColumn {
  key: string
  names: readonly string[]
}

export interface GuessedColumn {
  key: string
  /** Null where nothing in the header fits. */
  column: number | null
  /** 1 the very name, 0.9 after folding, lower where only a part fits. 0 for none. */
  confidence: number
}

/** Words that say how to fill a column in, not what it holds. */
const remarks = /^(?:必填|选填|必填项|选填项|必须|可选|可不填|不必填|required|optional|如.*|例.*|格式.*|下拉.*|请.*|单选|多选|yyyy.*|\d{4}[-./年].*)$/u

/** 联系电话 （必填）* → 联系电话. Width, case, spaces, brackets and marks are folded away. */
export function foldColumnName(written: string): string {
  const folded = written
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u200b\ufeff]+/gu, '')
  const withoutBrackets = folded.replace(/[([{【〔〈《「]([^)\]}】〕〉》」]*)[)\]}】〕〉》」]?/gu, (_, inner: string) => (remarks.test(inner) ? '' : inner))
  return withoutBrackets.replace(/[*＊※★:：;；,，.。、\-_—/\\|"'“”‘’?？!！#№]+/gu, '').replace(/^(?:必填|选填)|(?:必填|选填)$/gu, '')
}

/** Gives each expected column the header cell that fits it best; no header cell is given twice. */
export function guessColumns(header: readonly string[], expected: readonly ExpectedColumn[]): GuessedColumn[] {
  const pairs = expected.flatMap((one, index) =>
    header
      .map((cell, column) => ({ index, column, confidence: Math.max(0, ...one.names.map((name) => resemblance(cell, name))) }))
      .filter(({ confidence }) => confidence > 0),
  )
  pairs.sort((one, other) => other.confidence - one.confidence || one.column - other.column)
  const guessed: GuessedColumn[] = expected.map(({ key }) => ({ key, column: null, confidence: 0 }))
  const taken = new Set<number>()
  for (const { index, column, confidence } of pairs) {
    const guess = guessed[index]
    if (!guess || guess.column !== null || taken.has(column)) continue
    taken.add(column)
    guess.column = column
    guess.confidence = confidence
  }
  return guessed
}

function resemblance(cell: string, name: string): number {
  if (cell.trim() === '') return 0
  if (cell.trim() === name) return 1
  const [written, sought] = [foldColumnName(cell), foldColumnName(name)]
  if (written === '' || sought === '') return 0
  if (written === sought) return 0.9
  // One row of a joined header is often the name itself.
  if (cell.split(/ \/ |\n/u).some((part) => foldColumnName(part) === sought)) return 0.8
  const [short, long] = written.length < sought.length ? [written, sought] : [sought, written]
  return short.length >= 2 && long.includes(short) ? 0.3 + 0.4 * (short.length / long.length) : 0
}
