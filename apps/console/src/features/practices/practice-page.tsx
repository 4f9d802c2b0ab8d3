import type { Practice } from '@ejia/contract/practices.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading } from '../../ui/states.tsx'
import { useWriteAreas } from './write-areas.ts'
import { practiceWords } from './words.ts'

export function PracticePage() {
  const t = useWords(practiceWords)
  const { practiceId } = useParams({ from: '/staff/practices/$practiceId' })
  const query = useQuery({ queryKey: ['practice', practiceId], queryFn: () => api.practices.open({ practiceId }) })
  return (
    <Page title={query.data?.title ?? t('title')}>
      <Link to="/practices" className="back-link">
        ‹ {t('back')}
      </Link>
      {query.isPending && <Loading rows={10} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && <Whole practice={query.data} />}
    </Page>
  )
}

function Whole({ practice }: { practice: Practice }) {
  const t = useWords(practiceWords)
  const dates = useDates()
  const client = useQueryClient()
  const withdrawn = useMutation({
    mutationFn: () => api.practices.withdraw({ practiceId: practice.id }),
    onSuccess: (after) => {
      client.setQueryData(['practice', practice.id], after)
      void client.invalidateQueries({ queryKey: ['practices'] })
    },
  })
  const { results } = practice
  const counted = [
    results.households > 0 && t('households', { count: results.households }),
    results.tasks > 0 && t('tasks', { all: results.tasks, done: results.tasksSignedOff }),
    results.cases > 0 && t('cases', { all: results.cases, done: results.casesClosed }),
  ].filter(Boolean)
  return (
    <>
      <p className="row">
        <span className="tag tag-new">{t(`state_${practice.state}`)}</span>
        <span className="soft">{t('by', { area: practice.area.name, name: practice.writtenBy, moment: dates.moment(practice.changedAt) })}</span>
        {practice.copiedFrom && (
          <Link to="/practices/$practiceId" params={{ practiceId: practice.copiedFrom.id }} className="target">
            {t('copiedFrom', { area: practice.copiedFrom.area.name, title: practice.copiedFrom.title })}
          </Link>
        )}
      </p>
      <div className="card stack">
        {practice.state === 'shared' && <CopyForm practice={practice} />}
        {practice.mayEdit && (
          <div className="row">
            <Link to="/practices/$practiceId/edit" params={{ practiceId: practice.id }} className="link-button">
              {t('edit')} ›
            </Link>
            <Button loading={withdrawn.isPending} onClick={() => withdrawn.mutate()}>
              {t('withdraw')}
            </Button>
          </div>
        )}
        {withdrawn.error && <FormRefusal refusal={refusalOf(withdrawn.error)} />}
      </div>
      {(['situation', 'steps', 'materials'] as const).map(
        (part) =>
          practice[part] && (
            <section key={part} className="card stack" aria-labelledby={`practice-${part}`}>
              <h2 id={`practice-${part}`}>{t(part)}</h2>
              <p className="said" dir="auto">
                {practice[part]}
              </p>
            </section>
          ),
      )}
      <section className="card stack" aria-labelledby="practice-results">
        <h2 id="practice-results">{t('results')}</h2>
        {counted.length === 0 ? <p className="soft">{t('noResults')}</p> : <p>{counted.join('；')}</p>}
        <p className="row">
          {practice.links.poolIds.map((poolId) => (
            <Link key={poolId} to="/needs/$poolId" params={{ poolId }} className="target">
              {t('pools')} ›
            </Link>
          ))}
          {practice.links.meetingIds.map((meetingId) => (
            <Link key={meetingId} to="/meetings/$meetingId" params={{ meetingId }} className="target">
              {t('meetings')} ›
            </Link>
          ))}
          {practice.links.tasks.map((task) => (
            <Link key={task.id} to="/meeting-tasks/$taskId" params={{ taskId: task.id }} className="target">
              {t('task', { title: task.title })} ›
            </Link>
          ))}
          {practice.links.cases.map((one) => (
            <Link key={one.id} to="/requests/$requestId" params={{ requestId: one.id }} className="target">
              {t('oneCase', { number: one.receiptNumber })} ›
            </Link>
          ))}
        </p>
        {practice.links.hidden > 0 && <p className="soft">{t('hiddenToo', { count: practice.links.hidden })}</p>}
      </section>
      <section className="card stack" aria-labelledby="practice-copies">
        <h2 id="practice-copies">{t('copies')}</h2>
        {practice.copies.length === 0 ? (
          <p className="soft">{t('noCopies')}</p>
        ) : (
          <>
            <p>{t('usedBy', { count: practice.usedBy })}</p>
            <p>{practice.copies.map((copy) => copy.area.name).join('、')}</p>
          </>
        )}
      </section>
    </>
  )
}

/** One tap where there is one place to copy to; a choice where there are several. */
function CopyForm({ practice }: { practice: Practice }) {
  const t = useWords(practiceWords)
  const { at } = useRefusals()
  const navigate = useNavigate()
  const client = useQueryClient()
  const areas = useWriteAreas().filter((area) => area.value !== practice.area.code)
  const [chosen, setChosen] = useState('')
  const areaCode = chosen || (areas[0]?.value ?? '')
  const copied = useMutation({
    mutationFn: () => api.practices.copy({ practiceId: practice.id, areaCode }),
    onSuccess: (copy) => {
      for (const key of ['practice', 'practices']) void client.invalidateQueries({ queryKey: [key] })
      return navigate({ to: '/practices/$practiceId', params: { practiceId: copy.id } })
    },
  })
  const refusal = copied.error && refusalOf(copied.error)
  if (areas.length === 0) return null
  return (
    <>
      {areas.length > 1 && (
        <Field label={t('into')} error={at(refusal, 'areaCode')}>
          {(control) => <Pick {...control} value={areaCode} options={areas} onChange={setChosen} />}
        </Field>
      )}
      <FormRefusal refusal={refusal} />
      <div>
        <Button type="primary" loading={copied.isPending} onClick={() => copied.mutate()}>
          {t('copy')}
        </Button>
      </div>
    </>
  )
}
