import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventStatus } from 'ical-generator'
import type { ItemRow } from './agenda/agenda-store.ts'
import type { MeetingRow } from './meeting-store.ts'
import { numeral } from './minutes/write-minutes.ts'

/** An entry for one's own calendar (RFC 5545): a changed time replaces the old entry, a called-off meeting goes. Names nobody. */
export function calendarEntry(row: MeetingRow, items: readonly Pick<ItemRow, 'title'>[], url: string, now: Date): string {
  const calendar = ical({ name: row.title, prodId: { company: 'ejia', product: 'meetings', language: 'ZH' }, method: ICalCalendarMethod.PUBLISH })
  const event = calendar.createEvent({
    id: `${row.id}@ejia`,
    sequence: row.version,
    stamp: now,
    start: new Date(row.starts_at),
    end: new Date(row.ends_at),
    summary: `${row.area_name}${row.title}`,
    location: row.place,
    description: items.map((item, index) => `${numeral(index + 1)}、${item.title}`).join('\n'),
    url,
    status: row.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  })
  event.createAlarm({ type: ICalAlarmType.display, trigger: 24 * 3600, description: row.title })
  return calendar.toString()
}
