import { useQuery } from '@tanstack/react-query'
import { useBilingual, useWords } from '../../../dictionary/words.ts'
import { Pick } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { useMe } from '../../sessions/session.ts'
import { configurationQuery } from '../queries.ts'
import { inboxWords } from '../words.ts'

export function CategoryFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useWords(inboxWords)
  const both = useBilingual()
  const home = useMe()?.home?.code.slice(0, 9) ?? ''
  const categories = useQuery(configurationQuery(home)).data?.configuration.categories.categories.filter(({ parentId }) => parentId !== null) ?? []
  if (categories.length === 0 && value === '') return null
  const options = categories.map(({ id, name }) => ({ value: id, label: both(name) }))
  return <Field label={t('category')}>{({ id }) => <Pick id={id} empty={t('any')} value={value} options={options} onChange={onChange} />}</Field>
}
