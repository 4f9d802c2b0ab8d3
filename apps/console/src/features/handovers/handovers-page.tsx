import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { PostTabs } from '../posts/post-tabs.tsx'
import { ShowPick } from '../posts/show-pick.tsx'
import { postWords } from '../posts/words.ts'
import '../posts/posts.css'
import { handoverWords } from './words.ts'

const route = getRouteApi('/staff/handovers')

/** Packs I give, receive or watch over; what waits for both sides stays here until they have acknowledged. */
export function HandoversPage() {
  const t = useWords(handoverWords)
  const common = useWords(postWords)
  const dates = useDates()
  const { show } = route.useSearch()
  const navigate = route.useNavigate()
  const asked = show === 'over' ? 'done' : (show ?? 'open')
  const list = useQuery({ queryKey: ['handovers', asked], queryFn: () => api.handovers.list({ show: asked }) })
  return (
    <Page title={common('handovers')} extra={list.data && <span className="soft">{common('matching', { count: list.data.total })}</span>}>
      <PostTabs />
      <div className="card form-grid">
        <ShowPick value={show} onChange={(next) => void navigate({ search: next, replace: true })} />
      </div>
      {list.isPending && <Loading rows={6} />}
      {list.error && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.data?.rows.length === 0 && <Nothing title={t('emptyTitle')}>{t('emptyText')}</Nothing>}
      <ul className="post-list" aria-label={common('handovers')}>
        {list.data?.rows.map((row) => (
          <li key={row.id} className="card post-line">
            <p className="row">
              <Link to="/handovers/$handoverId" params={{ handoverId: row.id }}>
                <strong>{t('packOf', { from: row.from.name, to: row.to?.name ?? t('nobody') })}</strong>
              </Link>
              <span className="tag tag-plain">{t(row.cause)}</span>
              <span className={row.state === 'done' ? 'tag tag-plain' : 'tag tag-wait'}>{t(`state_${row.state}`)}</span>
              {row.waitingForMe && <span className="tag tag-new">{common('waiting')}</span>}
            </p>
            <p className="soft">
              {row.areas.map((area) => area.name).join('、')} · {dates.moment(row.openedAt)}
            </p>
          </li>
        ))}
      </ul>
    </Page>
  )
}
