import year2024 from 'chinese-days/dist/years/2024.json' with { type: 'json' }
import year2025 from 'chinese-days/dist/years/2025.json' with { type: 'json' }
import year2026 from 'chinese-days/dist/years/2026.json' with { type: 'json' }

/** 国务院办公厅's announcements by year. The years alone keep the package's lunar tables out of the web apps. */
const announced: Readonly<Record<string, { holidays: object; workdays: object }>> = { '2024': year2024, '2025': year2025, '2026': year2026 }

/** Dates fixed by law, which hold in a year whose arrangement is not announced yet. */
const fixedHolidays = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'])

/** A public holiday, a make-up working day (调休), or an ordinary day of the week. */
export function announcedDay(day: string): 'holiday' | 'makeUp' | 'ordinary' {
  const year = announced[day.slice(0, 4)]
  if (!year) return fixedHolidays.has(day.slice(5)) ? 'holiday' : 'ordinary'
  if (day in year.workdays) return 'makeUp'
  return day in year.holidays ? 'holiday' : 'ordinary'
}
