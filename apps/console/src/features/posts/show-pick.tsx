import { useWords } from '../../dictionary/words.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { readShow, type Show } from './show.ts'
import { postWords } from './words.ts'

/** What is going on, what is over, or all of it; in the address. */
export function ShowPick({ value, onChange }: { value: Show; onChange: (show: { show?: 'over' | 'all' }) => void }) {
  const t = useWords(postWords)
  return (
    <Field label={t('show')}>
      {({ id }) => (
        <Pick
          id={id}
          value={value ?? 'open'}
          options={(['open', 'over', 'all'] as const).map((option) => ({ value: option, label: t(`show_${option}`) }))}
          onChange={(show) => onChange(readShow(show))}
        />
      )}
    </Field>
  )
}
