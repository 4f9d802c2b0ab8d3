import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Notice } from '@ejia/contract/notices.ts'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading, Nothing } from '../../ui/states.tsx'
import { areasQuery } from '../areas/queries.ts'
import { useMe } from '../sessions/session.ts'
import { noticeWords } from './words.ts'

const noticesQuery = queryOptions({ queryKey: ['notices'], queryFn: () => api.notices.list() })

export function NoticesPage() {
  const t = useWords(noticeWords)
  const query = useQuery(noticesQuery)
  return (
    <Page title={t('title')}>
      <PublishForm />
      {query.isPending ? (
        <Loading />
      ) : query.isError ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : (
        <NoticeTable rows={query.data.rows} />
      )}
    </Page>
  )
}

function NoticeTable({ rows }: { rows: readonly Notice[] }) {
  const t = useWords(noticeWords)
  const dates = useDates()
  const client = useQueryClient()
  const withdraw = useMutation({
    mutationFn: (noticeId: string) => api.notices.withdraw({ noticeId }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
  })
  if (rows.length === 0) return <Nothing title={t('emptyTitle')}>{t('emptyText')}</Nothing>
  const stateOf = (row: Notice) => (row.withdrawnAt ? t('withdrawn') : row.validTo && new Date(row.validTo) < dates.now ? t('expired') : t('standing'))
  return (
    <div className="card">
      {withdraw.error && <FormRefusal refusal={refusalOf(withdraw.error)} />}
      <DataTable
        caption={t('title')}
        hideCaption
        keyOf={(row) => row.id}
        rows={rows}
        columns={[
          { title: t('heading'), cell: (row) => row.title },
          { title: t('area'), cell: (row) => row.area.name },
          { title: t('when'), cell: (row) => dates.moment(row.publishedAt) },
          { title: t('state'), cell: stateOf },
          {
            title: t('withdraw'),
            cell: (row) =>
              row.mayEdit && !row.withdrawnAt ? (
                <Button onClick={() => withdraw.mutate(row.id)} aria-label={`${t('withdraw')} ${row.title}`}>
                  {t('withdraw')}
                </Button>
              ) : null,
          },
        ]}
      />
    </div>
  )
}

const empty = { areaCode: '', title: '', body: '', validTo: '' }

function PublishForm() {
  const t = useWords(noticeWords)
  const { at } = useRefusals()
  const me = useMe()
  const client = useQueryClient()
  const areas = useQuery(areasQuery())
  const [typed, change, drop] = useDraft('notice', empty)
  const [done, setDone] = useState(false)
  const mine = me?.actions.find((held) => held.action === 'notice.publish')?.areas ?? []
  const choices = (areas.data?.rows ?? []).filter((area) => area.kind !== 'grid' && mine.some((root) => area.code.startsWith(root)))
  const areaCode = typed.areaCode || choices[0]?.code || ''
  const publish = useMutation({
    mutationFn: () =>
      api.notices.publish({
        areaCode,
        title: typed.title,
        body: typed.body,
        ...(typed.validTo && { validTo: new Date(`${typed.validTo}T23:59:59+08:00`).toISOString() }),
      }),
    onSuccess: () => {
      drop()
      setDone(true)
      return client.invalidateQueries({ queryKey: ['notices'] })
    },
  })
  const refusal = publish.error && refusalOf(publish.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setDone(false)
    publish.mutate()
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-labelledby="publish-title">
      <h2 id="publish-title">{t('publish')}</h2>
      <div className="form-grid">
        <Field label={t('area')} error={at(refusal, 'areaCode')}>
          {(control) => (
            <Pick
              {...control}
              value={areaCode}
              options={choices.map((area) => ({ value: area.code, label: area.name }))}
              onChange={(value) => change({ areaCode: value })}
            />
          )}
        </Field>
        <Field label={t('validTo')} optional error={at(refusal, 'validTo')}>
          {(control) => <Input {...control} type="date" value={typed.validTo} onChange={(event) => change({ validTo: event.target.value })} />}
        </Field>
      </div>
      <Field label={t('heading')} error={at(refusal, 'title')}>
        {(control) => <Input {...control} maxLength={80} value={typed.title} onChange={(event) => change({ title: event.target.value })} />}
      </Field>
      <Field label={t('body')} error={at(refusal, 'body')}>
        {(control) => <Input.TextArea {...control} rows={5} value={typed.body} onChange={(event) => change({ body: event.target.value })} />}
      </Field>
      <FormRefusal refusal={refusal} />
      {done && <Alert type="success" showIcon role="status" title={t('published')} />}
      <div>
        <Button type="primary" htmlType="submit" loading={publish.isPending}>
          {t('publish')}
        </Button>
      </div>
    </form>
  )
}
