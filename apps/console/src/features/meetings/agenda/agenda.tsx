import type { AgendaItem, Meeting } from '@ejia/contract/meetings.ts'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../dictionary/words.ts'
import { FormRefusal } from '../../../ui/states.tsx'
import { useMeetingMove } from '../use-meeting-move.ts'
import { meetingWords } from '../words.ts'
import { DecideForm } from './decide-form.tsx'
import { ItemForm } from './item-form.tsx'

export function Agenda({ meeting }: { meeting: Meeting }) {
  const t = useWords(meetingWords)
  return (
    <section className="card stack" aria-labelledby="meeting-agenda">
      <h2 id="meeting-agenda">{t('agenda')}</h2>
      {meeting.agenda.length === 0 && (
        <p className="soft">
          {t('noAgenda')} <Link to="/topics">{t('topics')} ›</Link>
        </p>
      )}
      {!meeting.whole && <p className="soft">{t('agendaOnly')}</p>}
      <ol className="stack">
        {meeting.agenda.map((item, index) => (
          <li key={item.topic.id}>
            <Item meeting={meeting} item={item} index={index} />
          </li>
        ))}
      </ol>
    </section>
  )
}

type Step = 'discuss' | 'callVote' | 'decide'

function Item({ meeting, item, index }: { meeting: Meeting; item: AgendaItem; index: number }) {
  const t = useWords(meetingWords)
  const [step, setStep] = useState<Step | null>(null)
  const { send, isPending, refusal } = useMeetingMove(meeting.id)
  const { topic, vote } = item
  const base = { meetingId: meeting.id, topicId: topic.id }
  const offered = (['discuss', 'callVote', 'decide'] as const).filter(
    (move) =>
      meeting.allowedMoves.includes(move) && item.outcome === null && !(move === 'callVote' && vote !== null) && !(move === 'decide' && vote?.state === 'open'),
  )
  const moveUp = () => {
    const ids = meeting.agenda.map((one) => one.topic.id)
    ids.splice(index - 1, 2, ids[index]!, ids[index - 1]!)
    send({ meetingId: meeting.id, move: 'orderAgenda', topicIds: ids })
  }
  return (
    <article className="stack whistle-unit" aria-label={topic.title}>
      <h3>
        {index + 1}. {topic.title}
      </h3>
      <p className="said" dir="auto">
        {topic.words}
      </p>
      {item.discussion && (
        <>
          <strong>{t('discussion')}</strong>
          <p className="said" dir="auto">
            {item.discussion}
          </p>
        </>
      )}
      {vote?.state === 'open' && <p className="tag tag-wait">{t('voteOpen', { question: vote.question })}</p>}
      {vote?.state === 'closed' && <p>{t('voteClosed', { ...vote, result: vote.passed ? t('passed') : t('notPassed') })}</p>}
      {vote?.mine && <p className="soft">{t('myVote', { choice: t(vote.mine) })}</p>}
      {item.outcome && (
        <p>
          <span className="tag tag-new">{t(item.outcome)}</span> {item.decision}
        </p>
      )}
      {vote?.state === 'open' && meeting.allowedMoves.includes('vote') && (
        <div className="row" role="group" aria-label={t('step_vote')}>
          {(['yes', 'no', 'abstain'] as const).map((choice) => (
            <Button key={choice} aria-pressed={vote.mine === choice} loading={isPending} onClick={() => send({ ...base, move: 'vote', choice })}>
              {t(choice)}
            </Button>
          ))}
        </div>
      )}
      <div className="row">
        {index > 0 && meeting.allowedMoves.includes('orderAgenda') && (
          <Button aria-label={`${topic.title} ${t('up')}`} loading={isPending} onClick={moveUp}>
            {t('up')}
          </Button>
        )}
        {vote?.state === 'open' && meeting.allowedMoves.includes('closeVote') && (
          <Button loading={isPending} onClick={() => send({ ...base, move: 'closeVote' })}>
            {t('step_closeVote')}
          </Button>
        )}
        {offered.map((move) => (
          <Button key={move} aria-expanded={step === move} onClick={() => setStep(step === move ? null : move)}>
            {t(`step_${move}`)}
          </Button>
        ))}
      </div>
      <FormRefusal refusal={refusal} />
      {step === 'decide' && <DecideForm meeting={meeting} item={item} onClose={() => setStep(null)} />}
      {(step === 'discuss' || step === 'callVote') && <ItemForm key={step} meeting={meeting} item={item} step={step} onClose={() => setStep(null)} />}
    </article>
  )
}
