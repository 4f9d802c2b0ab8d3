import { importFields, type Import, type ImportField } from '@ejia/contract/imports.ts'
import { importFaultWords, importFieldWords, importKindWords } from '@ejia/dictionary/import-words.ts'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading } from '../../ui/states.tsx'
import { importWords } from './words.ts'

const atWork = new Set(['checking', 'running', 'undoing'])
const lookAgainMs = 1_500

export function ImportPage() {
  const t = useWords(importWords)
  const { importId } = useParams({ from: '/staff/registry/imports/$importId' })
  const query = useQuery({
    queryKey: ['import', importId],
    queryFn: () => api.imports.open({ importId }),
    refetchInterval: ({ state }) => (state.data && atWork.has(state.data.state) ? lookAgainMs : false),
  })
  return (
    <Page title={query.data?.fileName || t('title')} extra={query.data && <span className="tag tag-new">{t(`state_${query.data.state}`)}</span>}>
      <Link to="/registry/imports" className="back-link">
        ‹ {t('back')}
      </Link>
      {query.isPending && <Loading />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && <Whole row={query.data} />}
    </Page>
  )
}

function Whole({ row }: { row: Import }) {
  const t = useWords(importWords)
  const say = useShared()
  const dates = useDates()
  const client = useQueryClient()
  const importId = row.id
  const move = useMutation({
    mutationFn: (name: 'apply' | 'cancel' | 'undo') => api.imports[name]({ importId }),
    onSuccess: (after) => {
      client.setQueryData(['import', importId], after)
      return client.invalidateQueries({ queryKey: ['imports'] })
    },
  })
  const { outcomes, allowedMoves } = row
  const busy = atWork.has(row.state)
  const figures = [
    ['new', outcomes.new],
    ['change', outcomes.change],
    ['same', outcomes.same],
    ['wrong', outcomes.wrong],
    ...(row.applied > 0 ? [['applied', row.applied] as const] : []),
    ...(row.undone > 0 ? [['undone', row.undone] as const] : []),
    ...(row.leftAlone > 0 ? [['leftAlone', row.leftAlone] as const] : []),
  ] as const
  return (
    <>
      <section className="card stack" aria-label={t('state')}>
        <p>
          {t('holds')} <strong>{say(importKindWords, row.kind)}</strong>
        </p>
        {busy && (
          <div className="stack" role="status">
            <progress value={row.seen} max={row.rows} aria-label={t(`state_${row.state}`)} />
            <span>{t('progress', { seen: row.seen, rows: row.rows })}</span>
          </div>
        )}
        <dl className="facts">
          {figures.map(([key, count]) => (
            <div key={key}>
              <dt>{t(key)}</dt>
              <dd>{count}</dd>
            </div>
          ))}
        </dl>
        {move.error && <FormRefusal refusal={refusalOf(move.error)} />}
        {allowedMoves.includes('apply') && outcomes.wrong > 0 && <p className="soft">{t('applyNote', { count: outcomes.wrong })}</p>}
        {allowedMoves.includes('undo') && <p className="soft">{t('undoNote')}</p>}
        {row.waiting > 0 && (
          <p>
            <Link to="/registry/addresses">{t('waiting', { count: row.waiting })} ›</Link>
          </p>
        )}
        <div className="row">
          {allowedMoves.includes('apply') && (
            <Button type="primary" loading={move.isPending} disabled={outcomes.new + outcomes.change === 0} onClick={() => move.mutate('apply')}>
              {t('apply', { count: outcomes.new + outcomes.change })}
            </Button>
          )}
          {allowedMoves.includes('cancel') && <Button onClick={() => move.mutate('cancel')}>{t('cancel')}</Button>}
          {allowedMoves.includes('undo') && (
            <Button danger onClick={() => move.mutate('undo')}>
              {t('undo')}
            </Button>
          )}
          {allowedMoves.includes('return') && (
            <a href={`/api/imports/${importId}/returned-file`} download className="link-button">
              {t('returned')}
            </a>
          )}
        </div>
        <p className="soft small">{row.fileName ? t('keptUntil', { day: dates.day(row.keptUntil) }) : t('forgotten')}</p>
      </section>
      {allowedMoves.includes('remap') && <Columns key={JSON.stringify(row.mapping)} row={row} />}
      {outcomes.wrong > 0 && <Faults row={row} />}
    </>
  )
}

function Columns({ row }: { row: Import }) {
  const t = useWords(importWords)
  const say = useShared()
  const client = useQueryClient()
  const [mapping, setMapping] = useState(row.mapping)
  const remap = useMutation({
    mutationFn: () => api.imports.remap({ importId: row.id, mapping }),
    onSuccess: (after) => client.setQueryData(['import', row.id], after),
  })
  const choose = (field: ImportField, value: string) => {
    const { [field]: _, ...rest } = mapping
    setMapping(value === '' ? rest : { ...rest, [field]: Number(value) })
  }
  return (
    <section className="card stack" aria-labelledby="import-columns">
      <h2 id="import-columns">{t('columns')}</h2>
      <p className="soft">{t('columnsHint')}</p>
      <div className="form-grid">
        {importFields[row.kind].map((field) => (
          <Field key={field} label={say(importFieldWords, field)}>
            {(control) => (
              <Pick
                {...control}
                empty={t('none')}
                value={mapping[field] === undefined ? '' : String(mapping[field])}
                options={row.header.map((cell, column) => ({ value: String(column), label: cell || `#${column + 1}` }))}
                onChange={(value) => choose(field, value)}
              />
            )}
          </Field>
        ))}
      </div>
      {remap.error && <FormRefusal refusal={refusalOf(remap.error)} />}
      <div>
        <Button loading={remap.isPending} onClick={() => remap.mutate()}>
          {t('recheck')}
        </Button>
      </div>
    </section>
  )
}

function Faults({ row }: { row: Import }) {
  const t = useWords(importWords)
  const say = useShared()
  const query = useInfiniteQuery({
    queryKey: ['import', row.id, 'faults', row.outcomes.wrong],
    queryFn: ({ pageParam }) => api.imports.faults({ importId: row.id, limit: 100, after: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
  })
  const rows = (query.data?.pages.flatMap((page) => page.rows) ?? []).flatMap((one) =>
    one.faults.map((fault, index) => ({ ...fault, row: one.row, key: `${one.row}.${index}` })),
  )
  return (
    <div className="card stack">
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      <DataTable
        caption={t('faults', { count: row.outcomes.wrong })}
        keyOf={(one) => one.key}
        rows={rows}
        columns={[
          { title: t('row'), cell: (one) => one.row, number: true },
          { title: t('column'), cell: (one) => (one.column !== null && row.header[one.column]) || (one.field && say(importFieldWords, one.field)) || '—' },
          { title: t('problem'), cell: (one) => say(importFaultWords, one.fault) },
        ]}
      />
      {query.hasNextPage && (
        <Button block loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  )
}
