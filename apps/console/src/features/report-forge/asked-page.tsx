import type { AskedCells } from '@ejia/contract/report-forge.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, Fragment } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { Refusal, refusalOf } from '../../platform/refusal.ts'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading, Nothing } from '../../ui/states.tsx'
import { FormsTabs } from './forms-tabs.tsx'
import { reportForgeWords } from './words.ts'

export function AskedPage() {
  const t = useWords(reportForgeWords)
  const search: { below?: true } = useSearch({ strict: false })
  const navigate = useNavigate()
  const below = search.below === true
  const query = useQuery({ queryKey: ['asked-cells', below], queryFn: () => api.reportForge.asked(below ? { below } : {}) })
  const rows = query.data?.rows ?? []
  return (
    <Page title={t('asked')}>
      <FormsTabs />
      <label className="tick">
        <input
          type="checkbox"
          checked={below}
          onChange={(event) => void navigate({ to: '/forms/asked', search: event.target.checked ? { below: true } : {}, replace: true })}
        />
        {t('below')}
      </label>
      {query.isPending && <Loading />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <Nothing title={t('nothingAskedTitle')}>{t('nothingAskedText')}</Nothing>}
      {rows.map((fill) => (
        <AskedForm key={fill.fillId} fill={fill} />
      ))}
    </Page>
  )
}

const separator = ' '
const keyOf = (row: string, column: string) => `${row}${separator}${column}`

/** One form's missing cells; what was typed is kept until it is saved. */
function AskedForm({ fill }: { fill: AskedCells }) {
  const t = useWords(reportForgeWords)
  const dates = useDates()
  const { at } = useRefusals()
  const client = useQueryClient()
  const [typed, change, drop] = useDraft<Record<string, string>>(`asked.${fill.fillId}`, {})
  const known = new Map(fill.rows.flatMap((row) => row.cells.map((cell) => [keyOf(row.key, cell.column), cell.typed ?? ''])))
  const cells = Object.entries(typed)
    .filter(([key, value]) => known.has(key) && known.get(key) !== value)
    .map(([key, value]) => ({ row: key.split(separator)[0]!, column: key.split(separator)[1]!, value }))
  const save = useMutation({
    mutationFn: (changed: typeof cells) => api.reportForge.type({ fillId: fill.fillId, cells: changed }),
    onSuccess: () => {
      drop()
      void client.invalidateQueries({ queryKey: ['report-fill', fill.fillId] })
      return client.invalidateQueries({ queryKey: ['asked-cells'] })
    },
  })
  const refusal = save.error && refusalOf(save.error)
  const issueOf = (key: string) => {
    const index = (save.variables ?? []).findIndex((cell) => keyOf(cell.row, cell.column) === key)
    const own = index === -1 ? [] : (refusal?.issues.filter(({ path }) => path[1] === index) ?? [])
    return own.length === 0 ? undefined : at(new Refusal('invalid_input', own), 'value')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (cells.length > 0) save.mutate(cells)
  }
  const late = fill.dueOn < dates.today
  return (
    <form className="card stack" onSubmit={submit} noValidate aria-label={fill.name}>
      <h2>{fill.name}</h2>
      <p className="row">
        <span className={late ? 'tag tag-danger' : 'tag tag-wait'}>{t(late ? 'overdue' : 'due', { day: dates.day(fill.dueOn) })}</span>
        <span className="soft">
          {fill.askedBy} · {fill.from} — {fill.to}
        </span>
      </p>
      <p className="soft small">{t('nothingNumbers')}</p>
      {fill.rows.map((row) => (
        <Fragment key={row.key}>
          <div className="form-grid">
            {row.cells.map((cell) => {
              const key = keyOf(row.key, cell.column)
              const said = [cell.hint, cell.typedBy && t('typedBy', { name: cell.typedBy })].filter(Boolean).join(' · ')
              return (
                <Field key={key} label={`${row.label} · ${cell.title}`} hint={said || undefined} error={issueOf(key)}>
                  {(control) => (
                    <Input
                      {...control}
                      maxLength={200}
                      {...(cell.value === 'number' && { inputMode: 'decimal' as const })}
                      {...(cell.value === 'day' && { type: 'date' })}
                      value={typed[key] ?? cell.typed ?? ''}
                      onChange={(event) => change({ [key]: event.target.value })}
                    />
                  )}
                </Field>
              )
            })}
          </div>
          {row.enterpriseId && (
            <Link to="/enterprises/$enterpriseId" params={{ enterpriseId: row.enterpriseId }} className="target">
              {t('openEnterprise')} ›
            </Link>
          )}
        </Fragment>
      ))}
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" size="large" loading={save.isPending} disabled={cells.length === 0}>
          {t('save')}
        </Button>
        {save.isSuccess && cells.length === 0 && <span role="status">{t('saved', { count: save.variables.length })}</span>}
      </div>
    </form>
  )
}
