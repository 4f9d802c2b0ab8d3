import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useWords } from '../../../dictionary/words.ts'
import { useDates } from '../../../dictionary/use-dates.ts'
import { Pick } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { may, useMe } from '../../sessions/session.ts'
import { configurationQuery } from '../../inbox/queries.ts'
import type { FieldProps } from './move-field.tsx'
import { formWords } from './words.ts'

type Of<F extends string> = Omit<FieldProps, 'field'> & { field: F }
const longest = { told: 2000, internal: 2000, reason: 1000, whereToGo: 500, note: 500 } as const

export function WordsField({ request, move, field, optional, draft, onChange, error }: Of<keyof typeof longest>) {
  const t = useWords(formWords)
  const hints = { told: t('toldHint'), internal: t('internalHint'), reason: undefined, whereToGo: t('whereToGoHint'), note: undefined }
  const set = (text: string) => onChange({ words: { ...draft.words, [field]: text } })
  return (
    <>
      {field === 'told' && <Templates subdistrict={request.place.area.code.slice(0, 9)} category={request.category.id} move={move} onChoose={set} />}
      <Field label={t(field)} hint={hints[field]} optional={optional} error={error}>
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: field === 'whereToGo' || field === 'note' ? 2 : 3, maxRows: 10 }}
            maxLength={longest[field]}
            dir="auto"
            value={draft.words[field] ?? ''}
            onChange={(event) => set(event.target.value)}
          />
        )}
      </Field>
    </>
  )
}

/** The subdistrict's reply templates of this move; the words can be changed before they leave. */
function Templates({ subdistrict, category, move, onChoose }: { subdistrict: string; category: string; move: string; onChoose: (text: string) => void }) {
  const t = useWords(formWords)
  const me = useMe()
  const found = useQuery({ ...configurationQuery(subdistrict), enabled: may(me, 'configuration.read') })
  const templates = (found.data?.configuration.templates.templates ?? []).filter(
    (template) => template.move === move && (template.categories.length === 0 || template.categories.includes(category)),
  )
  if (templates.length === 0) return null
  return (
    <Field label={t('template')} optional>
      {({ id }) => (
        <Pick
          id={id}
          value=""
          empty={t('templateChoose')}
          options={templates.map((template) => ({ value: template.id, label: template.name }))}
          onChange={(chosen) => {
            const template = templates.find((candidate) => candidate.id === chosen)
            if (template) onChoose(template.text)
          }}
        />
      )}
    </Field>
  )
}

export function ShortField({ field, optional, draft, onChange, error }: Of<'dwelling' | 'name'>) {
  const t = useWords(formWords)
  return (
    <Field label={t(field)} hint={field === 'dwelling' ? t('dwellingHint') : undefined} optional={optional} error={error}>
      {(control) => (
        <Input
          {...control}
          maxLength={60}
          value={draft.words[field] ?? ''}
          onChange={(event) => onChange({ words: { ...draft.words, [field]: event.target.value } })}
        />
      )}
    </Field>
  )
}

export function DayField({ field, optional, draft, onChange, error }: Of<'until' | 'reviewOn'>) {
  const t = useWords(formWords)
  const { today } = useDates()
  return (
    <Field label={t(field)} optional={optional} error={error}>
      {(control) => (
        <Input
          {...control}
          type="date"
          min={today}
          value={draft.words[field] ?? ''}
          onChange={(event) => onChange({ words: { ...draft.words, [field]: event.target.value } })}
        />
      )}
    </Field>
  )
}
