import type { PublicBuilding } from '@ejia/contract/areas.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Field } from '../../ui/field.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { BuildingSearch } from '../requests/pickers/building-search.tsx'
import { captainWords } from './words.ts'

export function InviteForm({ onClose }: { onClose: () => void }) {
  const t = useWords(captainWords)
  const { at } = useRefusals()
  const client = useQueryClient()
  const [building, setBuilding] = useState<PublicBuilding | null>(null)
  const [typed, setTyped] = useState({ name: '', endsOn: '' })
  const sent = useMutation({
    mutationFn: () => api.captains.invite({ buildingId: building?.id ?? '', name: typed.name.trim(), ...(typed.endsOn && { endsOn: typed.endsOn }) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['captains'] }),
  })
  const refusal = sent.error && refusalOf(sent.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    sent.mutate()
  }
  if (sent.data)
    return (
      <>
        <CaptainLink url={sent.data.url} />
        <div>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </>
    )
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={t('invite')}>
      <BuildingSearch value={building?.id ?? ''} onChange={setBuilding} />
      {at(refusal, 'buildingId') && (
        <p className="field-error" role="alert">
          {at(refusal, 'buildingId')}
        </p>
      )}
      <div className="form-grid">
        <Field label={t('name')} error={at(refusal, 'name')}>
          {(control) => <Input {...control} maxLength={30} value={typed.name} onChange={(event) => setTyped({ ...typed, name: event.target.value })} />}
        </Field>
        <Field label={t('endsOn')} optional error={at(refusal, 'endsOn')}>
          {(control) => <Input {...control} type="date" value={typed.endsOn} onChange={(event) => setTyped({ ...typed, endsOn: event.target.value })} />}
        </Field>
      </div>
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" size="large" loading={sent.isPending}>
          {t('makeLink')}
        </Button>
        <Button size="large" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

/** Shown once, to be sent to the neighbour. */
export function CaptainLink({ url }: { url: string }) {
  const t = useWords(captainWords)
  const [copied, setCopied] = useState(false)
  return (
    <Alert
      type="success"
      role="status"
      title={t('linkOnce')}
      description={
        <span className="row">
          <code style={{ overflowWrap: 'anywhere' }}>{url}</code>
          <Button onClick={() => void navigator.clipboard.writeText(url).then(() => setCopied(true))}>{copied ? t('copied') : t('copy')}</Button>
        </span>
      }
    />
  )
}
