import type { DataAskSummary } from '@ejia/contract/rights.ts'
import { PersonField } from '@ejia/contract/registry.ts'
import { personFieldWords } from '@ejia/dictionary/registry-words.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { OneOf } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading, Nothing } from '../../ui/states.tsx'
import { RegistryTabs } from '../registry/registry-tabs.tsx'
import { EnterpriseAsks } from './enterprise-asks.tsx'
import { rightsWords } from './words.ts'
import '../registry/registry.css'

export function AsksPage() {
  const t = useWords(rightsWords)
  const [done, setDone] = useState(false)
  const query = useQuery({ queryKey: ['data-asks'], queryFn: () => api.rights.list() })
  const rows = query.data?.rows ?? []
  return (
    <Page title={t('title')} extra={query.data && <span className="soft">{t('matching', { count: rows.length })}</span>}>
      <RegistryTabs />
      <p className="soft">{t('note')}</p>
      {done && <Alert type="success" showIcon role="status" title={t('done')} />}
      {query.isPending && <Loading />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <Nothing title={t('noneTitle')}>{t('noneText')}</Nothing>}
      {rows.map((row) => (
        <Ask key={row.id} row={row} onDone={() => setDone(true)} />
      ))}
      <EnterpriseAsks onDone={() => setDone(true)} />
    </Page>
  )
}

function Ask({ row, onDone }: { row: DataAskSummary; onDone: () => void }) {
  const t = useWords(rightsWords)
  const dates = useDates()
  const [open, setOpen] = useState(false)
  const late = row.dueOn < dates.today
  return (
    <section className="card stack" aria-label={`${t(row.kind)} ${row.maskedName ?? ''}`}>
      <p className="row">
        <strong>{t(row.kind)}</strong>
        <span>{row.maskedName}</span>
        <span className="soft">{row.area.name}</span>
        <span className={late ? 'tag tag-danger' : 'tag tag-plain'}>
          {t('due', { day: dates.day(row.dueOn) })}
          {late && ` · ${t('late')}`}
        </span>
        {row.kind === 'deletion' && row.openRequests > 0 && <span className="tag tag-wait">{t('openRequests', { count: row.openRequests })}</span>}
      </p>
      {row.mayAnswer && !open && (
        <div>
          <Button onClick={() => setOpen(true)} aria-label={`${t('open')} ${t(row.kind)} ${row.maskedName ?? ''}`}>
            {t('open')}
          </Button>
        </div>
      )}
      {open && <AnswerForm row={row} onDone={onDone} />}
    </section>
  )
}

function AnswerForm({ row, onDone }: { row: DataAskSummary; onDone: () => void }) {
  const t = useWords(rightsWords)
  const say = useShared()
  const { at } = useRefusals()
  const client = useQueryClient()
  const [words, setWords] = useState('')
  const [personId, setPersonId] = useState('')
  const query = useQuery({ queryKey: ['data-ask', row.id], queryFn: () => api.rights.open({ askId: row.id }), gcTime: 0 })
  const answer = useMutation({
    mutationFn: (agree: boolean) => api.rights.answer({ askId: row.id, agree, words, ...(personId && { personId }) }),
    onSuccess: () => {
      onDone()
      return client.invalidateQueries({ queryKey: ['data-asks'] })
    },
  })
  const refusal = answer.error && refusalOf(answer.error)
  if (query.isPending) return <Loading rows={3} />
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} />
  const facts = query.data.facts
  return (
    <form className="stack" onSubmit={(event) => event.preventDefault()} noValidate aria-label={t(row.kind)}>
      {query.data.words && (
        <p>
          <span className="soft">{t('said')}：</span>
          <span dir="auto">{query.data.words}</span>
        </p>
      )}
      {facts && (
        <dl className="facts">
          {PersonField.options.flatMap((field) => {
            const value = field === 'residence' ? undefined : facts[field]
            if (value === undefined || value === null) return []
            return [
              <div key={field}>
                <dt>{say(personFieldWords, field)}</dt>
                <dd>{typeof value === 'object' ? value.number : String(value)}</dd>
              </div>,
            ]
          })}
        </dl>
      )}
      {row.personId && (
        <p>
          <Link to="/registry/people/$personId" params={{ personId: row.personId }}>
            {t('personOf')}
          </Link>
        </p>
      )}
      {row.kind === 'link' && <PersonChoice value={personId} onChange={setPersonId} error={at(refusal, 'personId')} />}
      <Field label={t('answer')} hint={t('declineHint')} error={at(refusal, 'words')}>
        {(control) => <Input.TextArea {...control} rows={2} maxLength={500} value={words} onChange={(event) => setWords(event.target.value)} />}
      </Field>
      <FormRefusal refusal={refusal} />
      <div className="row">
        <Button type="primary" danger={row.kind === 'deletion'} loading={answer.isPending} onClick={() => answer.mutate(true)}>
          {row.kind === 'deletion' ? t('agreeDelete') : t('agree')}
        </Button>
        <Button onClick={() => answer.mutate(false)}>{t('decline')}</Button>
      </div>
    </form>
  )
}

function PersonChoice({ value, onChange, error }: { value: string; onChange: (value: string) => void; error: string | undefined }) {
  const t = useWords(rightsWords)
  const [asked, setAsked] = useState('')
  const found = useQuery({
    queryKey: ['registry', 'search', asked],
    queryFn: () => api.registry.search({ text: asked }),
    enabled: [...asked].length >= 2,
    gcTime: 0,
  })
  const options = (found.data?.people ?? [])
    .filter((one) => !one.isMinor)
    .map((one) => ({ value: one.id, label: one.maskedName, hint: `${one.place} · ${one.grid.name}` }))
  return (
    <>
      <Field label={t('search')}>
        {(control) => <Input.Search {...control} autoComplete="off" maxLength={60} onSearch={(text) => setAsked(text.trim())} />}
      </Field>
      {(options.length > 0 || error) && <OneOf legend={t('which')} value={value} options={options} onChange={onChange} error={error} />}
    </>
  )
}
