import type { ImportRow } from '@ejia/contract/areas.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { areaWords } from './words.ts'

type System = 'wgs84' | 'gcj02' | 'bd09'
const problems = ['noCode', 'unknownCode', 'notAPolygon', 'noRing', 'tooFewPositions', 'notClosed', 'outOfRange', 'crossesItself'] as const

/** Try first: nothing is written before somebody has seen what would be. */
export function ImportForm({ subdistrict }: { subdistrict: string }) {
  const t = useWords(areaWords)
  const { at } = useRefusals()
  const { today } = useDates()
  const client = useQueryClient()
  const [collection, setCollection] = useState<Record<string, unknown> | null>(null)
  const [unreadable, setUnreadable] = useState(false)
  const [system, setSystem] = useState<System>('wgs84')
  const [validFrom, setValidFrom] = useState(today)
  const run = useMutation({
    mutationFn: (dryRun: boolean) => api.areas.importBoundaries({ subdistrict, collection: collection ?? {}, system, validFrom, dryRun }),
    onSuccess: ({ written }) => written && client.invalidateQueries(),
  })
  const refusal = run.error && refusalOf(run.error)
  const read = async (file: File | undefined) => {
    setCollection(null)
    run.reset()
    if (!file) return
    try {
      setCollection(JSON.parse(await file.text()) as Record<string, unknown>)
      setUnreadable(false)
    } catch {
      setUnreadable(true)
    }
  }
  const good = run.data?.rows.filter((row) => row.result !== 'refused').length ?? 0
  return (
    <section className="card stack" aria-labelledby="import-title">
      <h2 id="import-title">{t('importTitle')}</h2>
      <p className="soft">{t('importHint')}</p>
      <div className="form-grid">
        <Field label={t('file')} error={unreadable ? t('notJson') : at(refusal, 'collection')}>
          {(control) => (
            <input {...control} type="file" accept=".json,.geojson,application/geo+json" onChange={(event) => void read(event.target.files?.[0])} />
          )}
        </Field>
        <Field label={t('system')}>
          {(control) => (
            <Pick
              {...control}
              value={system}
              options={(['wgs84', 'gcj02', 'bd09'] as const).map((value) => ({ value, label: t(value) }))}
              onChange={(value) => setSystem(value || 'wgs84')}
            />
          )}
        </Field>
        <Field label={t('validFrom')} error={at(refusal, 'validFrom')}>
          {(control) => <Input {...control} type="date" value={validFrom} onChange={(event) => setValidFrom(event.target.value)} />}
        </Field>
      </div>
      <FormRefusal refusal={refusal} />
      <div className="row">
        <Button disabled={!collection} loading={run.isPending} onClick={() => run.mutate(true)}>
          {t('dryRun')}
        </Button>
        <Button type="primary" disabled={!collection || !run.data || run.data.written || good === 0} loading={run.isPending} onClick={() => run.mutate(false)}>
          {t('write')}
        </Button>
      </div>
      {run.data?.written && <Alert type="success" showIcon role="status" title={t('written', { count: good })} />}
      {run.data && <Rows rows={run.data.rows} />}
    </section>
  )
}

function Rows({ rows }: { rows: readonly ImportRow[] }) {
  const t = useWords(areaWords)
  const say = (problem: string | null) => {
    const known = problems.find((word) => word === problem)
    return known ? t(known) : ''
  }
  return (
    <DataTable
      caption={t('result')}
      keyOf={(row) => String(row.row)}
      rows={rows}
      columns={[
        { title: t('row'), cell: (row) => row.row, number: true },
        { title: t('name'), cell: (row) => row.name },
        { title: t('code'), cell: (row) => row.areaCode ?? '—' },
        { title: t('result'), cell: (row) => (row.result === 'refused' ? `${t('refused')}：${say(row.problem)}` : t('changed')) },
      ]}
    />
  )
}
