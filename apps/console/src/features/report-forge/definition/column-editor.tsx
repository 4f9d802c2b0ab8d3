import type { FieldIssue } from '@ejia/contract/errors.ts'
import { EnterpriseKind, EnterpriseSize, ResourceKind } from '@ejia/contract/enterprises.ts'
import { TypedKind } from '@ejia/contract/report-forge.ts'
import { askedOfRow, type ReportFilter, type ReportRowKind, reportSources, ReportSource } from '@ejia/contract/report-sources.ts'
import { CareGroup } from '@ejia/contract/registry.ts'
import { RequestKind } from '@ejia/contract/requests.ts'
import { WhistleKind } from '@ejia/contract/whistles.ts'
import { careGroupWords, enterpriseKindWords, enterpriseSizeWords, resourceKindWords } from '@ejia/dictionary/registry-words.ts'
import { kindWords } from '@ejia/dictionary/words.ts'
import { Button, Input } from 'antd'
import { useRefusals } from '../../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { OneOf, type Option, Pick } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { whistleWords } from '../../whistles/words.ts'
import type { ColumnDraft } from './column-draft.ts'
import { sourceWords } from './source-words.ts'
import { useCategories } from './use-categories.ts'

type Props = {
  number: number
  rows: ReportRowKind
  column: ColumnDraft
  issues: readonly FieldIssue[]
  onChange: (column: ColumnDraft) => void
  onUp: (() => void) | undefined
  onRemove: (() => void) | undefined
}

export function ColumnEditor({ number, rows, column, issues, onChange, onUp, onRemove }: Props) {
  const t = useWords(sourceWords)
  const { at } = useRefusals()
  const refusal = issues.length === 0 ? null : new Refusal('invalid_input', issues)
  const set = (part: Partial<ColumnDraft>) => onChange({ ...column, ...part })
  /** The source names the column until somebody gives it a title of its own. */
  const choose = (source: ReportSource | '') =>
    set({ source, ...(source !== '' && (column.title === '' || (column.source !== '' && column.title === t(column.source))) && { title: t(source) }) })
  const sources = ReportSource.options.filter((source) => reportSources[source].rows.includes(rows))
  return (
    <section className="card stack" aria-label={t('columnNumber', { number })}>
      <div className="row page-head">
        <h3>{t('columnNumber', { number })}</h3>
        <span className="row">
          {onUp && (
            <Button onClick={onUp} aria-label={t('moveUp', { number })}>
              ↑
            </Button>
          )}
          {onRemove && (
            <Button onClick={onRemove} aria-label={t('removeColumn', { number })}>
              ✕
            </Button>
          )}
        </span>
      </div>
      <OneOf
        legend={t('from')}
        value={column.from}
        options={(['system', 'typed'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={(from) => set({ from })}
      />
      <div className="form-grid">
        {column.from === 'system' && (
          <Field label={t('source')} error={at(refusal, 'source')}>
            {(control) => <Pick {...control} empty="" value={column.source} options={sources.map((value) => ({ value, label: t(value) }))} onChange={choose} />}
          </Field>
        )}
        <Field label={t('columnTitle')} error={at(refusal, 'title')}>
          {(control) => <Input {...control} maxLength={60} value={column.title} onChange={(event) => set({ title: event.target.value })} />}
        </Field>
        {column.from === 'system' && column.source !== '' && <Filters source={column.source} filter={column.filter} onChange={(filter) => set({ filter })} />}
        {column.from === 'typed' && (
          <Field label={t('valueKind')} error={at(refusal, 'value')}>
            {(control) => (
              <Pick
                {...control}
                value={column.value}
                options={TypedKind.options.map((value) => ({ value, label: t(value) }))}
                onChange={(value) => value && set({ value })}
              />
            )}
          </Field>
        )}
        {(column.from === 'typed' || (column.source !== '' && reportSources[column.source].value === 'text')) && (
          <Field label={t(column.from === 'typed' ? 'whoTypes' : 'by')} error={at(refusal, 'by')}>
            {(control) => (
              <Pick
                {...control}
                value={column.by}
                options={askedOfRow[rows].map((value) => ({ value, label: t(value) }))}
                onChange={(by) => by && set({ by })}
              />
            )}
          </Field>
        )}
        {column.from === 'typed' && (
          <Field label={t('hint')} optional error={at(refusal, 'hint')}>
            {(control) => <Input {...control} maxLength={100} value={column.hint} onChange={(event) => set({ hint: event.target.value })} />}
          </Field>
        )}
      </div>
    </section>
  )
}

const filterWord = {
  enterpriseKind: 'enterpriseKindFilter',
  enterpriseSize: 'enterpriseSizeFilter',
  resourceKind: 'resourceKind',
  careGroup: 'careGroup',
  caseKind: 'caseKind',
  caseCategory: 'caseCategory',
  whistleKind: 'whistleKind',
} as const

function Filters({ source, filter, onChange }: { source: ReportSource; filter: ReportFilter; onChange: (filter: ReportFilter) => void }) {
  const t = useWords(sourceWords)
  const whistle = useWords(whistleWords)
  const say = useShared()
  const categories = useCategories()
  const set = (name: keyof ReportFilter, value: string) => {
    const { [name]: _, ...rest } = filter
    onChange(value === '' ? rest : { ...rest, [name]: value })
  }
  const options: Record<keyof typeof filterWord, readonly Option<string>[]> = {
    enterpriseKind: EnterpriseKind.options.map((value) => ({ value, label: say(enterpriseKindWords, value) })),
    enterpriseSize: EnterpriseSize.options.map((value) => ({ value, label: say(enterpriseSizeWords, value) })),
    resourceKind: ResourceKind.options.map((value) => ({ value, label: say(resourceKindWords, value) })),
    careGroup: CareGroup.options.filter((value) => value !== 'livingAlone').map((value) => ({ value, label: say(careGroupWords, value) })),
    caseKind: RequestKind.options.map((value) => ({ value, label: say(kindWords, value) })),
    caseCategory: categories,
    whistleKind: WhistleKind.options.map((value) => ({ value, label: whistle(value) })),
  }
  return reportSources[source].filters.map((name) =>
    name === 'industry' ? (
      <Field key={name} label={t('industry')} optional>
        {(control) => <Input {...control} maxLength={60} value={filter.industry ?? ''} onChange={(event) => set(name, event.target.value)} />}
      </Field>
    ) : (
      <Field key={name} label={t(filterWord[name])} optional>
        {(control) => <Pick {...control} empty={t('any')} value={filter[name] ?? ''} options={options[name]} onChange={(value) => set(name, value)} />}
      </Field>
    ),
  )
}
