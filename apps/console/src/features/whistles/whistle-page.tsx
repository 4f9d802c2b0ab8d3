import type { Summons, SummonsMove, TaskMove, Whistle, WhistleMove, WhistleTask } from '@ejia/contract/whistles.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { SourceTopics } from '../meetings/source-topics.tsx'
import { CasePhotos } from '../requests/case/case-photos.tsx'
import { MoveForm, type Step } from './move-form.tsx'
import { whistleWords } from './words.ts'
import './whistles.css'

const refreshMs = 30_000

export function WhistlePage() {
  const t = useWords(whistleWords)
  const { whistleId } = useParams({ from: '/staff/whistles/$whistleId' })
  const query = useQuery({ queryKey: ['whistle', whistleId], queryFn: () => api.whistles.open({ whistleId }), refetchInterval: refreshMs })
  return (
    <Page title={query.data?.title ?? t('title')}>
      <Link to="/whistles" className="back-link">
        ‹ {t('back')}
      </Link>
      {query.isPending && <Loading rows={10} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && <Whole whistle={query.data} />}
    </Page>
  )
}

function Whole({ whistle }: { whistle: Whistle }) {
  const t = useWords(whistleWords)
  const dates = useDates()
  const [step, setStep] = useState<Step | null>(null)
  const now = dates.now.toISOString()
  const running = ['blown', 'approved', 'summoned', 'handling'].includes(whistle.state)
  const form = (match: (one: Step) => boolean) =>
    step && match(step) && <MoveForm key={JSON.stringify(step)} whistle={whistle} step={step} onClose={() => setStep(null)} />
  return (
    <>
      <p className="row">
        <span className={whistle.kind === 'emergency' ? 'tag tag-danger' : 'tag tag-plain'}>{t(whistle.kind)}</span>
        <span className="tag tag-new">{t(`state_${whistle.state}`)}</span>
        {whistle.supervisedAt && <span className="tag tag-danger">{t('supervised')}</span>}
        {running && (
          <span className={whistle.dueAt < now ? 'tag tag-danger' : whistle.amberAt < now ? 'tag tag-wait' : 'soft'}>
            {t('due', { moment: dates.moment(whistle.dueAt) })}
          </span>
        )}
        <span className="soft small">
          {whistle.number} · {whistle.area.name} · {t('blownBy', { name: whistle.blownBy, moment: dates.moment(whistle.blownAt) })}
        </span>
      </p>
      <section className="card stack" aria-labelledby="whistle-moves">
        <h2 id="whistle-moves">{t('actions')}</h2>
        {whistle.allowedMoves.length === 0 && !whistle.units.some((one) => one.allowedMoves.length > 0) && <p className="soft">{t('noActions')}</p>}
        <div className="row">
          {whistle.allowedMoves.map((move: WhistleMove, index) => (
            <Button
              key={move}
              type={index === 0 && move !== 'note' ? 'primary' : 'default'}
              aria-expanded={step?.move === move}
              onClick={() => setStep({ move })}
            >
              {t(`step_${move}`)}
            </Button>
          ))}
        </div>
        {form((one) => !('unitId' in one) && !('taskId' in one))}
      </section>
      <section className="card stack" aria-labelledby="whistle-need">
        <h2 id="whistle-need">{t('need')}</h2>
        <p className="said" dir="auto">
          {whistle.need}
        </p>
        {whistle.decision && <p className="soft">{t('decidedBy', { name: whistle.decidedBy ?? '', words: whistle.decision })}</p>}
        {whistle.matter && (
          <>
            <h3>{t('matter')}</h3>
            <p className="soft">{whistle.matter.place}</p>
            <p className="said" dir="auto">
              {whistle.matter.text}
            </p>
            <CasePhotos owner={{ of: 'whistles', id: whistle.id }} photos={whistle.matter.photos} />
          </>
        )}
        {whistle.requestId && whistle.matter && (
          <p>
            <Link className="link-button" to="/requests/$requestId" params={{ requestId: whistle.requestId }}>
              {t('openCase', { number: whistle.matter.receiptNumber })}
            </Link>
          </p>
        )}
      </section>
      {whistle.units.length > 0 && (
        <section className="card stack" aria-labelledby="whistle-units">
          <h2 id="whistle-units">{t('departments')}</h2>
          {whistle.units.map((one) => (
            <div className="whistle-unit" key={one.unit.id}>
              <UnitLine one={one} onStep={(move) => setStep({ move, unitId: one.unit.id })} />
              {form((asked) => 'unitId' in asked && asked.unitId === one.unit.id)}
            </div>
          ))}
        </section>
      )}
      <section className="card stack" aria-labelledby="whistle-plan">
        <h2 id="whistle-plan">{t('plan')}</h2>
        {whistle.plan ? (
          <p className="said" dir="auto">
            {whistle.plan}
          </p>
        ) : (
          <p className="soft">{t('noPlan')}</p>
        )}
        <h3 id="whistle-tasks">{t('tasks', { count: whistle.tasks.length })}</h3>
        {whistle.tasks.length === 0 && <p className="soft">{t('noTasks')}</p>}
        {whistle.tasks.map((task) => (
          <div className="whistle-unit" key={task.id}>
            <TaskLine whistleId={whistle.id} task={task} onStep={(move) => setStep({ move, taskId: task.id })} />
            {form((asked) => 'taskId' in asked && asked.taskId === task.id)}
          </div>
        ))}
        {whistle.outcome && (
          <>
            <h3>{t('outcome')}</h3>
            <p className="said" dir="auto">
              {whistle.outcome}
            </p>
          </>
        )}
      </section>
      <SourceTopics of={{ whistleId: whistle.id }} areaCode={whistle.area.code} title={whistle.title} />
      <section className="card stack" aria-labelledby="whistle-timeline">
        <h2 id="whistle-timeline">{t('timeline')}</h2>
        <ol className="timeline">
          {whistle.timeline.toReversed().map((entry) => (
            <li key={entry.id}>
              <p className="row">
                <strong>{t(`step_${entry.step}`)}</strong>
                {entry.unitName && <span>{entry.unitName}</span>}
                <span className="soft small">
                  {entry.by} · <time dateTime={entry.at}>{dates.moment(entry.at)}</time>
                </span>
              </p>
              {entry.words && (
                <p className="said" dir="auto">
                  {entry.words}
                </p>
              )}
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}

function UnitLine({ one, onStep }: { one: Summons; onStep: (move: SummonsMove) => void }) {
  const t = useWords(whistleWords)
  const dates = useDates()
  const now = dates.now.toISOString()
  const isLate = one.checkedInAt ? one.checkedInAt > one.checkInDueAt : one.state === 'summoned' && one.checkInDueAt < now
  return (
    <>
      <p className="row">
        <strong>{one.unit.name}</strong>
        <span>{t(one.part)}</span>
        <span className={isLate ? 'tag tag-danger' : one.state === 'checkedIn' ? 'tag tag-plain' : 'tag tag-wait'}>
          {t(`unit_${one.state}`)}
          {isLate ? ` · ${t('late')}` : ''}
        </span>
        <span className="soft small">
          {one.checkedInAt
            ? t('checkedIn', { moment: dates.moment(one.checkedInAt), name: one.checkedInBy ?? '' })
            : one.state === 'summoned'
              ? t('checkInDue', { moment: dates.moment(one.checkInDueAt) })
              : ''}
          {one.remindedTimes > 0 && ` · ${t('reminded', { count: one.remindedTimes })}`}
        </span>
      </p>
      {one.objection && <p>{t('objection', { words: one.objection })}</p>}
      {one.decision && <p>{t('decision', { words: one.decision })}</p>}
      {one.rating && <p>{t('rating', { stars: one.rating.stars, words: one.rating.words })}</p>}
      {one.allowedMoves.length > 0 && (
        <div className="row">
          {one.allowedMoves.map((move) => (
            <Button
              key={move}
              type={move === 'checkIn' ? 'primary' : 'default'}
              onClick={() => onStep(move)}
              aria-label={`${one.unit.name} ${t(`step_${move}`)}`}
            >
              {t(`step_${move}`)}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}

function TaskLine({ whistleId, task, onStep }: { whistleId: string; task: WhistleTask; onStep: (move: TaskMove) => void }) {
  const t = useWords(whistleWords)
  const dates = useDates()
  const isLate = task.state === 'open' && task.dueOn < dates.today
  return (
    <>
      <p className="row">
        <strong>{task.title}</strong>
        <span>{task.unit?.name ?? t('everyone')}</span>
        <span className={isLate ? 'tag tag-danger' : task.state === 'open' ? 'tag tag-wait' : 'tag tag-plain'}>{t(task.state)}</span>
        <span className="soft small">
          {t('dueOn')} {dates.day(task.dueOn)}
          {task.endedBy && ` · ${task.endedBy}`}
        </span>
      </p>
      {task.evidence && <p dir="auto">{task.evidence}</p>}
      <CasePhotos owner={{ of: 'whistles', id: `${whistleId}/tasks/${task.id}` }} photos={task.photos} />
      {task.allowedMoves.length > 0 && (
        <div className="row">
          {task.allowedMoves.map((move) => (
            <Button key={move} onClick={() => onStep(move)} aria-label={`${task.title} ${t(`step_${move}`)}`}>
              {t(`step_${move}`)}
            </Button>
          ))}
        </div>
      )}
    </>
  )
}
