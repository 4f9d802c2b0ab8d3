import { ResourceKind } from '@ejia/contract/enterprises.ts'
import { resourceKindWords } from '@ejia/dictionary/registry-words.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { makeId } from '../../platform/ids.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading, Nothing } from '../../ui/states.tsx'
import { RegistryTabs } from '../registry/registry-tabs.tsx'
import { may, useMe } from '../sessions/session.ts'
import { useOwnGrids } from './grid-choices.ts'
import { enterpriseWords } from './words.ts'

const route = getRouteApi('/staff/resources')

/** What the neighbourhood can offer itself: found here when a need is to be met. */
export function ResourcesPage() {
  const t = useWords(enterpriseWords)
  const say = useShared()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const client = useQueryClient()
  const edits = may(useMe(), 'registry.edit')
  const [typed, setTyped] = useState(search.text ?? '')
  const query = useQuery({ queryKey: ['resources', search], queryFn: () => api.enterprises.listResources({ ...search, limit: 100 }) })
  const end = useMutation({
    mutationFn: (resourceId: string) => api.enterprises.endResource({ resourceId }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['resources'] }),
  })
  const rows = query.data?.rows ?? []
  const find = (event: FormEvent) => {
    event.preventDefault()
    void navigate({ search: { ...(search.kind && { kind: search.kind }), ...(typed.trim() && { text: typed.trim() }) }, replace: true })
  }
  return (
    <Page title={t('resources')} extra={query.data && <span className="soft">{t('matching', { count: query.data.total })}</span>}>
      <RegistryTabs />
      <p className="soft">{t('resourcesNote')}</p>
      <form className="card form-grid" role="search" onSubmit={find}>
        <Field label={t('resourceTitle')}>
          {({ id }) => (
            <Input.Search
              id={id}
              maxLength={60}
              enterButton={t('apply')}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onSearch={(_, event) => event && find(event as never)}
            />
          )}
        </Field>
        <Field label={t('kind')}>
          {({ id }) => (
            <Pick
              id={id}
              empty={t('any')}
              value={search.kind ?? ''}
              options={ResourceKind.options.map((value) => ({ value, label: say(resourceKindWords, value) }))}
              onChange={(kind) => void navigate({ search: { ...(search.text && { text: search.text }), ...(kind && { kind }) }, replace: true })}
            />
          )}
        </Field>
      </form>
      {query.isPending && <Loading />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <Nothing title={t('emptyResources')}>{t('emptyResourcesText')}</Nothing>}
      {end.error && <FormRefusal refusal={refusalOf(end.error)} />}
      {rows.length > 0 && (
        <div className="card">
          <DataTable
            caption={t('resources')}
            hideCaption
            keyOf={(row) => row.id}
            rows={rows}
            columns={[
              { title: t('resourceTitle'), cell: (row) => row.title },
              { title: t('kind'), cell: (row) => say(resourceKindWords, row.kind) },
              { title: t('detail'), cell: (row) => row.detail },
              { title: t('offeredBy'), cell: (row) => row.offeredBy || '—' },
              { title: t('grid'), cell: (row) => row.grid.name },
              { title: t('offeredUntil'), cell: (row) => row.offeredUntil ?? t('long') },
              ...(edits
                ? [
                    {
                      title: t('end'),
                      cell: (row: (typeof rows)[number]) => (
                        <Button aria-label={`${t('end')} ${row.title}`} loading={end.isPending && end.variables === row.id} onClick={() => end.mutate(row.id)}>
                          {t('end')}
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </div>
      )}
      {edits && <NewResource />}
    </Page>
  )
}

const empty = { kind: 'skill' as ResourceKind, title: '', detail: '', gridCode: '', offeredUntil: '' }

function NewResource() {
  const t = useWords(enterpriseWords)
  const say = useShared()
  const { at } = useRefusals()
  const client = useQueryClient()
  const grids = useOwnGrids()
  const [typed, change, drop] = useDraft('resource', empty)
  const [id, setId] = useState(makeId)
  const gridCode = typed.gridCode || grids[0]?.value || ''
  const save = useMutation({
    mutationFn: () =>
      api.enterprises.saveResource({
        resourceId: id,
        kind: typed.kind,
        title: typed.title,
        gridCode,
        ...(typed.detail.trim() && { detail: typed.detail }),
        ...(typed.offeredUntil && { offeredUntil: typed.offeredUntil }),
      }),
    onSuccess: () => {
      drop()
      setId(makeId())
      return client.invalidateQueries({ queryKey: ['resources'] })
    },
  })
  const refusal = save.error && refusalOf(save.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-labelledby="new-resource">
      <h2 id="new-resource">{t('newResource')}</h2>
      <div className="form-grid">
        <Field label={t('resourceTitle')} error={at(refusal, 'title')}>
          {(control) => <Input {...control} maxLength={60} value={typed.title} onChange={(event) => change({ title: event.target.value })} />}
        </Field>
        <Field label={t('kind')} error={at(refusal, 'kind')}>
          {(control) => (
            <Pick
              {...control}
              value={typed.kind}
              options={ResourceKind.options.map((value) => ({ value, label: say(resourceKindWords, value) }))}
              onChange={(kind) => change({ kind: kind || 'skill' })}
            />
          )}
        </Field>
        <Field label={t('grid')} error={at(refusal, 'gridCode')}>
          {(control) => <Pick {...control} value={gridCode} options={grids} onChange={(value) => change({ gridCode: value })} />}
        </Field>
        <Field label={t('offeredUntil')} optional error={at(refusal, 'offeredUntil')}>
          {(control) => <Input {...control} type="date" value={typed.offeredUntil} onChange={(event) => change({ offeredUntil: event.target.value })} />}
        </Field>
      </div>
      <Field label={t('detail')} optional hint={t('detailHint')} error={at(refusal, 'detail')}>
        {(control) => (
          <Input.TextArea {...control} rows={2} maxLength={500} value={typed.detail} onChange={(event) => change({ detail: event.target.value })} />
        )}
      </Field>
      <FormRefusal refusal={refusal} />
      {save.isSuccess && <Alert type="success" showIcon role="status" title={t('saved')} />}
      <div>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
