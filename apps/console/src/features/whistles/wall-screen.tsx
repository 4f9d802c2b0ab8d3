import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { listenLive } from '../../platform/live.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Failure, Loading } from '../../ui/states.tsx'
import { WallLine } from './wall-line.tsx'
import { whistleWords } from './words.ts'
import './whistles.css'

/** Its stream tells of changes; asked anyway, for what only the clock turns red and for a line that was cut. */
const refreshMs = 60_000

/** The screen that stays on a wall: no menu, no account, nothing to press. */
export function WallScreen() {
  const t = useWords(whistleWords)
  const query = useQuery({ queryKey: ['wall'], queryFn: () => api.whistles.wall(), refetchInterval: refreshMs, retry: false })
  const ended = query.error !== null && ['unauthenticated', 'permission_denied'].includes(refusalOf(query.error).code)
  const queries = useQueryClient()
  useEffect(() => {
    if (ended) return
    const ask = () => void queries.invalidateQueries({ queryKey: ['wall'] })
    return listenLive('/api/whistle-wall/live', ask, ask)
  }, [queries, ended])
  return (
    <main className="wall wall-alone" id="content">
      <h1 className="wall-head">
        <span>{t('wall')}</span>
        {query.data && !ended && <strong>{t('wallOpen', { count: query.data.total })}</strong>}
        {query.data && !ended && query.data.late > 0 && <strong className="tag tag-danger">{t('wallLate', { count: query.data.late })}</strong>}
      </h1>
      {query.isPending && <Loading rows={8} />}
      {ended && (
        <div className="stack">
          <p>
            <strong>{t('wallEnded')}</strong>
          </p>
          <p>{t('wallEndedText')}</p>
          <p>
            <Link to="/sign-in" search={{ next: '/whistles/wall' }} className="link-button">
              {t('wallSignIn')}
            </Link>
          </p>
        </div>
      )}
      {query.error && !ended && <Failure error={query.error} retry={() => void query.refetch()} />}
      {!ended && query.data?.rows.length === 0 && <p>{t('wallEmpty')}</p>}
      {!ended && query.data && query.data.rows.length > 0 && (
        <ul aria-label={t('board')}>
          {query.data.rows.map((row) => (
            <WallLine key={row.number} row={row} />
          ))}
        </ul>
      )}
      {!ended && query.data && query.data.total > query.data.rows.length && <p>{t('wallMore', { count: query.data.total - query.data.rows.length })}</p>}
    </main>
  )
}
