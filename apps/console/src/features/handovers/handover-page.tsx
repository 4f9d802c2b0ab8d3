import type { Handover, HandoverItem, HandoverMove, HandoverMoveInput } from '@ejia/contract/handovers.ts'
import { roleWords, stateWords } from '@ejia/dictionary/words.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { History } from '../posts/history.tsx'
import { StepForm } from '../posts/step-form.tsx'
import '../posts/posts.css'
import { postWords } from '../posts/words.ts'
import { may, useMe } from '../sessions/session.ts'
import { StayingTasks } from './staying-tasks.tsx'
import { handoverWords } from './words.ts'

export function HandoverPage() {
  const t = useWords(handoverWords)
  const common = useWords(postWords)
  const { handoverId } = useParams({ from: '/staff/handovers/$handoverId' })
  const query = useQuery({ queryKey: ['handover', handoverId], queryFn: () => api.handovers.open({ handoverId }) })
  const pack = query.data
  return (
    <Page title={pack ? t('packOf', { from: pack.from.name, to: pack.to?.name ?? t('nobody') }) : common('handovers')}>
      <div className="row not-printed">
        <Link to="/handovers" className="back-link">
          ‹ {common('back')}
        </Link>
        {pack && <Button onClick={() => window.print()}>{t('print')}</Button>}
      </div>
      {query.isPending && <Loading rows={10} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {pack && <Whole pack={pack} />}
    </Page>
  )
}

function Whole({ pack }: { pack: Handover }) {
  const t = useWords(handoverWords)
  const common = useWords(postWords)
  const say = useShared()
  const dates = useDates()
  const [move, setMove] = useState<HandoverMove | null>(null)
  const done = pack.state === 'done'
  const countsOf = (counts: Handover['timeline'][number]['counts']) =>
    counts && Object.keys(counts).length > 0
      ? t('signedWith', { list: (Object.entries(counts) as [HandoverItem['kind'], number][]).map(([kind, count]) => `${t(kind)} ${count}`).join('、') })
      : undefined
  return (
    <>
      <p className="row">
        <span className="tag tag-plain">{t(pack.cause)}</span>
        <span className={done ? 'tag tag-plain' : 'tag tag-wait'}>{t(`state_${pack.state}`)}</span>
        <span className="soft">{dates.moment(pack.openedAt)}</span>
      </p>
      <p>
        {t('giver')}：{pack.from.name}　{t('receiver')}：{pack.to?.name ?? t('nobody')}
        <br />
        {t('areas')}：{pack.posts.map((post) => `${say(roleWords, post.role)} · ${post.unit?.name ?? post.area.name}`).join('、')}
      </p>
      <section className="card stack not-printed" aria-labelledby="handover-moves">
        <h2 id="handover-moves">{common('actions')}</h2>
        {pack.allowedMoves.length === 0 && <p className="soft">{common('noActions')}</p>}
        <div className="row">
          {pack.allowedMoves.map((one) => (
            <Button key={one} type={one === 'give' || one === 'receive' ? 'primary' : 'default'} aria-expanded={move === one} onClick={() => setMove(one)}>
              {t(`step_${one}`)}
            </Button>
          ))}
        </div>
        {move && <MoveForm key={move} pack={pack} move={move} onClose={() => setMove(null)} />}
      </section>
      <section className="card stack" aria-labelledby="handover-items">
        <h2 id="handover-items">{t('items')}</h2>
        {done ? (
          <p className="soft">{t('itemsDone')}</p>
        ) : pack.items.length === 0 ? (
          <p className="soft">{t('itemsNone')}</p>
        ) : (
          <DataTable
            caption={t('items')}
            hideCaption
            keyOf={(row) => `${row.kind} ${row.area.code} ${row.unit?.id}`}
            rows={pack.items}
            columns={[
              { title: t('kind'), cell: (row) => t(row.kind) },
              { title: t('area'), cell: (row) => row.unit?.name ?? row.area.name },
              { title: t('count'), number: true, cell: (row) => row.count },
              { title: t('earliest'), cell: (row) => (row.earliest ? dates.day(row.earliest) : '—') },
              { title: t('look'), cell: (row) => <ItemLink item={row} /> },
            ]}
          />
        )}
        {pack.cases.length > 0 && (
          <>
            <h3>{t('cases', { count: pack.cases.length })}</h3>
            <ul className="row post-links">
              {pack.cases.map((one) => (
                <li key={one.id}>
                  <Link to="/requests/$requestId" params={{ requestId: one.id }}>
                    {one.receiptNumber}（{say(stateWords, one.state)}）
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      {!done && <DatedWords pack={pack} />}
      <StayingTasks pack={pack} />
      {!done && <VisitsDue pack={pack} />}
      <History entries={pack.timeline.map((entry) => ({ ...entry, step: t(`step_${entry.step}`), more: countsOf(entry.counts) }))} />
      <div className="printed-only">
        <p className="soft">{t('printedAt', { moment: dates.moment(dates.now.toISOString()) })}</p>
        <p className="said">{t('sign')}</p>
      </div>
    </>
  )
}

/** What was said with a day to it, item by item: the successor keeps it. */
function DatedWords({ pack }: { pack: Handover }) {
  const t = useWords(handoverWords)
  const dates = useDates()
  const passed = pack.dated.filter((item) => !item.stays)
  return (
    <section className="card stack" aria-labelledby="handover-dated">
      <h2 id="handover-dated">{t('dated')}</h2>
      {passed.length === 0 ? (
        <p className="soft">{t('datedNone')}</p>
      ) : (
        <ul className="line-list" aria-label={t('dated')}>
          {passed.map((item) => (
            <li key={`${item.kind} ${item.targetId} ${item.words} ${item.dayOn}`}>
              <div>
                <p className="row">
                  <span className="tag tag-plain">{t(`word_${item.kind}`)}</span>
                  <DatedLink item={item} />
                  <span className={item.dayOn < dates.today ? 'tag tag-danger' : ''}>
                    {dates.day(item.dayOn)}
                    {item.dayOn < dates.today ? ` · ${t('late')}` : ''}
                  </span>
                </p>
                {item.words && (
                  <p className="said" dir="auto">
                    {item.words}
                  </p>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function DatedLink({ item }: { item: Handover['dated'][number] }) {
  if (item.kind === 'meetingTask')
    return (
      <Link to="/meeting-tasks/$taskId" params={{ taskId: item.targetId }} className="target">
        {item.about} ›
      </Link>
    )
  if (item.kind === 'whistleTask')
    return (
      <Link to="/whistles/$whistleId" params={{ whistleId: item.targetId }} className="target">
        {item.about} ›
      </Link>
    )
  return (
    <Link to="/requests/$requestId" params={{ requestId: item.targetId }} className="target">
      {item.about} ›
    </Link>
  )
}

/** Which doors are due; by building, without a name. */
function VisitsDue({ pack }: { pack: Handover }) {
  const t = useWords(handoverWords)
  const dates = useDates()
  if (pack.visits.length === 0) return null
  return (
    <section className="card stack" aria-labelledby="handover-visits">
      <h2 id="handover-visits">{t('visits')}</h2>
      <p className="soft">{t('visitsHint')}</p>
      <ul className="line-list" aria-label={t('visits')}>
        {[...new Set(pack.visits.map((visit) => visit.place))].map((place) => (
          <li key={place}>
            <div>
              <strong>{place}</strong>
              <p className="row">
                {pack.visits
                  .filter((visit) => visit.place === place)
                  .map((visit) => (
                    <Link key={`${visit.kind} ${visit.personId}`} to="/registry/people/$personId" params={{ personId: visit.personId }} className="target">
                      {visit.door !== null && `${visit.door} · `}
                      {t(`visit_${visit.kind}`)} {dates.day(visit.dueOn)} ›
                    </Link>
                  ))}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

const taskKinds = new Set<HandoverItem['kind']>(['meetingTasks', 'ownMeetingTasks', 'stayingTasks'])

/** The page behind a number, for whoever may open it. */
function ItemLink({ item }: { item: HandoverItem }) {
  const t = useWords(handoverWords)
  const me = useMe()
  const label = { 'aria-label': `${t('look')} ${t(item.kind)} ${item.area.name}` }
  const area = item.area.code
  if (item.kind === 'openCases' && may(me, 'request.read'))
    return (
      <Link to="/inbox" search={{ area }} {...label}>
        {t('look')} ›
      </Link>
    )
  if (item.kind === 'overdueCases' && may(me, 'request.read'))
    return (
      <Link to="/inbox" search={{ area, overdue: true }} {...label}>
        {t('look')} ›
      </Link>
    )
  if (taskKinds.has(item.kind) && may(me, 'meeting.read'))
    return (
      <Link to="/meeting-tasks" {...label}>
        {t('look')} ›
      </Link>
    )
  if ((item.kind === 'whistles' || item.kind === 'whistleTasks') && may(me, 'whistle.read'))
    return (
      <Link to="/whistles" search={item.unit ? {} : { area }} {...label}>
        {t('look')} ›
      </Link>
    )
  if ((item.kind === 'staleFacts' || item.kind === 'careReviews') && may(me, 'registry.read'))
    return (
      <Link to="/registry/round" search={{ grid: area }} {...label}>
        {t('look')} ›
      </Link>
    )
  if (item.kind === 'captainTasks' && may(me, 'captain.manage'))
    return (
      <Link to="/captains" {...label}>
        {t('look')} ›
      </Link>
    )
  return <span>—</span>
}

function MoveForm({ pack, move, onClose }: { pack: Handover; move: HandoverMove; onClose: () => void }) {
  const t = useWords(handoverWords)
  const { at } = useRefusals()
  const client = useQueryClient()
  const [typed, change, drop] = useDraft(`handover.${pack.id}.${move}`, { words: '', accountId: pack.to?.accountId ?? '' })
  const sent = useMutation({
    mutationFn: () => api.handovers.move(inputOf(pack.id, move, typed)),
    onSuccess: (after) => {
      drop()
      client.setQueryData(['handover', pack.id], after)
      void client.invalidateQueries({ predicate: ({ queryKey }) => ['leave', 'handovers', 'secondment'].includes(String(queryKey[0])) })
      onClose()
    },
  })
  const refusal = sent.error && refusalOf(sent.error)
  return (
    <StepForm
      name={t(`step_${move}`)}
      words={move === 'note' || move === 'standIn' ? typed.words : null}
      onWords={(words) => change({ words })}
      wordsLabel={move === 'standIn' ? t('standInReason') : t('noteHint')}
      optional={false}
      refusal={refusal}
      busy={sent.isPending}
      onSubmit={() => sent.mutate()}
      onClose={onClose}
    >
      {move === 'name' && (
        <Field label={t('receiverPick')} error={at(refusal, 'accountId')}>
          {(control) => (
            <Pick
              {...control}
              empty=""
              value={typed.accountId}
              options={pack.receivers.map((one) => ({ value: one.accountId, label: one.name }))}
              onChange={(accountId) => change({ accountId })}
            />
          )}
        </Field>
      )}
    </StepForm>
  )
}

function inputOf(handoverId: string, move: HandoverMove, typed: { words: string; accountId: string }): HandoverMoveInput {
  if (move === 'name') return { handoverId, move, accountId: typed.accountId }
  if (move === 'give' || move === 'receive') return { handoverId, move }
  return { handoverId, move: move === 'standIn' ? 'standIn' : 'note', words: typed.words.trim() }
}
