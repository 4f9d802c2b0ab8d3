import type { AgendaOutcome } from '@ejia/contract/meetings.ts'
import { shanghaiDay } from '../../platform/clock.ts'
import type { ItemRow } from '../agenda/agenda-store.ts'
import type { MeetingRow, PersonRow } from '../meeting-store.ts'
import type { TaskRow } from '../tasks/task-store.ts'
import type { MinutesDocument } from './minutes-store.ts'

type Held = {
  meeting: MeetingRow
  people: readonly PersonRow[]
  items: readonly ItemRow[]
  tasks: readonly TaskRow[]
  earlier: { all: number; done: number; unfinished: readonly TaskRow[] }
}

const outcomes: Record<AgendaOutcome, string> = { agreed: '同意', rejected: '不予同意', postponed: '缓议，下次会议再议' }

/**
 * The minutes as they follow from the records, a paragraph a line. 一、 and （一） begin headings of the first and second
 * level, the numbering of official documents (GB/T 9704-2012, 7.3.3), so that a corrected text keeps its layout.
 */
export function writeMinutes({ meeting, people, items, tasks, earlier }: Held): MinutesDocument {
  const named = (part: PersonRow['part']) => people.filter((one) => one.part === part).map((one) => one.name)
  const present = people.filter((one) => one.attendance === 'present')
  const absent = people.filter((one) => one.attendance !== 'present')
  const lines = [
    `时间：${chineseDay(meeting.starts_at)} ${clockOf(meeting.starts_at)}—${clockOf(meeting.ends_at)}`,
    `地点：${meeting.place}`,
    `主持：${list(named('chair'))}`,
    `记录：${list(named('recorder'))}`,
    `出席：${list(present.map((one) => one.name))}`,
    ...(absent.length > 0 ? [`缺席：${list(absent.map((one) => (one.words === null ? one.name : `${one.name}（${one.words}）`)))}`] : []),
    ...(meeting.guests ? [`列席：${meeting.guests}`] : []),
  ]
  let section = 0
  const heading = (words: string) => lines.push(`${numeral(++section)}、${words}`)
  if (earlier.all > 0) {
    heading('以往议定事项办理情况')
    lines.push(`以往会议共议定${earlier.all}项，已销号${earlier.done}项，未办结${earlier.unfinished.length}项。`)
    earlier.unfinished.forEach((task, index) =>
      lines.push(
        `${index + 1}．${task.title}（责任：${task.owner_name}，期限：${dayWords(task.due_on)}）。${task.last_words ? `进展：${task.last_words}` : ''}`,
      ),
    )
  }
  for (const item of items) {
    heading(item.title)
    let part = 0
    const say = (title: string, words: string) => lines.push(`（${numeral(++part)}）${title}`, ...words.split('\n').filter((line) => line.trim() !== ''))
    say('情况', item.words)
    if (item.discussion) say('讨论', item.discussion)
    if (item.vote_state === 'closed')
      say(
        '表决',
        `${item.vote_question}：应到${people.length}人，实到${present.length}人，同意${item.yes}票，不同意${item.no}票，弃权${item.abstain}票，${item.vote_passed ? '通过' : '未通过'}。`,
      )
    if (item.outcome && item.decision) say('议定', `${outcomes[item.outcome]}。${item.decision}`)
  }
  return {
    title: `${meeting.area_name}${meeting.title}纪要`,
    number: `〔${meeting.year}〕第${meeting.number}次`,
    body: lines.join('\n'),
    tasks: tasks.map((task) => ({ title: task.title, owner: task.owner_name, dueOn: task.due_on })),
    signed: meeting.area_name,
    day: shanghaiDay(new Date(meeting.starts_at)),
  }
}

const list = (names: readonly string[]) => names.join('、') || '无'

const digits = '零一二三四五六七八九'
/** 1–99, as headings are numbered. */
export function numeral(value: number): string {
  if (value < 10) return digits[value]!
  const [tens, ones] = [Math.floor(value / 10), value % 10]
  return `${tens === 1 ? '' : digits[tens]!}十${ones === 0 ? '' : digits[ones]!}`
}

export function dayWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

const chineseDay = (instant: string) => dayWords(shanghaiDay(new Date(instant)))
const clockOf = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16)
