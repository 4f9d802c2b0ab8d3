import type { Dealings as Shape } from '@ejia/contract/dealings.ts'
import type { RequestState } from '@ejia/contract/requests.ts'
import { resourceKindWords, visitOutcomeWords } from '@ejia/dictionary/registry-words.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { Failure, Loading } from '../../../ui/states.tsx'
import { StateTag } from '../../../ui/state-tag.tsx'
import { whistleWords } from '../../whistles/words.ts'
import { registryWords } from '../words.ts'

/** What a person, household or enterprise has to do with, read from where each is kept and as far as the reader may see it. */
export function Dealings({ of, load }: { of: readonly [kind: string, id: string]; load: () => Promise<Shape> }) {
  const t = useWords(registryWords)
  const tw = useWords(whistleWords)
  const say = useShared()
  const dates = useDates()
  const query = useQuery({ queryKey: ['registry', 'dealings', ...of], queryFn: load })
  return (
    <section className="card stack" aria-labelledby="dealings">
      <h2 id="dealings">{t('dealings')}</h2>
      {query.isPending && <Loading rows={4} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <>
          <Part title={t('linkedCases')} none={t('noLinked')}>
            {query.data.requests.map((row) => (
              <li key={row.id}>
                <span>
                  <Link to="/requests/$requestId" params={{ requestId: row.id }} className="target">
                    {row.receiptNumber}
                  </Link>{' '}
                  <StateTag state={row.state as RequestState} /> <span className="soft small">{dates.day(row.filedAt)}</span>
                  <br />
                  {row.excerpt}
                </span>
              </li>
            ))}
          </Part>
          <Part title={t('theirWhistles')}>
            {query.data.whistles.map((row) => (
              <li key={row.id}>
                <span>
                  <Link to="/whistles/$whistleId" params={{ whistleId: row.id }} className="target">
                    {row.number}
                  </Link>{' '}
                  <span className="tag tag-plain">{tw(`state_${row.state}`)}</span> <span className="soft small">{dates.day(row.blownAt)}</span>
                  <br />
                  {row.title}
                </span>
              </li>
            ))}
          </Part>
          <Part title={t('visits')} none={t('noVisits')}>
            {query.data.visits.map((row) => (
              <li key={row.on + row.outcome + (row.maskedName ?? '') + (row.by ?? '')}>
                <span>
                  {[dates.day(row.on), say(visitOutcomeWords, row.outcome), row.maskedName].filter(Boolean).join(' · ')}
                  {row.by && <span className="soft small"> · {row.by}</span>}
                </span>
              </li>
            ))}
          </Part>
          <Part title={t('services')}>
            {query.data.services.map((row) => (
              <li key={row.id}>
                <span>
                  {row.title} <span className="soft small">{say(resourceKindWords, row.kind)}</span>
                </span>
              </li>
            ))}
          </Part>
        </>
      )}
    </section>
  )
}

/** A kind of dealing that is rare says nothing while there is none of it. */
function Part({ title, none, children }: { title: string; none?: string; children: ReactNode[] }) {
  if (children.length === 0 && none === undefined) return null
  return (
    <div>
      <h3>{title}</h3>
      {children.length === 0 ? <p className="soft">{none}</p> : <ul className="line-list">{children}</ul>}
    </div>
  )
}
