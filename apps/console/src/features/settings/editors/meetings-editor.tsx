import { StaffRole } from '@ejia/contract/access.ts'
import type { SectionBody } from '@ejia/contract/configuration.ts'
import { roleWords } from '@ejia/dictionary/words.ts'
import { Checkbox, Input } from 'antd'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { Field } from '../../../ui/field.tsx'
import { settingsWords } from '../words.ts'

type Meetings = SectionBody<'meetings'>
const numbers = [
  ['everyDays', 1, 366],
  ['agendaDays', 0, 30],
  ['quorumPercent', 1, 100],
  ['passPercent', 1, 99],
  ['confirmDays', 0, 30],
  ['remindDays', 0, 30],
] as const satisfies readonly (readonly [keyof Meetings, number, number])[]

/** How often the joint meeting sits, who is asked, how early the agenda goes out, how many must be there. */
export function MeetingsEditor({ value, onChange }: { value: Meetings; onChange: (value: Meetings) => void }) {
  const t = useWords(settingsWords)
  const say = useShared()
  return (
    <>
      <div className="form-grid">
        {numbers.map(([name, min, max]) => (
          <Field key={name} label={t(name)}>
            {(control) => (
              <Input
                {...control}
                type="number"
                min={min}
                max={max}
                style={{ maxWidth: 160 }}
                value={value[name]}
                onChange={(event) => onChange({ ...value, [name]: Number(event.target.value) })}
              />
            )}
          </Field>
        ))}
      </div>
      <fieldset className="one-of">
        <legend>{t('invitedRoles')}</legend>
        <div className="one-of-options">
          {StaffRole.options.map((role) => (
            <label key={role} className="one-of-option">
              <input
                type="checkbox"
                checked={value.invitedRoles.includes(role)}
                onChange={(event) =>
                  onChange({ ...value, invitedRoles: event.target.checked ? [...value.invitedRoles, role] : value.invitedRoles.filter((one) => one !== role) })
                }
              />
              <span>{say(roleWords, role)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Checkbox checked={value.fullTimeOnly} onChange={(event) => onChange({ ...value, fullTimeOnly: event.target.checked })}>
        {t('fullTimeOnly')}
      </Checkbox>
    </>
  )
}
