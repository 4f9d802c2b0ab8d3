/** An address in parts. `parsed` is false when no building could be read: the text is kept and flagged, never dropped (field.md §1). */
export type Address = { estate: string; building: string | null; stairwell: string | null; dwelling: string | null; text: string; parsed: boolean }

const digits: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const chineseNumber = '[零〇一二两三四五六七八九十百]+'
const number = `(?:\\d+|${chineseNumber})`
/** A bare 号 after a street is the street's number; a bare 楼 at the start is a floor. */
const building = new RegExp(
  `第?(?<![0-9])(${number}|[A-Z]\\d*)(?:号楼|楼栋|栋楼|栋|幢|座|#楼?|(?<![路街巷弄道][0-9]*)号(?=${number}(?:单元|门|室)|$|-)|(?<!^第?${number})楼(?!楼?[道上下梯]))`,
  'u',
)
const stairwell = new RegExp(`^第?(?:(${number}|[A-Z])(?:单元|门洞|门(?![口面卫]))|(\\d{1,2})(?=-))`, 'u')
const floor = new RegExp(`^第?${number}[楼层]`, 'u')
const dwelling = new RegExp(`^([A-Z]?\\d{2,5}|${chineseNumber})(?:室|户|房|号)?$`, 'u')
const short = /^(?<estate>.*?)(?<building>\d{1,3})-(?:(?<stairwell>\d{1,2})-)?(?<dwelling>\d{2,5})[室户]?$/u

/** Folds width and Chinese numerals, makes 1栋 / 1号楼 / 1幢 one form: 幸福里 一号楼3单元３０３室 → 幸福里1号楼3单元303室. */
export function normalizeAddress(written: string): Address {
  const folded = written
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[—–－]/gu, '-')
    .replace(/[\s,，。、;；()（）]+/gu, '')
  const found = building.exec(folded)
  if (!found) {
    const brief = short.exec(folded)?.groups
    if (brief) return compose(brief['estate'] ?? '', plain(brief['building']), plain(brief['stairwell']), brief['dwelling'] ?? null)
    return { estate: folded, building: null, stairwell: null, dwelling: null, text: folded, parsed: false }
  }
  const rest = withoutDash(folded.slice(found.index + found[0].length))
  const stair = stairwell.exec(rest)
  const after = withoutDash(stair ? rest.slice(stair[0].length) : rest).replace(floor, '')
  return compose(folded.slice(0, found.index), plain(found[1]), plain(stair?.[1] ?? stair?.[2]), plain(dwelling.exec(after)?.[1]))
}

const withoutDash = (text: string) => text.replace(/^-+/u, '')

function compose(estate: string, buildingNumber: string | null, stairwellNumber: string | null, dwellingNumber: string | null): Address {
  const name = estate.replace(/-+$/u, '')
  const text =
    name + (buildingNumber ? `${buildingNumber}号楼` : '') + (stairwellNumber ? `${stairwellNumber}单元` : '') + (dwellingNumber ? `${dwellingNumber}室` : '')
  return { estate: name, building: buildingNumber, stairwell: stairwellNumber, dwelling: dwellingNumber, text, parsed: true }
}

/** 十二 → 12, 012 → 12, 三〇三 → 303; letters stay. */
function plain(written: string | undefined): string | null {
  if (written === undefined) return null
  if (/^\d+$/.test(written)) return String(Number(written))
  if (!new RegExp(`^${chineseNumber}$`, 'u').test(written)) return written
  let [sum, current] = [0, 0]
  for (const character of written) {
    if (character === '百') [sum, current] = [sum + (current || 1) * 100, 0]
    else if (character === '十') [sum, current] = [sum + (current || 1) * 10, 0]
    else current = written.length > 1 && !/[十百]/u.test(written) ? current * 10 + digits[character]! : digits[character]!
  }
  return String(sum + current)
}
