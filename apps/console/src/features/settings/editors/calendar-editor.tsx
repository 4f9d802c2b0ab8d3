import type { SectionBody } from '@ejia/contract/configuration.ts'
import { Input } from 'antd'
import { useWords } from '../../../dictionary/words.ts'
import { Field } from '../../../ui/field.tsx'
import { RowTable } from './row-table.tsx'
import { settingsWords } from '../words.ts'

type Calendar = SectionBody<'calendar'>
const linesOf = (text: string) => text.split(/\s+/).filter((line) => line !== '')

export function CalendarEditor({ value, onChange }: { value: Calendar; onChange: (value: Calendar) => void }) {
  const t = useWords(settingsWords)
  return (
    <>
      <p className="soft">{t('builtIn')}</p>
      <RowTable<Calendar['hours'][number]>
        caption={t('hours')}
        rows={value.hours}
        onChange={(hours) => onChange({ ...value, hours })}
        nameOf={(_, index) => String(index + 1)}
        fresh={() => ({ from: '18:00', to: '20:00' })}
        cells={[
          {
            title: t('from'),
            cell: (row, change, label) => <Input type="time" aria-label={label} value={row.from} onChange={(event) => change({ from: event.target.value })} />,
          },
          {
            title: t('to'),
            cell: (row, change, label) => <Input type="time" aria-label={label} value={row.to} onChange={(event) => change({ to: event.target.value })} />,
          },
        ]}
      />
      <div className="form-grid">
        <Field label={t('extraHolidays')}>
          {(control) => (
            <Input.TextArea
              {...control}
              rows={4}
              defaultValue={value.extraHolidays.join('\n')}
              onChange={(event) => onChange({ ...value, extraHolidays: linesOf(event.target.value) })}
            />
          )}
        </Field>
        <Field label={t('extraWorkingDays')}>
          {(control) => (
            <Input.TextArea
              {...control}
              rows={4}
              defaultValue={value.extraWorkingDays.join('\n')}
              onChange={(event) => onChange({ ...value, extraWorkingDays: linesOf(event.target.value) })}
            />
          )}
        </Field>
      </div>
    </>
  )
}
