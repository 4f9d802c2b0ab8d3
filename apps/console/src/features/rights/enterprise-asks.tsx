import type { EnterpriseAskSummary } from '@ejia/contract/own-enterprises.ts'
import { enterpriseSizeWords } from '@ejia/dictionary/registry-words.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Field } from '../../ui/field.tsx'
import { Failure, FormRefusal, Loading } from '../../ui/states.tsx'
import { enterpriseWords } from '../enterprises/words.ts'
import { rightsWords } from './words.ts'

/** What contacts of enterprises ask, below what residents ask; nothing is shown where nothing is asked. */
export function EnterpriseAsks({ onDone }: { onDone: () => void }) {
  const query = useQuery({ queryKey: ['enterprise-asks'], queryFn: () => api.ownEnterprises.listAsks() })
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} />
  return query.data?.rows.map((row) => <Ask key={row.id} row={row} onDone={onDone} />)
}

function Ask({ row, onDone }: { row: EnterpriseAskSummary; onDone: () => void }) {
  const t = useWords(rightsWords)
  const dates = useDates()
  const [open, setOpen] = useState(false)
  const late = row.dueOn < dates.today
  const kind = t(`enterprise_${row.kind}`)
  return (
    <section className="card stack" aria-label={`${kind} ${row.enterpriseName}`}>
      <p className="row">
        <strong>{kind}</strong>
        <Link to="/enterprises/$enterpriseId" params={{ enterpriseId: row.enterpriseId }} className="target">
          {row.enterpriseName}
        </Link>
        <span className="soft">{row.area.name}</span>
        <span className={late ? 'tag tag-danger' : 'tag tag-plain'}>
          {t('due', { day: dates.day(row.dueOn) })}
          {late && ` · ${t('late')}`}
        </span>
      </p>
      {open ? (
        <AnswerForm row={row} onDone={onDone} />
      ) : (
        <div>
          <Button onClick={() => setOpen(true)} aria-label={`${t('open')} ${kind} ${row.enterpriseName}`}>
            {t('open')}
          </Button>
        </div>
      )}
    </section>
  )
}

function AnswerForm({ row, onDone }: { row: EnterpriseAskSummary; onDone: () => void }) {
  const t = useWords(rightsWords)
  const named = useWords(enterpriseWords)
  const say = useShared()
  const { at } = useRefusals()
  const client = useQueryClient()
  const [words, setWords] = useState('')
  const query = useQuery({ queryKey: ['enterprise-ask', row.id], queryFn: () => api.ownEnterprises.openAsk({ askId: row.id }), gcTime: 0 })
  const answer = useMutation({
    mutationFn: (agree: boolean) => api.ownEnterprises.answer({ askId: row.id, agree, words }),
    onSuccess: () => {
      onDone()
      void client.invalidateQueries({ queryKey: ['enterprise', row.enterpriseId] })
      return client.invalidateQueries({ queryKey: ['enterprise-asks'] })
    },
  })
  const refusal = answer.error && refusalOf(answer.error)
  if (query.isPending) return <Loading rows={3} />
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} />
  const { facts, phone } = query.data
  const fields = ['name', 'creditCode', 'industry', 'size', 'address', 'contactName', 'contactPhone'] as const
  return (
    <form className="stack" onSubmit={(event) => event.preventDefault()} noValidate aria-label={t(`enterprise_${row.kind}`)}>
      {query.data.words && (
        <p>
          <span className="soft">{t('said')}：</span>
          <span dir="auto">{query.data.words}</span>
        </p>
      )}
      {row.kind === 'link' && <p>{phone ? t('provedPhone', { phone }) : t('noPhone')}</p>}
      {facts && (
        <dl className="facts">
          {fields.map((field) => {
            const value = facts[field]
            if (value === undefined) return null
            return (
              <div key={field}>
                <dt>{named(field)}</dt>
                <dd>{field === 'size' ? say(enterpriseSizeWords, value as keyof typeof enterpriseSizeWords) : value}</dd>
              </div>
            )
          })}
        </dl>
      )}
      <Field label={t('answer')} hint={t('declineHint')} error={at(refusal, 'words')}>
        {(control) => <Input.TextArea {...control} rows={2} maxLength={500} value={words} onChange={(event) => setWords(event.target.value)} />}
      </Field>
      <FormRefusal refusal={refusal} />
      <div className="row">
        <Button type="primary" loading={answer.isPending} onClick={() => answer.mutate(true)}>
          {t('agree')}
        </Button>
        <Button onClick={() => answer.mutate(false)}>{t('decline')}</Button>
      </div>
    </form>
  )
}
