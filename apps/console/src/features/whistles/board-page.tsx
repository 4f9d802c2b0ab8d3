import { WhistleKind, type WhistleSummary } from '@ejia/contract/whistles.ts'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { ListPage, rowsOf } from '../../ui/list-page.tsx'
import { AreaFilter } from '../inbox/filters/area-filter.tsx'
import type { WhistleSearch } from './routes.ts'
import { WhistleTabs } from './whistle-tabs.tsx'
import { whistleWords } from './words.ts'
import './whistles.css'

const route = getRouteApi('/staff/whistles')
/** The board may hang on a wall: it looks again by itself. */
const refreshMs = 30_000

const boardQuery = ({ mine, unit, ...search }: WhistleSearch) =>
  infiniteQueryOptions({
    queryKey: ['whistles', search, mine, unit],
    queryFn: ({ pageParam }) =>
      api.whistles.list({ ...search, ...(mine && { waitingForMe: true }), ...(unit && { unitId: unit }), limit: 50, ...(pageParam && { after: pageParam }) }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    refetchInterval: refreshMs,
  })

export function BoardPage() {
  const t = useWords(whistleWords)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const list = useInfiniteQuery(boardQuery(search))
  const rows = rowsOf(list)
  // What waits for me stands first, until somebody asks for something else.
  const plain = Object.keys(search).length === 0
  const [waiting, rest] = [rows.filter((row) => row.waits.length > 0), rows.filter((row) => row.waits.length === 0)]
  const set = (drop: keyof WhistleSearch, part: WhistleSearch) => {
    const { [drop]: _, ...rest } = search
    void navigate({ search: { ...rest, ...part }, replace: true })
  }
  return (
    <ListPage
      title={t('board')}
      list={list}
      count={(count) => t('matching', { count })}
      head={
        <>
          <WhistleTabs />
          {plain && waiting.length > 0 && (
            <section aria-labelledby="whistles-waiting" className="stack">
              <h2 id="whistles-waiting">{t('waitingTitle', { count: waiting.length })}</h2>
              <Lines rows={waiting} label={t('mineOnly')} />
            </section>
          )}
        </>
      }
      filterLabel={t('show')}
      filter={
        <>
          <Field label={t('show')}>
            {({ id }) => (
              <Pick
                id={id}
                value={search.show ?? 'open'}
                options={(['open', 'finished', 'all'] as const).map((value) => ({ value, label: t(`show_${value}`) }))}
                onChange={(show) => set('show', show === 'finished' || show === 'all' ? { show } : {})}
              />
            )}
          </Field>
          <Field label={t('kind')}>
            {({ id }) => (
              <Pick
                id={id}
                empty={t('any')}
                value={search.kind ?? ''}
                options={WhistleKind.options.map((value) => ({ value, label: t(value) }))}
                onChange={(kind) => set('kind', kind ? { kind } : {})}
              />
            )}
          </Field>
          <AreaFilter value={search.area ?? ''} onChange={(area) => set('area', area ? { area } : {})} />
          <label className="tick">
            <input type="checkbox" checked={search.mine ?? false} onChange={(event) => set('mine', event.target.checked ? { mine: true } : {})} />
            {t('mineOnly')}
          </label>
          <label className="tick">
            <input type="checkbox" checked={search.overdue ?? false} onChange={(event) => set('overdue', event.target.checked ? { overdue: true } : {})} />
            {t('overdueOnly')}
          </label>
        </>
      }
      none={{ title: t('emptyTitle'), text: t('emptyText') }}
      body={
        <>
          {search.standing && (
            <p className="row">
              <span>{t('behindNote', { standing: t(`standing_${search.standing}`) })}</span>
              <Link to="/whistle-figures" className="link-button">
                {t('figures')}
              </Link>
            </p>
          )}
          {plain && waiting.length > 0 && rest.length > 0 && <h2>{t('restTitle')}</h2>}
          <Lines rows={plain ? rest : rows} label={t('board')} />
        </>
      }
      more={t('more')}
    />
  )
}

function Lines({ rows, label }: { rows: readonly WhistleSummary[]; label: string }) {
  if (rows.length === 0) return null
  return (
    <ul className="whistle-list" aria-label={label}>
      {rows.map((row) => (
        <li key={row.id}>
          <Line row={row} />
        </li>
      ))}
    </ul>
  )
}

function Line({ row }: { row: WhistleSummary }) {
  const t = useWords(whistleWords)
  const dates = useDates()
  const over = row.state === 'done' || row.state === 'rated' || row.state === 'declined' || row.state === 'recalled'
  const now = dates.now.toISOString()
  return (
    <article className="card whistle-line">
      <p className="row">
        <Link to="/whistles/$whistleId" params={{ whistleId: row.id }}>
          <strong>{row.title}</strong>
        </Link>
        <span className={row.kind === 'emergency' ? 'tag tag-danger' : 'tag tag-plain'}>{t(row.kind)}</span>
        <span className="tag tag-new">{t(`state_${row.state}`)}</span>
        {row.supervisedAt && <span className="tag tag-danger">{t('supervised')}</span>}
        {row.waits.map((wait) => (
          <span key={wait} className="tag tag-wait">
            {t(`wait_${wait}`)}
          </span>
        ))}
        <span className="soft small">
          {row.number} · {row.area.name}
        </span>
      </p>
      <p className="row">
        {!over && (
          <span className={row.dueAt < now ? 'tag tag-danger' : row.amberAt < now ? 'tag tag-wait' : 'soft'}>
            {t('due', { moment: dates.moment(row.dueAt) })}
          </span>
        )}
        {row.tasks > 0 && (
          <Link to="/whistles/$whistleId" params={{ whistleId: row.id }} hash="whistle-tasks" className="target">
            {t('tasksOpen', { done: row.tasks - row.openTasks, all: row.tasks })} ›
          </Link>
        )}
      </p>
      {row.units.length > 0 && (
        <ul className="row whistle-units">
          {row.units.map((unit) => (
            <li key={unit.name}>
              {unit.name}（{t(unit.part)}）
              <span
                className={
                  unit.state === 'summoned' && unit.checkInDueAt < now ? 'tag tag-danger' : unit.state === 'checkedIn' ? 'tag tag-plain' : 'tag tag-wait'
                }
              >
                {t(`unit_${unit.state}`)}
                {unit.checkedInAt && unit.checkedInAt > unit.checkInDueAt ? ` · ${t('late')}` : ''}
              </span>
            </li>
          ))}
        </ul>
      )}
    </article>
  )
}
