import type { Language } from '../platform/preferences.ts'

/** `@ejia/calendar` says dates too, with the holidays' data behind it: too heavy for a first page. */
const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Asia/Shanghai has been UTC+8 without summer time since 1992. */
const shanghai = (instant: Date) => new Date(instant.getTime() + 8 * hourMs)
const dayNumber = (instant: Date) => Math.floor(shanghai(instant).getTime() / dayMs)
const two = (value: number) => String(value).padStart(2, '0')

const weekdays = { zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] }
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const near = { zh: { '-1': '昨天', '0': '今天', '1': '明天' }, en: { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' } }

/** The day as people say it: 今天, 昨天, 11月23日; with its weekday when it is still to come. */
export function sayDay(instant: Date, now: Date, language: Language): string {
  const away = dayNumber(instant) - dayNumber(now)
  const word = near[language][String(away) as '-1' | '0' | '1']
  if (word) return word
  const local = shanghai(instant)
  const year = local.getUTCFullYear()
  const otherYear = year !== shanghai(now).getUTCFullYear()
  const weekday = away > 0 ? weekdays[language][local.getUTCDay()] : undefined
  if (language === 'zh') return `${otherYear ? `${year}年` : ''}${local.getUTCMonth() + 1}月${local.getUTCDate()}日${weekday ? `（${weekday}）` : ''}`
  return `${weekday ? `${weekday} ` : ''}${local.getUTCDate()} ${months[local.getUTCMonth()]}${otherYear ? ` ${year}` : ''}`
}

export function sayMoment(instant: Date, now: Date, language: Language): string {
  const local = shanghai(instant)
  return `${sayDay(instant, now, language)} ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`
}
