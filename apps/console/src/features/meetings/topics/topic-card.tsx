import type { Topic, TopicMove } from '@ejia/contract/topics.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useRefusals } from '../../../dictionary/use-refusals.ts'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { refusalOf } from '../../../platform/refusal.ts'
import { Pick } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { FormRefusal } from '../../../ui/states.tsx'
import { meetingWords } from '../words.ts'

type Offered = Extract<TopicMove, 'take' | 'decline' | 'putBack' | 'withdraw'>
const needsForm = (move: Offered) => move === 'take' || move === 'decline'

export function TopicCard({ topic }: { topic: Topic }) {
  const t = useWords(meetingWords)
  const dates = useDates()
  const { at } = useRefusals()
  const client = useQueryClient()
  const [step, setStep] = useState<Offered | null>(null)
  const [typed, setTyped] = useState({ words: '', meetingId: '' })
  const coming = useQuery({ queryKey: ['meetings', 'coming'], queryFn: () => api.meetings.list({ show: 'coming', limit: 20 }), enabled: step === 'take' })
  const sent = useMutation({
    mutationFn: (move: Offered) => {
      const topicId = topic.id
      if (move === 'take') return api.topics.take({ topicId, meetingId: typed.meetingId })
      if (move === 'decline') return api.topics.decline({ topicId, words: typed.words })
      return move === 'putBack' ? api.topics.putBack({ topicId }) : api.topics.withdraw({ topicId })
    },
    onSuccess: async () => {
      for (const key of ['meetings', 'meeting']) void client.invalidateQueries({ queryKey: [key] })
      await client.invalidateQueries({ queryKey: ['topics'] })
      setStep(null)
    },
  })
  const refusal = sent.error && refusalOf(sent.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (step) sent.mutate(step)
  }
  const meetings = coming.data?.rows ?? []
  return (
    <article className="card stack" aria-label={topic.title}>
      <p className="row">
        <strong>{topic.title}</strong>
        <span className="tag tag-new">{t(`state_${topic.state}`)}</span>
        <span className="tag tag-plain">{t(`source_${topic.source}`)}</span>
        <span className="soft">{topic.area.name}</span>
      </p>
      <p className="said" dir="auto">
        {topic.words}
      </p>
      <p className="row soft">
        <span>{t('raisedBy', { name: topic.raisedBy, moment: dates.moment(topic.raisedAt) })}</span>
        <Source topic={topic} />
        {topic.meeting && (
          <Link to="/meetings/$meetingId" params={{ meetingId: topic.meeting.id }} className="target">
            {t('onAgenda', { title: `${topic.meeting.title} ${dates.moment(topic.meeting.startsAt)}` })}
          </Link>
        )}
      </p>
      {topic.reason && <p>{t('why', { words: topic.reason })}</p>}
      <div className="row">
        {topic.allowedMoves
          .filter((move): move is Offered => move !== 'decide' && move !== 'postpone')
          .map((move) => (
            <Button
              key={move}
              aria-label={`${topic.title} ${t(`move_${move}`)}`}
              aria-expanded={needsForm(move) ? step === move : undefined}
              loading={sent.isPending && !needsForm(move)}
              onClick={() => (needsForm(move) ? setStep(step === move ? null : move) : sent.mutate(move))}
            >
              {t(`move_${move}`)}
            </Button>
          ))}
      </div>
      {!step && <FormRefusal refusal={refusal} />}
      {step && (
        <form className="stack" onSubmit={submit} noValidate aria-label={t(`move_${step}`)}>
          {step === 'take' && coming.isSuccess && meetings.length === 0 && (
            <p>
              {t('noComing')}{' '}
              <Link to="/meetings/new" className="link-button">
                {t('plan')} ›
              </Link>
            </p>
          )}
          {step === 'take' && (
            <Field label={t('whichMeeting')} error={at(refusal, 'meetingId')}>
              {(control) => (
                <Pick
                  {...control}
                  empty=""
                  value={typed.meetingId}
                  options={meetings.map((row) => ({ value: row.id, label: `${row.number} ${dates.moment(row.startsAt)}` }))}
                  onChange={(meetingId) => setTyped({ ...typed, meetingId })}
                />
              )}
            </Field>
          )}
          {step === 'decline' && (
            <Field label={t('words')} error={at(refusal, 'words')}>
              {(control) => (
                <Input.TextArea
                  {...control}
                  rows={2}
                  maxLength={500}
                  value={typed.words}
                  onChange={(event) => setTyped({ ...typed, words: event.target.value })}
                />
              )}
            </Field>
          )}
          <FormRefusal refusal={refusal} />
          <div className="form-buttons">
            <Button type="primary" htmlType="submit" loading={sent.isPending}>
              {t('submit', { step: t(`move_${step}`) })}
            </Button>
            <Button onClick={() => setStep(null)}>{t('cancel')}</Button>
          </div>
        </form>
      )}
    </article>
  )
}

function Source({ topic }: { topic: Topic }) {
  const t = useWords(meetingWords)
  if (topic.sourceId === null) return null
  if (topic.source === 'case')
    return (
      <Link to="/requests/$requestId" params={{ requestId: topic.sourceId }} className="target">
        {t('openSource')}
      </Link>
    )
  if (topic.source === 'whistle')
    return (
      <Link to="/whistles/$whistleId" params={{ whistleId: topic.sourceId }} className="target">
        {t('openSource')}
      </Link>
    )
  return (
    <Link to="/needs/$poolId" params={{ poolId: topic.sourceId }} className="target">
      {t('openSource')}
    </Link>
  )
}
