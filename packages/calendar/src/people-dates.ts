import { dayOf, standardCalendar, workingDaysBetween, type WorkingCalendar } from './working-calendar.ts'

export type DateLanguage = 'zh' | 'en'
const offsetMs = 8 * 3_600_000
const weekdays = { zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] }

/** As people say it: 今天 15:00, 明天 09:00, 周五 17:30, 3月5日 09:00, 2025年3月5日. */
export function sayInstant(instant: string, now: Date, language: DateLanguage): string {
  const at = new Date(instant)
  const [day, today] = [dayOf(at), dayOf(now)]
  const clock = new Date(at.getTime() + offsetMs).toISOString().slice(11, 16)
  return `${sayDay(day, today, language)} ${clock}`
}

/** A day relative to today: 今天, 明天, 昨天, 周五 (within the coming days), 3月5日. */
export function sayDay(day: string, today: string, language: DateLanguage): string {
  const apart = Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000)
  const near = { zh: { '-1': '昨天', '0': '今天', '1': '明天', '2': '后天' }, en: { '-1': 'yesterday', '0': 'today', '1': 'tomorrow', '2': undefined } }[
    language
  ] as Record<string, string | undefined>
  const named = near[String(apart)]
  if (named !== undefined) return named
  const [year, month, date] = day.split('-').map(Number)
  if (apart > 0 && apart < 7) return weekdays[language][new Date(day).getUTCDay()]!
  const sameYear = day.slice(0, 4) === today.slice(0, 4)
  if (language === 'zh') return `${sameYear ? '' : `${year}年`}${month}月${date}日`
  return `${date} ${['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][month! - 1]}${sameYear ? '' : ` ${year}`}`
}

/** 还剩 2 个工作日 / 还剩 3 小时 / 已超 1 个工作日. */
export function sayTimeLeft(due: string, now: Date, language: DateLanguage, calendar: WorkingCalendar = standardCalendar): string {
  const at = new Date(due)
  const late = at < now
  const days = Math.abs(workingDaysBetween(now, at, calendar))
  if (days > 0) {
    if (language === 'zh') return `${late ? '已超' : '还剩'} ${days} 个工作日`
    return `${days} working day${days === 1 ? '' : 's'} ${late ? 'overdue' : 'left'}`
  }
  const minutes = Math.max(1, Math.round(Math.abs(at.getTime() - now.getTime()) / 60_000))
  const [amount, zh, en] = minutes < 60 ? [minutes, '分钟', 'min'] : [Math.round(minutes / 60), '小时', 'h']
  return language === 'zh' ? `${late ? '已超' : '还剩'} ${amount} ${zh}` : `${amount} ${en} ${late ? 'overdue' : 'left'}`
}
