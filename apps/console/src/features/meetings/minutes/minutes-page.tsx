import type { Meeting } from '@ejia/contract/meetings.ts'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useRefusals } from '../../../dictionary/use-refusals.ts'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { useDraft } from '../../../platform/drafts.ts'
import { Field } from '../../../ui/field.tsx'
import { Page } from '../../../ui/page.tsx'
import { Failure, FormRefusal, Loading, Nothing } from '../../../ui/states.tsx'
import { useMeetingMove } from '../use-meeting-move.ts'
import { meetingWords } from '../words.ts'
import { MinutesSheet } from './minutes-sheet.tsx'

export function MinutesPage() {
  const t = useWords(meetingWords)
  const { meetingId } = useParams({ from: '/staff/meetings/$meetingId/minutes' })
  const query = useQuery({ queryKey: ['meeting', meetingId], queryFn: () => api.meetings.open({ meetingId }) })
  return (
    <Page title={t('minutes')}>
      <Link to="/meetings/$meetingId" params={{ meetingId }} className="back-link">
        ‹ {t('back')}
      </Link>
      {query.isPending && <Loading rows={12} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && !query.data.minutes && <Nothing title={t('noMinutes')} />}
      {query.data?.minutes && <Whole meeting={query.data} />}
    </Page>
  )
}

function Whole({ meeting }: { meeting: Meeting }) {
  const t = useWords(meetingWords)
  const dates = useDates()
  const newest = meeting.minutes!
  const [version, setVersion] = useState(newest.version)
  const [step, setStep] = useState<'correct' | 'settle' | null>(null)
  const old = useQuery({
    queryKey: ['minutes', meeting.id, version],
    queryFn: () => api.meetings.minutes({ meetingId: meeting.id, version }),
    enabled: version !== newest.version,
  })
  const { send, isPending, refusal } = useMeetingMove(meeting.id)
  const shown = version === newest.version ? newest : old.data
  return (
    <>
      <section className="card stack" aria-labelledby="minutes-moves">
        <h2 id="minutes-moves">{t(`state_${meeting.state}`)}</h2>
        <div className="row">
          {meeting.allowedMoves.includes('confirm') && (
            <Button
              type="primary"
              size="large"
              loading={isPending}
              onClick={() => send({ meetingId: meeting.id, move: 'confirm', minutesVersion: newest.version })}
            >
              {t('step_confirm')}
            </Button>
          )}
          {(['correct', 'settle'] as const)
            .filter((move) => meeting.allowedMoves.includes(move))
            .map((move) => (
              <Button key={move} size="large" aria-expanded={step === move} onClick={() => setStep(step === move ? null : move)}>
                {t(`step_${move}`)}
              </Button>
            ))}
          {meeting.allowedMoves.includes('publish') && (
            <Button type="primary" size="large" loading={isPending} onClick={() => send({ meetingId: meeting.id, move: 'publish' })}>
              {t('step_publish')}
            </Button>
          )}
          <a className="link-button" href={`/api/meetings/${meeting.id}/minutes-file?version=${version}`} download>
            {t('download')}
          </a>
        </div>
        <FormRefusal refusal={refusal} />
        {step && <StepForm key={step} meeting={meeting} step={step} onClose={() => setStep(null)} onVersion={setVersion} />}
      </section>
      {old.error && <Failure error={old.error} retry={() => void old.refetch()} />}
      {shown ? <MinutesSheet minutes={shown} /> : <Loading />}
      <section className="card stack" aria-labelledby="minutes-versions">
        <h2 id="minutes-versions">{t('versions')}</h2>
        <ul className="line-list">
          {meeting.versions.map((one) => (
            <li key={one.version}>
              <p className="row">
                <Button aria-pressed={one.version === version} onClick={() => setVersion(one.version)}>
                  {t('version', { version: one.version })}
                </Button>
                <span className="soft">{t('writtenBy', { name: one.writtenBy, moment: dates.moment(one.writtenAt) })}</span>
                {one.words && <span>{one.words}</span>}
              </p>
              <p className="soft">{t('confirmedBy', { names: one.confirmedBy.join('、') || t('nobody') })}</p>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

type FormProps = { meeting: Meeting; step: 'correct' | 'settle'; onClose: () => void; onVersion: (version: number) => void }

function StepForm({ meeting, step, onClose, onVersion }: FormProps) {
  const t = useWords(meetingWords)
  const { at } = useRefusals()
  const { version, body } = meeting.minutes!
  const [typed, change, drop] = useDraft(`minutes.${meeting.id}.${version}.${step}`, { body, words: '' })
  const { send, isPending, refusal } = useMeetingMove(meeting.id, () => {
    drop()
    if (step === 'correct') onVersion(version + 1)
    onClose()
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (step === 'settle') send({ meetingId: meeting.id, move: 'settle', words: typed.words })
    else send({ meetingId: meeting.id, move: 'correct', basedOn: version, body: typed.body, words: typed.words })
  }
  const name = t(`step_${step}`)
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={name}>
      {step === 'correct' && (
        <Field label={t('body')} hint={t('bodyHint')} error={at(refusal, 'body')}>
          {(control) => (
            <Input.TextArea {...control} rows={16} maxLength={20_000} value={typed.body} onChange={(event) => change({ body: event.target.value })} />
          )}
        </Field>
      )}
      <Field label={step === 'correct' ? t('corrected') : t('words')} error={at(refusal, 'words')}>
        {(control) => <Input {...control} maxLength={200} value={typed.words} onChange={(event) => change({ words: event.target.value })} />}
      </Field>
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
