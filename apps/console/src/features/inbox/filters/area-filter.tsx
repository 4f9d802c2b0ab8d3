import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { Pick } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { may, useMe } from '../../sessions/session.ts'
import { inboxWords } from '../words.ts'

/** Communities and their grids inside what the person may see. */
export function AreaFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useWords(inboxWords)
  const me = useMe()
  const areas = useQuery({ queryKey: ['areas'], queryFn: () => api.areas.list({}), enabled: may(me, 'area.read'), staleTime: 5 * 60_000 })
  const rows = areas.data?.rows.filter(({ code }) => code.length >= 12).toSorted((one, other) => one.code.localeCompare(other.code)) ?? []
  if (rows.length < 2 && value === '') return null
  const options = rows.map(({ code, name }) => ({ value: code, label: code.length === 15 ? `　${name}` : name }))
  return <Field label={t('area')}>{({ id }) => <Pick id={id} empty={t('any')} value={value} options={options} onChange={onChange} />}</Field>
}
