import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState, type FormEvent } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { useDates } from '../../dictionary/use-dates.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Field } from '../../ui/field.tsx'
import { Failure, FormRefusal, Loading } from '../../ui/states.tsx'
import { PromiseLine } from './promise-line.tsx'
import { promiseWords } from './words.ts'

/** A day to begin with; the promise is one's own to date. */
const usualDays = 3

/** On the case: what was promised to the resident, and the way to promise. */
export function CasePromises({ requestId }: { requestId: string }) {
  const t = useWords(promiseWords)
  const [open, setOpen] = useState(false)
  const query = useQuery({ queryKey: ['promises', 'of', requestId], queryFn: () => api.promises.ofRequest({ requestId }) })
  if (query.data?.rows.length === 0 && !query.data.mayPromise) return null
  return (
    <section className="card stack" aria-labelledby="case-promises">
      <h2 id="case-promises">{t('onCase')}</h2>
      {query.isPending && <Loading rows={2} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data?.rows.length === 0 && !open && <p className="soft">{t('none')}</p>}
      {query.data && query.data.rows.length > 0 && (
        <ul className="line-list" aria-label={t('onCase')}>
          {query.data.rows.map((promise) => (
            <li key={promise.id}>
              <PromiseLine promise={promise} withCase={false} />
            </li>
          ))}
        </ul>
      )}
      {query.data?.mayPromise && !open && (
        <div>
          <Button onClick={() => setOpen(true)}>{t('promise')}</Button>
        </div>
      )}
      {open && <PromiseForm requestId={requestId} onClose={() => setOpen(false)} />}
    </section>
  )
}

function PromiseForm({ requestId, onClose }: { requestId: string; onClose: () => void }) {
  const t = useWords(promiseWords)
  const { at } = useRefusals()
  const dates = useDates()
  const client = useQueryClient()
  const [typed, change, drop] = useDraft(`promise.new.${requestId}`, {
    words: '',
    dueOn: new Date(Date.parse(dates.today) + usualDays * 86_400_000).toISOString().slice(0, 10),
  })
  const sent = useMutation({
    mutationFn: () => api.promises.make({ requestId, ...typed }),
    onSuccess: () => {
      drop()
      void client.invalidateQueries({ predicate: ({ queryKey }) => ['promises', 'case'].includes(String(queryKey[0])) })
      onClose()
    },
  })
  const refusal = sent.error && refusalOf(sent.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    sent.mutate()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={t('promise')}>
      <Field label={t('what')} hint={t('whatHint')} error={at(refusal, 'words')}>
        {(control) => (
          <Input.TextArea {...control} autoFocus rows={2} maxLength={300} value={typed.words} onChange={(event) => change({ words: event.target.value })} />
        )}
      </Field>
      <Field label={t('by')} error={at(refusal, 'dueOn')}>
        {(control) => <Input {...control} type="date" min={dates.today} value={typed.dueOn} onChange={(event) => change({ dueOn: event.target.value })} />}
      </Field>
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" size="large" loading={sent.isPending}>
          {t('send')}
        </Button>
        <Button size="large" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
