import type { ReportForm } from '@ejia/contract/report-forge.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { makeId } from '../../platform/ids.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading, Nothing } from '../../ui/states.tsx'
import { FormsTabs } from './forms-tabs.tsx'
import { reportForgeWords } from './words.ts'

export const formsQuery = { queryKey: ['report-forms'], queryFn: () => api.reportForge.listForms() }

export function DefinitionsPage() {
  const t = useWords(reportForgeWords)
  const navigate = useNavigate()
  const query = useQuery(formsQuery)
  const rows = query.data?.rows ?? []
  return (
    <Page title={t('definitions')}>
      <FormsTabs />
      <p className="soft">{t('intro')}</p>
      <div>
        <Button onClick={() => void navigate({ to: '/forms/definitions/$formId', params: { formId: `new-${makeId()}` } })}>{t('newForm')}</Button>
      </div>
      {query.isPending && <Loading />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <Nothing title={t('noFormsTitle')}>{t('noFormsText')}</Nothing>}
      <ul className="stack" aria-label={t('definitions')}>
        {rows.map((form) => (
          <li key={form.id}>
            <FormCard form={form} />
          </li>
        ))}
      </ul>
    </Page>
  )
}

function FormCard({ form }: { form: ReportForm }) {
  const t = useWords(reportForgeWords)
  const client = useQueryClient()
  const [open, setOpen] = useState<'start' | 'end' | null>(null)
  const end = useMutation({
    mutationFn: () => api.reportForge.endForm({ formId: form.id }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['report-forms'] }),
  })
  return (
    <article className="card stack">
      <h2>{form.name}</h2>
      <p className="soft">
        {form.askedBy} · {t('columnsCount', { count: form.columns.length, fills: form.fills })}
      </p>
      <div className="row">
        <Button type="primary" aria-label={`${t('start')} ${form.name}`} aria-expanded={open === 'start'} onClick={() => setOpen('start')}>
          {t('start')}
        </Button>
        <Link to="/forms/definitions/$formId" params={{ formId: form.id }} className="link-button" aria-label={`${t('edit')} ${form.name}`}>
          {t('edit')}
        </Link>
        <Button aria-label={`${t('endForm')} ${form.name}`} aria-expanded={open === 'end'} onClick={() => setOpen('end')}>
          {t('endForm')}
        </Button>
      </div>
      {open === 'start' && <StartForm form={form} onClose={() => setOpen(null)} />}
      {open === 'end' && (
        <div className="stack">
          <p>{t('endNote')}</p>
          {end.error && <FormRefusal refusal={refusalOf(end.error)} />}
          <div className="form-buttons">
            <Button danger loading={end.isPending} onClick={() => end.mutate()}>
              {t('submit', { step: t('endForm') })}
            </Button>
            <Button onClick={() => setOpen(null)}>{t('cancel')}</Button>
          </div>
        </div>
      )}
    </article>
  )
}

/** Last month, due in a week: what is asked for most. */
function periodBefore(today: string) {
  const first = `${today.slice(0, 8)}01`
  const to = new Date(Date.parse(first) - 86_400_000).toISOString().slice(0, 10)
  return { from: `${to.slice(0, 8)}01`, to, dueOn: new Date(Date.parse(today) + 7 * 86_400_000).toISOString().slice(0, 10) }
}

function StartForm({ form, onClose }: { form: ReportForm; onClose: () => void }) {
  const t = useWords(reportForgeWords)
  const { at } = useRefusals()
  const { today } = useDates()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [typed, setTyped] = useState(() => periodBefore(today))
  const start = useMutation({
    mutationFn: () => api.reportForge.start({ formId: form.id, ...typed }),
    onSuccess: (fill) => {
      client.setQueryData(['report-fill', fill.id], fill)
      void client.invalidateQueries({ queryKey: ['report-fills'] })
      return navigate({ to: '/forms/fills/$fillId', params: { fillId: fill.id } })
    },
  })
  const refusal = start.error && refusalOf(start.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    start.mutate()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={`${t('start')} ${form.name}`}>
      <div className="form-grid">
        {(['from', 'to', 'dueOn'] as const).map((name) => (
          <Field key={name} label={t(name)} error={at(refusal, name)}>
            {(control) => <Input {...control} type="date" value={typed[name]} onChange={(event) => setTyped({ ...typed, [name]: event.target.value })} />}
          </Field>
        ))}
      </div>
      <p className="soft">{t('startNote')}</p>
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" size="large" loading={start.isPending}>
          {t('submit', { step: t('start') })}
        </Button>
        <Button size="large" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
