import type { RequestKind } from '@ejia/contract/requests.ts'
import { kindWords } from '@ejia/dictionary/words.ts'
import { useQuery } from '@tanstack/react-query'
import { useBilingual, useShared, useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { Field } from '../../../ui/field.tsx'
import { Failure, Loading } from '../../../ui/states.tsx'
import { uiWords } from '../../../ui/words.ts'
import { formWords } from '../moves/words.ts'

type Props = { subdistrict: string; value: string; onChange: (category: string, kind: RequestKind) => void; error?: string | undefined; label?: string }

/** Two levels in one select; each category brings its kind. */
export function CategoryPicker({ subdistrict, value, onChange, error, label }: Props) {
  const t = useWords(formWords)
  const ui = useWords(uiWords)
  const say = useShared()
  const both = useBilingual()
  const form = useQuery({ queryKey: ['report-form', subdistrict], queryFn: () => api.intake.form(subdistrict ? { subdistrict } : {}), staleTime: 5 * 60_000 })
  if (form.isPending) return <Loading rows={1} />
  if (form.error) return <Failure error={form.error} retry={() => void form.refetch()} />
  const { categories } = form.data
  const headings = categories.filter(({ parentId }) => parentId === null)
  const under = (id: string) => categories.filter(({ parentId }) => parentId === id)
  return (
    <Field label={label ?? t('category')} error={error}>
      {(control) => (
        <select
          {...control}
          className="pick"
          value={value}
          onChange={(event) => {
            const chosen = categories.find(({ id }) => id === event.target.value)
            if (chosen) onChange(chosen.id, chosen.kind)
          }}
        >
          <option value="">{ui('choose')}</option>
          {headings.map((heading) => (
            <optgroup key={heading.id} label={both(heading.name)}>
              {(under(heading.id).length > 0 ? under(heading.id) : [heading]).map(({ id, name, kind }) => (
                <option key={id} value={id}>
                  {both(name)}（{say(kindWords, kind)}）
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      )}
    </Field>
  )
}
