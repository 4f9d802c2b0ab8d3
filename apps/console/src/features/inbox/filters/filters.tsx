import type { InboxCounts } from '@ejia/contract/inbox.ts'
import type { Channel, RequestKind, RequestState } from '@ejia/contract/requests.ts'
import { channelWords, kindWords, stateWords } from '@ejia/dictionary/words.ts'
import { SearchOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { useNarrow } from '../../../platform/use-narrow.ts'
import { Pick } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { AreaFilter } from './area-filter.tsx'
import { CategoryFilter } from './category-filter.tsx'
import { countFilters, type InboxSearch } from './inbox-search.ts'
import { inboxWords } from '../words.ts'

type Props = { search: InboxSearch; byState: InboxCounts['byState']; onChange: (next: InboxSearch) => void }

export function Filters({ search, byState, onChange }: Props) {
  const t = useWords(inboxWords)
  const used = countFilters(search)
  const narrow = useNarrow()
  const [open, setOpen] = useState(!narrow)
  const clear = () => onChange({ ...(search.scope && { scope: search.scope }), ...(search.sort && { sort: search.sort }) })
  return (
    <section className="card filters" aria-label={t('filters')}>
      <div className="filters-first">
        <TextSearch search={search} onChange={onChange} />
        <Button className="filters-toggle" aria-expanded={open} aria-controls="inbox-filters" onClick={() => setOpen(!open)}>
          {used > 0 ? t('filtersUsed', { count: used }) : t('filters')}
        </Button>
        {used > 0 && <Button onClick={clear}>{t('clear')}</Button>}
      </div>
      <Behind search={search} />
      <div id="inbox-filters" className="filters-more" hidden={!open}>
        <Choices search={search} byState={byState} onChange={onChange} />
      </div>
    </section>
  )
}

/** Where the list came from, when a number of the dashboard was opened: no field of the form says it. */
function Behind({ search }: { search: InboxSearch }) {
  const t = useWords(inboxWords)
  const { figure, placedIn, placedAt, answeredFrom, answeredTo, closedFrom, closedTo } = search
  const said = [
    figure && t('figureOn', { figure: t(`figure_${figure}`) }),
    placedIn && t('placedInOn', { code: placedIn }),
    placedAt && t('placedAtOn', { code: placedAt }),
    answeredFrom && answeredTo && t('answeredOn', { from: answeredFrom, to: answeredTo }),
    closedFrom && closedTo && t('closedOn', { from: closedFrom, to: closedTo }),
  ].filter(Boolean)
  return said.length === 0 ? null : <p className="tag tag-plain">{said.join(' · ')}</p>
}

function TextSearch({ search, onChange }: Omit<Props, 'byState'>) {
  const t = useWords(inboxWords)
  const [typed, setTyped] = useState(search.text ?? '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onChange(withPart(search, 'text', typed.trim()))
  }
  return (
    <form className="text-search" role="search" onSubmit={submit}>
      <Input
        type="search"
        aria-label={t('text')}
        placeholder={t('textHint')}
        maxLength={100}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button htmlType="submit" icon={<SearchOutlined />} aria-label={t('apply')} />
    </form>
  )
}

/** Without a value the filter leaves the address. */
function withPart(search: InboxSearch, name: keyof InboxSearch, value: unknown): InboxSearch {
  const { [name]: _, ...rest } = search
  return value === '' || value === undefined || value === false ? rest : { ...rest, [name]: value }
}

function Choices({ search, byState, onChange }: Props) {
  const t = useWords(inboxWords)
  const say = useShared()
  const set = (name: keyof InboxSearch, value: unknown) => onChange(withPart(search, name, value))
  const setList = (name: keyof InboxSearch, value: string) => set(name, value === '' ? undefined : [value])
  const stateCount = (state: RequestState) => byState.find((row) => row.state === state)?.count
  const label = (state: RequestState) => (stateCount(state) ? `${say(stateWords, state)} ${stateCount(state)}` : say(stateWords, state))
  return (
    <>
      <Field label={t('show')} optional={false}>
        {({ id }) => (
          <Pick
            id={id}
            value={search.show ?? 'open'}
            options={(['open', 'finished', 'all'] as const).map((value) => ({ value, label: t(`show_${value}`) }))}
            onChange={(value) => set('show', value === 'open' ? undefined : value)}
          />
        )}
      </Field>
      <Field label={t('state')}>
        {({ id }) => (
          <Pick
            id={id}
            empty={t('any')}
            value={search.state?.[0] ?? ''}
            options={(Object.keys(stateWords) as RequestState[]).map((value) => ({ value, label: label(value) }))}
            onChange={(value) => setList('state', value)}
          />
        )}
      </Field>
      <Field label={t('kind')}>
        {({ id }) => (
          <Pick
            id={id}
            empty={t('any')}
            value={search.kind?.[0] ?? ''}
            options={(Object.keys(kindWords) as RequestKind[]).map((value) => ({ value, label: say(kindWords, value) }))}
            onChange={(value) => setList('kind', value)}
          />
        )}
      </Field>
      <CategoryFilter value={search.category?.[0] ?? ''} onChange={(value) => setList('category', value)} />
      <AreaFilter value={search.area ?? ''} onChange={(value) => set('area', value)} />
      <Field label={t('channel')}>
        {({ id }) => (
          <Pick
            id={id}
            empty={t('any')}
            value={search.channel?.[0] ?? ''}
            options={(Object.keys(channelWords) as Channel[]).map((value) => ({ value, label: say(channelWords, value) }))}
            onChange={(value) => setList('channel', value)}
          />
        )}
      </Field>
      <Field label={t('filedFrom')}>
        {({ id }) => <Input id={id} type="date" value={search.filedFrom ?? ''} onChange={(event) => set('filedFrom', event.target.value)} />}
      </Field>
      <Field label={t('filedTo')}>
        {({ id }) => <Input id={id} type="date" value={search.filedTo ?? ''} onChange={(event) => set('filedTo', event.target.value)} />}
      </Field>
      <Field label={t('sort')}>
        {({ id }) => (
          <Pick
            id={id}
            value={search.sort ?? 'due'}
            options={(['due', 'newest', 'oldest'] as const).map((value) => ({ value, label: t(`sort_${value}`) }))}
            onChange={(value) => set('sort', value === 'due' ? undefined : value)}
          />
        )}
      </Field>
      <label className="tick">
        <input type="checkbox" checked={search.overdue ?? false} onChange={(event) => set('overdue', event.target.checked ? true : undefined)} />
        {t('overdueOnly')}
      </label>
    </>
  )
}
