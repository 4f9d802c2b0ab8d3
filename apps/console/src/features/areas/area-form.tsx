import type { Area } from '@ejia/contract/areas.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { areaWords } from './words.ts'

type Props = { area: Area } | { parent: Area; siblings: readonly Area[] }

/** Edits an area, or adds one below another. */
export function AreaForm(props: Props) {
  const t = useWords(areaWords)
  const { at } = useRefusals()
  const client = useQueryClient()
  const known = 'area' in props ? props.area : null
  const [typed, setTyped] = useState(() => ({
    code: known?.code ?? nextCode(props),
    name: known?.name ?? '',
    phone: known?.phone ?? '',
    gridKind: known?.gridKind ?? ('base' as 'base' | 'dedicated'),
    validTo: known?.validTo ?? '',
  }))
  const isGrid = typed.code.length === 15
  const save = useMutation({
    mutationFn: () =>
      api.areas.save({
        code: typed.code,
        name: typed.name,
        ...(isGrid && { gridKind: typed.gridKind }),
        ...(typed.phone && { phone: typed.phone }),
        ...(typed.validTo && { validTo: typed.validTo }),
      }),
    onSuccess: () => {
      if (!known) setTyped({ ...typed, code: increase(typed.code), name: '' })
      return client.invalidateQueries({ queryKey: ['areas'] })
    },
  })
  const refusal = save.error && refusalOf(save.error)
  const title = known ? `${t('edit')} ${known.name}` : t('add')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-label={title}>
      <h2>{title}</h2>
      <div className="form-grid">
        {!known && (
          <Field label={t('code')} hint={t('addHint')} error={at(refusal, 'code')}>
            {(control) => <Input {...control} inputMode="numeric" value={typed.code} onChange={(event) => setTyped({ ...typed, code: event.target.value })} />}
          </Field>
        )}
        <Field label={t('name')} error={at(refusal, 'name')}>
          {(control) => <Input {...control} value={typed.name} onChange={(event) => setTyped({ ...typed, name: event.target.value })} />}
        </Field>
        {isGrid && (
          <Field label={t('kind')} error={at(refusal, 'gridKind')}>
            {(control) => (
              <Pick
                {...control}
                value={typed.gridKind}
                options={[
                  { value: 'base', label: t('base') },
                  { value: 'dedicated', label: t('dedicated') },
                ]}
                onChange={(value) => setTyped({ ...typed, gridKind: value || 'base' })}
              />
            )}
          </Field>
        )}
        <Field label={t('phone')} optional error={at(refusal, 'phone')}>
          {(control) => <Input {...control} inputMode="tel" value={typed.phone} onChange={(event) => setTyped({ ...typed, phone: event.target.value })} />}
        </Field>
        {known && (
          <Field label={t('validTo')} optional error={at(refusal, 'validTo')}>
            {(control) => <Input {...control} type="date" value={typed.validTo} onChange={(event) => setTyped({ ...typed, validTo: event.target.value })} />}
          </Field>
        )}
      </div>
      <FormRefusal refusal={refusal} />
      {save.isSuccess && <Alert type="success" showIcon role="status" title={t('saved')} />}
      <div>
        <Button htmlType="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}

function nextCode(props: Props): string {
  if ('area' in props) return props.area.code
  const last = props.siblings
    .map((sibling) => sibling.code)
    .toSorted()
    .at(-1)
  return last ? increase(last) : `${props.parent.code}001`
}

function increase(code: string): string {
  return `${code.slice(0, -3)}${String(Number(code.slice(-3)) + 1).padStart(3, '0')}`
}
