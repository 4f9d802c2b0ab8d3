import type { ReportForm, RowFilter } from '@ejia/contract/report-forge.ts'
import { EnterpriseKind, EnterpriseSize } from '@ejia/contract/enterprises.ts'
import { askedOfRow, reportSources, ReportRowKind } from '@ejia/contract/report-sources.ts'
import { enterpriseKindWords, enterpriseSizeWords } from '@ejia/dictionary/registry-words.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { useRefusals } from '../../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { useDraft } from '../../../platform/drafts.ts'
import { Refusal, refusalOf } from '../../../platform/refusal.ts'
import { OneOf, Pick } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Page } from '../../../ui/page.tsx'
import { Failure, FormRefusal, Loading } from '../../../ui/states.tsx'
import { useMe } from '../../sessions/session.ts'
import { ColumnEditor } from './column-editor.tsx'
import { columnOf, type ColumnDraft, draftOf, newColumn } from './column-draft.ts'
import { sourceWords } from './source-words.ts'

type Draft = { name: string; askedBy: string; note: string; rows: ReportRowKind; rowFilter: RowFilter; columns: ColumnDraft[] }

export function DefinitionPage() {
  const t = useWords(sourceWords)
  const { formId } = useParams({ from: '/staff/forms/definitions/$formId' })
  const isNew = formId.startsWith('new-')
  const query = useQuery({ queryKey: ['report-form', formId], queryFn: () => api.reportForge.openForm({ formId }), enabled: !isNew })
  return (
    <Page title={isNew ? t('newTitle') : (query.data?.name ?? t('name'))}>
      <Link to="/forms/definitions" className="back-link">
        ‹ {t('back')}
      </Link>
      {!isNew && query.isPending && <Loading rows={8} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {isNew && <Editor key={formId} formId={formId.slice(4)} form={null} />}
      {query.data && <Editor key={`${formId}.${query.data.version}`} formId={formId} form={query.data} />}
    </Page>
  )
}

function Editor({ formId, form }: { formId: string; form: ReportForm | null }) {
  const t = useWords(sourceWords)
  const say = useShared()
  const { at } = useRefusals()
  const me = useMe()
  const navigate = useNavigate()
  const client = useQueryClient()
  const subdistrict = form?.subdistrict ?? me?.actions.find((held) => held.action === 'reportForge.define')?.areas[0]?.slice(0, 9) ?? ''
  const [typed, change, drop] = useDraft<Draft>(`form.${formId}.${form?.version ?? 0}`, {
    name: form?.name ?? '',
    askedBy: form?.askedBy ?? '',
    note: form?.note ?? '',
    rows: form?.rows ?? 'byGrid',
    rowFilter: form?.rowFilter ?? {},
    columns: form?.columns.map(draftOf) ?? [newColumn([], 'byGrid')],
  })
  const save = useMutation({
    mutationFn: () => {
      const { note, columns, ...rest } = typed
      return api.reportForge.saveForm({
        formId,
        subdistrict,
        basedOn: form?.version ?? 0,
        ...rest,
        ...(note.trim() && { note }),
        columns: columns.map(columnOf),
      })
    },
    onSuccess: () => {
      drop()
      void client.invalidateQueries({ queryKey: ['report-forms'] })
      void client.invalidateQueries({ queryKey: ['report-form'] })
      return navigate({ to: '/forms/definitions' })
    },
  })
  const refusal = save.error && refusalOf(save.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  /** Other rows know other sources: what cannot stand there any more begins anew. */
  const setRows = (rows: ReportRowKind) =>
    change({
      rows,
      columns: typed.columns.map((column) => ({
        ...column,
        by: askedOfRow[rows].includes(column.by) ? column.by : askedOfRow[rows][0]!,
        source: column.source === '' || reportSources[column.source].rows.includes(rows) ? column.source : '',
      })),
    })
  const setColumn = (index: number, column: ColumnDraft) => change({ columns: typed.columns.toSpliced(index, 1, column) })
  const whole =
    refusal &&
    new Refusal(
      refusal.code,
      refusal.issues.filter(({ path }) => path[0] !== 'columns'),
      refusal.retryAfterSeconds,
    )
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={t('save')}>
      <section className="card stack">
        <p className="soft">{form ? t('changeNote') : t('noPeople')}</p>
        <div className="form-grid">
          <Field label={t('name')} error={at(whole, 'name')}>
            {(control) => <Input {...control} maxLength={100} value={typed.name} onChange={(event) => change({ name: event.target.value })} />}
          </Field>
          <Field label={t('askedBy')} error={at(whole, 'askedBy')}>
            {(control) => <Input {...control} maxLength={100} value={typed.askedBy} onChange={(event) => change({ askedBy: event.target.value })} />}
          </Field>
          <Field label={t('note')} optional error={at(whole, 'note')}>
            {(control) => <Input {...control} maxLength={500} value={typed.note} onChange={(event) => change({ note: event.target.value })} />}
          </Field>
        </div>
        <OneOf
          legend={t('rows')}
          value={typed.rows}
          options={ReportRowKind.options.map((value) => ({ value, label: t(value) }))}
          onChange={setRows}
          error={at(whole, 'rows')}
        />
        {typed.rows === 'byEnterprise' && (
          <div className="form-grid">
            <Field label={t('onlyKind')} optional>
              {(control) => (
                <Pick
                  {...control}
                  empty={t('any')}
                  value={typed.rowFilter.kind ?? ''}
                  options={EnterpriseKind.options.map((value) => ({ value, label: say(enterpriseKindWords, value) }))}
                  onChange={(kind) => change({ rowFilter: { ...(typed.rowFilter.size && { size: typed.rowFilter.size }), ...(kind && { kind }) } })}
                />
              )}
            </Field>
            <Field label={t('onlySize')} optional>
              {(control) => (
                <Pick
                  {...control}
                  empty={t('any')}
                  value={typed.rowFilter.size ?? ''}
                  options={EnterpriseSize.options.map((value) => ({ value, label: say(enterpriseSizeWords, value) }))}
                  onChange={(size) => change({ rowFilter: { ...(typed.rowFilter.kind && { kind: typed.rowFilter.kind }), ...(size && { size }) } })}
                />
              )}
            </Field>
          </div>
        )}
      </section>
      <h2>{t('columns')}</h2>
      <p className="soft">{t('systemHint')}</p>
      {typed.columns.map((column, index) => (
        <ColumnEditor
          key={column.key}
          number={index + 1}
          rows={typed.rows}
          column={column}
          issues={refusal?.issues.filter(({ path }) => path[0] === 'columns' && path[1] === index) ?? []}
          onChange={(next) => setColumn(index, next)}
          onUp={index === 0 ? undefined : () => change({ columns: typed.columns.toSpliced(index - 1, 2, column, typed.columns[index - 1]!) })}
          onRemove={typed.columns.length === 1 ? undefined : () => change({ columns: typed.columns.toSpliced(index, 1) })}
        />
      ))}
      <div>
        <Button disabled={typed.columns.length >= 40} onClick={() => change({ columns: [...typed.columns, newColumn(typed.columns, typed.rows)] })}>
          {t('addColumn')}
        </Button>
      </div>
      <FormRefusal refusal={refusal} />
      <div>
        <Button type="primary" htmlType="submit" size="large" loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
