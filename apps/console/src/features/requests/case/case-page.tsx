import type { RequestCase, StaffMove } from '@ejia/contract/requests.ts'
import { kindWords } from '@ejia/dictionary/words.ts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useBilingual, useShared, useWords } from '../../../dictionary/words.ts'
import { Page } from '../../../ui/page.tsx'
import { Failure, Loading } from '../../../ui/states.tsx'
import { StateTag } from '../../../ui/state-tag.tsx'
import { lastInboxSearch } from '../../inbox/filters/last-search.ts'
import { CaseEscalations } from '../../escalations/case-escalations.tsx'
import { CaseCaptains } from '../../captains/case-captains.tsx'
import { CaseRegistry } from '../../registry/links/case-registry.tsx'
import { CasePromises } from '../../promises/case-promises.tsx'
import { WriteFrom } from '../../practices/write-from.tsx'
import { SourceTopics } from '../../meetings/source-topics.tsx'
import { CaseWhistles } from '../../whistles/case-whistles.tsx'
import { CaseLinks } from './case-links.tsx'
import { CaseParties } from './case-parties.tsx'
import { CaseReporter } from './case-reporter.tsx'
import { CaseResponsible } from './case-responsible.tsx'
import { CaseStanding } from './case-standing.tsx'
import { CaseText } from './case-text.tsx'
import { CaseTimeline } from './case-timeline.tsx'
import { CaseWhere } from './case-where.tsx'
import { MoveBar } from '../moves/move-bar.tsx'
import { MoveDrawer } from '../moves/move-drawer.tsx'
import { caseQuery } from '../queries.ts'
import { caseWords } from '../words.ts'
import './case.css'

const route = getRouteApi('/staff/requests/$requestId')

export function CasePage() {
  const t = useWords(caseWords)
  const { requestId } = route.useParams()
  const found = useQuery(caseQuery(requestId))
  if (found.data) return <Case key={requestId} request={found.data} />
  return (
    <Page title={t('said')}>
      {found.error ? <Failure error={found.error} retry={() => void found.refetch()} /> : <Loading rows={10} />}
      <BackLink />
    </Page>
  )
}

function BackLink() {
  const t = useWords(caseWords)
  return (
    <Link to="/inbox" search={lastInboxSearch()} className="back-link">
      ‹ {t('back')}
    </Link>
  )
}

function Case({ request }: { request: RequestCase }) {
  const both = useBilingual()
  const say = useShared()
  const { move } = route.useSearch()
  const navigate = route.useNavigate()
  const open = (next: StaffMove) => void navigate({ search: { move: next }, resetScroll: false })
  const close = () => void navigate({ search: {}, replace: true, resetScroll: false })
  return (
    <Page
      title={both(request.category.name)}
      extra={
        <span className="row">
          <StateTag state={request.state} />
          <span className="soft">
            {say(kindWords, request.kind)} · {request.receiptNumber}
          </span>
        </span>
      }
    >
      <BackLink />
      <div className="case">
        <div className="stack">
          <CaseStanding request={request} />
          <CaseText request={request} />
        </div>
        <div className="stack case-aside">
          <MoveBar request={request} onChoose={open} />
          <CasePromises requestId={request.id} />
          <CaseResponsible request={request} />
          <CaseWhere request={request} />
          <CaseReporter request={request} />
          <CaseParties request={request} />
          <CaseLinks request={request} />
          <CaseRegistry requestId={request.id} />
          <CaseEscalations requestId={request.id} />
          <CaseWhistles requestId={request.id} />
          <CaseCaptains requestId={request.id} />
          <SourceTopics of={{ requestId: request.id }} areaCode={request.place.area.code} title={both(request.category.name)} />
          {request.closure !== null && request.kind !== 'tipOff' && <WriteFrom of={{ request: request.id }} />}
        </div>
        <CaseTimeline request={request} />
      </div>
      {move && <MoveDrawer request={request} move={move} onClose={close} />}
    </Page>
  )
}
