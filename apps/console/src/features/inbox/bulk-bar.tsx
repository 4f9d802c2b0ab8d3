import type { RequestSummary } from '@ejia/contract/requests.ts'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Drawer, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { useNarrow } from '../../platform/use-narrow.ts'
import { Field } from '../../ui/field.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { type Target, TargetPicker } from '../requests/pickers/target-picker.tsx'
import { inboxWords } from './words.ts'

type Props = { rows: readonly RequestSummary[]; onDone: () => void; onClear: () => void }

/** Several requests to one team or person; each that has moved on meanwhile is told by its number. */
export function BulkBar({ rows, onDone, onClear }: Props) {
  const t = useWords(inboxWords)
  const { at } = useRefusals()
  const narrow = useNarrow()
  const [open, setOpen] = useState(false)
  const [target, setTarget] = useState<Target>({})
  const [reason, setReason] = useState('')
  const send = useMutation({
    mutationFn: () => api.requests.dispatchMany({ requestIds: rows.map(({ id }) => id), ...target, reason }),
    onSuccess: onDone,
  })
  const refusal = send.error && refusalOf(send.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate()
  }
  const receiptsOf = (ids: readonly string[]) =>
    rows
      .filter(({ id }) => ids.includes(id))
      .map(({ receiptNumber }) => receiptNumber)
      .join('、')
  const close = () => {
    setOpen(false)
    if (send.isSuccess) onClear()
  }
  return (
    <div className="bulk-bar">
      <strong>{t('chosen', { count: rows.length })}</strong>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('dispatchChosen')}
      </Button>
      <Button onClick={onClear}>{t('clearChosen')}</Button>
      <Drawer
        title={t('bulkTitle', { count: rows.length })}
        open={open}
        onClose={close}
        placement={narrow ? 'bottom' : 'right'}
        size={narrow ? '85%' : 480}
        destroyOnHidden
      >
        {send.isSuccess ? (
          <div className="stack" role="status">
            <Alert type="success" showIcon title={t('bulkDone', { count: send.data.done.length })} />
            {send.data.refused.length > 0 && (
              <Alert
                type="warning"
                showIcon
                title={t('bulkRefused', { count: send.data.refused.length, receipts: receiptsOf(send.data.refused.map(({ requestId }) => requestId)) })}
              />
            )}
          </div>
        ) : (
          <form className="form" onSubmit={submit} noValidate>
            <TargetPicker value={target} onChange={setTarget} error={at(refusal, 'areaCode') ?? at(refusal, 'unitId') ?? at(refusal, 'accountId')} />
            <Field label={t('bulkReason')} error={at(refusal, 'reason')}>
              {(control) => <Input.TextArea {...control} rows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.target.value)} />}
            </Field>
            <FormRefusal refusal={refusal} />
            <div className="form-buttons">
              <Button type="primary" htmlType="submit" loading={send.isPending}>
                {t('bulkSubmit')}
              </Button>
            </div>
          </form>
        )}
      </Drawer>
    </div>
  )
}
