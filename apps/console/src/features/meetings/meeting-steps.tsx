import type { Meeting, MeetingMove, MeetingMoveInput } from '@ejia/contract/meetings.ts'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { useDraft } from '../../platform/drafts.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { useAreasUnder } from './own-areas.ts'
import { useMeetingMove } from './use-meeting-move.ts'
import { meetingWords } from './words.ts'

/** Steps of the whole meeting; those of one topic stand with it, those of the minutes on their page. */
const steps = ['announce', 'open', 'attend', 'excuse', 'adjourn', 'publish', 'tellResidents', 'cancel'] as const satisfies readonly MeetingMove[]
type Step = (typeof steps)[number]
/** One tap is enough. */
const wordless = new Set<Step>(['open', 'attend', 'adjourn', 'publish'])

export function MeetingSteps({ meeting }: { meeting: Meeting }) {
  const t = useWords(meetingWords)
  const [step, setStep] = useState<Step | null>(null)
  const { send, isPending, refusal } = useMeetingMove(meeting.id, () => setStep(null))
  const offered = steps.filter((move) => meeting.allowedMoves.includes(move))
  const onMinutes = meeting.allowedMoves.some((move) => move === 'confirm' || move === 'correct' || move === 'settle')
  const tap = (move: Step) => (wordless.has(move) ? send({ meetingId: meeting.id, move } as MeetingMoveInput) : setStep(step === move ? null : move))
  return (
    <section className="card stack" aria-labelledby="meeting-moves">
      <h2 id="meeting-moves">{t('actions')}</h2>
      {offered.length === 0 && !onMinutes && !meeting.allowedMoves.includes('edit') && <p className="soft">{t('noActions')}</p>}
      <div className="row">
        {offered.map((move, index) => (
          <Button key={move} type={index === 0 && move !== 'cancel' && move !== 'excuse' ? 'primary' : 'default'} loading={isPending} onClick={() => tap(move)}>
            {t(`step_${move}`)}
          </Button>
        ))}
        {meeting.allowedMoves.includes('edit') && (
          <Link className="link-button" to="/meetings/$meetingId/edit" params={{ meetingId: meeting.id }}>
            {t('edit')}
          </Link>
        )}
        {onMinutes && (
          <Link className="link-button" to="/meetings/$meetingId/minutes" params={{ meetingId: meeting.id }}>
            {t('step_confirm')} ›
          </Link>
        )}
      </div>
      {!step && <FormRefusal refusal={refusal} />}
      {step && <StepForm key={step} meeting={meeting} step={step} onClose={() => setStep(null)} />}
    </section>
  )
}

function StepForm({ meeting, step, onClose }: { meeting: Meeting; step: Step; onClose: () => void }) {
  const t = useWords(meetingWords)
  const { at } = useRefusals()
  const areas = useAreasUnder([meeting.area.code])
  const [typed, change, drop] = useDraft(`meeting.${meeting.id}.${step}`, { words: '', title: '', body: '', areaCode: meeting.area.code })
  const { send, isPending, refusal } = useMeetingMove(meeting.id, () => {
    drop()
    onClose()
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const base = { meetingId: meeting.id }
    if (step === 'tellResidents') return send({ ...base, move: 'tellResidents', areaCode: typed.areaCode, title: typed.title, body: typed.body })
    if (step === 'announce') return send({ ...base, move: 'announce', ...(typed.words.trim() && { words: typed.words }) })
    return send({ ...base, move: step, words: typed.words } as MeetingMoveInput)
  }
  const name = t(`step_${step}`)
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={name}>
      {step === 'tellResidents' ? (
        <>
          <Field label={t('where')} error={at(refusal, 'areaCode')}>
            {(control) => <Pick {...control} value={typed.areaCode} options={areas} onChange={(areaCode) => change({ areaCode })} />}
          </Field>
          <Field label={t('noticeTitle')} error={at(refusal, 'title')}>
            {(control) => <Input {...control} maxLength={80} value={typed.title} onChange={(event) => change({ title: event.target.value })} />}
          </Field>
          <Field label={t('noticeBody')} error={at(refusal, 'body')}>
            {(control) => (
              <Input.TextArea {...control} rows={5} maxLength={5000} value={typed.body} onChange={(event) => change({ body: event.target.value })} />
            )}
          </Field>
        </>
      ) : (
        <Field label={step === 'announce' ? t('lateWhy') : t('words')} optional={step === 'announce'} error={at(refusal, 'words')}>
          {(control) => (
            <Input.TextArea {...control} rows={2} maxLength={500} value={typed.words} onChange={(event) => change({ words: event.target.value })} />
          )}
        </Field>
      )}
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" size="large" loading={isPending}>
          {t('submit', { step: name })}
        </Button>
        <Button size="large" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
