import type { LinkedCase } from '@ejia/contract/registry-links.ts'
import type { RequestState } from '@ejia/contract/requests.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useWords } from '../../../dictionary/words.ts'
import { Failure } from '../../../ui/states.tsx'
import { StateTag } from '../../../ui/state-tag.tsx'
import { registryWords } from '../words.ts'

/** Cases reached by link, as far as the reader may see each; whistles and services stand on the case. */
export function LinkedCases({ of, load }: { of: readonly [kind: string, id: string]; load: () => Promise<{ rows: LinkedCase[] }> }) {
  const t = useWords(registryWords)
  const dates = useDates()
  const query = useQuery({ queryKey: ['linked-cases', ...of], queryFn: load })
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} />
  if (!query.data) return null
  return (
    <section className="card stack" aria-labelledby="linked-cases">
      <h2 id="linked-cases">{t('linkedCases')}</h2>
      {query.data.rows.length === 0 && <p className="soft">{t('noLinked')}</p>}
      <ul className="line-list">
        {query.data.rows.map((row) => (
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
      </ul>
    </section>
  )
}
