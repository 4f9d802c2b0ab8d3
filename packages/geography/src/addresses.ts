/** An address in parts. `parsed` is false when no building could be read: the text is kept and flagged, never dropped (field.md §1). */
export type Address = { estate: string; building: string | null; stairwell: string | null; dwelling: string | null; text: string; parsed: boolean }

const digits: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const chineseNumber = '[零〇一二两三四五六七八九十百]+'
const number = `(?:\\d+|${chineseNumber})`
const building = new RegExp(
  `(${number}|[A-Z]\\d*)\\s*(?:号楼|楼栋|栋楼|栋|幢|座|#楼?|号(?!院|线)(?=\\s*(?:${number}\\s*(?:单元|门|室)|$|[-－]))|楼(?!道|上|下|梯))`,
  'u',
)
const stairwell = new RegExp(`(${number}|[A-Z])\\s*(?:单元|门洞|门(?!口|面|卫))`, 'u')
const dwelling = new RegExp(`(\\d{2,5}|[A-Z]\\d{2,4})\\s*(?:室|户|房|号)?$`, 'u')
const short = /^(?<estate>.*?)(?<building>\d{1,3})[-－—](?:(?<stairwell>\d{1,2})[-－—])?(?<dwelling>\d{2,5})\s*(?:室|户)?$/u

/** Folds width and Chinese numerals, makes 1栋 / 1号楼 / 1幢 one form: 幸福里 一号楼3单元３０３室 → 幸福里1号楼3单元303室. */
export function normalizeAddress(written: string): Address {
  const folded = written
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s,，。、;；()（）]+/gu, ' ')
    .trim()
  const brief = short.exec(folded.replaceAll(' ', ''))?.groups
  if (brief) return compose(brief['estate'] ?? '', brief['building'] ?? null, brief['stairwell'] ?? null, brief['dwelling'] ?? null)
  const found = building.exec(folded)
  if (!found) return { estate: folded, building: null, stairwell: null, dwelling: null, text: folded.replaceAll(' ', ''), parsed: false }
  const rest = folded.slice(found.index + found[0].length).trim()
  const stair = stairwell.exec(rest)
  const after = stair ? rest.slice(stair.index + stair[0].length).trim() : rest
  const room = dwelling.exec(after)
  return compose(folded.slice(0, found.index), plain(found[1]!), stair ? plain(stair[1]!) : null, room ? room[1]! : null)
}

function compose(estate: string, buildingNumber: string | null, stairwellNumber: string | null, dwellingNumber: string | null): Address {
  const name = estate.replaceAll(' ', '').replace(/[-－—]$/u, '')
  const text =
    name + (buildingNumber ? `${buildingNumber}号楼` : '') + (stairwellNumber ? `${stairwellNumber}单元` : '') + (dwellingNumber ? `${dwellingNumber}室` : '')
  return { estate: name, building: buildingNumber, stairwell: stairwellNumber, dwelling: dwellingNumber, text, parsed: true }
}

/** 十二 → 12, 012 → 12; letters stay. */
function plain(written: string): string {
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
