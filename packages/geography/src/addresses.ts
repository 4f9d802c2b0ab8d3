/** An address in parts. `parsed` is false when no building could be read: the text is kept and flagged, never dropped (field.md §1). */
export type Address = { estate: string; building: string | null; stairwell: string | null; dwelling: string | null; text: string; parsed: boolean }

const digits: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
/** As written on cheques and door plates, and 廿. */
const otherNumerals: Record<string, string> = {
  壹: '一',
  贰: '二',
  叁: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
  佰: '百',
  廿: '二十',
  '○': '〇',
}
const chineseNumber = '[零〇一二两三四五六七八九十百]+'
const number = `(?:\\d+|${chineseNumber})`
const stem = '[甲乙丙丁戊]'
const side = '[东西南北中左右前后]'
/** A bare 号 after a street is the street's number, after a 弄 the building's; a bare 楼 at the start is a floor. */
const building = new RegExp(
  `第?(?<![0-9])(${number}${stem}|${stem}?${number}|${stem}|[A-Z]\\d*)(?:号(?:公寓|住宅|商住|家属)?楼|楼栋|栋楼|栋|幢|座|#楼?|(?<![路街巷道][0-9]*)号(?=第?${number}(?:单元|门|室|[楼层])|${side}单元|$|-)|(?<!^第?${number})楼(?!楼?[道上下梯]))`,
  'u',
)
const stairwell = new RegExp(
  `^第?(?:(${number}|[A-Z]|${stem}|${side}{1,2})(?:单元|单(?=${number})|门洞|洞(?=${number})|梯(?=${number})|座|门(?![口面卫]))|(\\d{1,2})(?=-))`,
  'u',
)
const floor = new RegExp(`^第?(${number}|地下${number}|负${number}|[底顶])(?:[楼层]|F(?=\\d))`, 'u')
const dwelling = new RegExp(`^第?([A-Z]?\\d{1,5}(?:-?[A-Z]|-?${stem})?|${chineseNumber})(?:号?房间?|室|户|号)?${side}?[侧户]?$`, 'u')
/** Old houses have no door numbers: the east door of the second floor. */
const sideDoor = new RegExp(`^(${side}{1,2})(?:户|室|门|边户)$`, 'u')
const short = new RegExp(
  `^(?<estate>.*?)(?<![0-9])(?<building>\\d{1,3})-(?:(?<stairwell>\\d{1,2})-)?(?<dwelling>\\d{2,5})(?<part>-?(?:[A-Z]|${stem}))?[室户]?$`,
  'u',
)

/** Folds width and Chinese numerals, makes 1栋 / 1号楼 / 1幢 one form: 幸福里 一号楼3单元３０３室 → 幸福里1号楼3单元303室. */
export function normalizeAddress(written: string): Address {
  const folded = written
    .normalize('NFKC')
    .toUpperCase()
    .replace(/(?<=\d)\s+(?=\d)/gu, '-')
    .replace(/(?<=\d)\s*[/_·~～.](?=\s*\d)/gu, '-')
    .replace(/[—–－−‐‑/]/gu, '-')
    .replace(/[\s,，。.、;；:：()（）[\]【】“”"'‘’《》·]+/gu, '')
    .replace(/[壹贰叁肆伍陆柒捌玖拾佰廿○]/gu, (character) => otherNumerals[character]!)
  const found = building.exec(folded)
  if (!found) {
    const brief = short.exec(folded)?.groups
    if (brief)
      return compose(
        brief['estate'] ?? '',
        plain(brief['building']),
        plain(brief['stairwell']),
        plain(brief['dwelling']) + (brief['part']?.replace('-', '') ?? ''),
      )
    return { estate: folded, building: null, stairwell: null, dwelling: null, text: folded, parsed: false }
  }
  const rest = withoutDash(folded.slice(found.index + found[0].length))
  const stair = stairwell.exec(rest)
  const below = withoutDash(stair ? rest.slice(stair[0].length) : rest)
  const level = floor.exec(below)
  const after = withoutDash(level ? below.slice(level[0].length) : below)
  return compose(folded.slice(0, found.index), plain(found[1]), plain(stair?.[1] ?? stair?.[2]), doorOf(after, level?.[1]))
}

function doorOf(written: string, level: string | undefined): string | null {
  const turned = sideDoor.exec(written)?.[1]
  if (turned) return `${level === undefined ? '' : `${plain(level)}楼`}${turned}户`
  const door = dwelling.exec(written)?.[1]
  return door === undefined ? null : plain(door.replace('-', ''))
}

const withoutDash = (text: string) => text.replace(/^-+/u, '')

function compose(estate: string, buildingNumber: string | null, stairwellNumber: string | null, dwellingNumber: string | null): Address {
  const name = estate.replace(/-+$/u, '')
  const text =
    name +
    (buildingNumber ? `${buildingNumber}号楼` : '') +
    (stairwellNumber ? `${stairwellNumber}单元` : '') +
    (dwellingNumber === null ? '' : dwellingNumber.endsWith('户') ? dwellingNumber : `${dwellingNumber}室`)
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
