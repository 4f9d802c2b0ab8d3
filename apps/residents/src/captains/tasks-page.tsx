import { useState } from 'react'
import { useWords } from '../dictionary/words.ts'
import { useDates } from '../dictionary/use-dates.ts'
import { api, type Refusal, refusalFrom } from '../platform/api.ts'
import { useLoad } from '../platform/use-load.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { useSession } from '../sessions/session.ts'
import { Banner } from '../ui/banner.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { TextArea } from '../ui/field.tsx'
import { Page, Section } from '../ui/page.tsx'
import { Empty, ErrorState, Skeleton } from '../ui/state.tsx'
import { captainWords } from './words.ts'

/** One task at a time: the words, and the way to answer. */
export default function TasksPage() {
  const t = useWords(captainWords)
  const { known, me } = useSession()
  return (
    <Page title={t('tasksTitle')} back="/" lead={t('tasksLead')}>
      {!known && <Skeleton />}
      {known && !me && (
        <Empty title={t('signInLead')}>
          <ButtonLink to="/sign-in?then=/captain-tasks" weight="primary">
            {t('signIn')}
          </ButtonLink>
        </Empty>
      )}
      {me && <Own />}
    </Page>
  )
}

type OwnTasks = Awaited<ReturnType<typeof api.captains.own>>

function Own() {
  const t = useWords(captainWords)
  const { say } = useRefusals()
  const loaded = useLoad('captain-tasks', () => api.captains.own())
  const [sent, setSent] = useState(false)
  if (loaded.state === 'loading') return <Skeleton />
  if (loaded.state === 'failed') return <ErrorState sentence={say(loaded.refusal)} retry={loaded.retry} />
  const { buildings, rows } = loaded.data
  const open = rows.filter((task) => !task.answered)
  const [first] = open
  if (buildings.length === 0)
    return (
      <Empty title={t('notCaptain')}>
        <p>{t('notCaptainMore')}</p>
      </Empty>
    )
  const after = (data: OwnTasks) => {
    setSent(true)
    loaded.replace(data)
  }
  return (
    <>
      <p>{t('captainOf', { buildings: buildings.join('、') })}</p>
      <div aria-live="polite">{sent && <Banner tone="good" title={t('sent')} />}</div>
      {first ? (
        <AnswerForm key={first.id} task={first} onSent={after} />
      ) : (
        <Empty title={t('nothing')}>
          <p>{t('nothingMore')}</p>
        </Empty>
      )}
      {open.length > 1 && <p className="field-hint">{t('more', { count: open.length - 1 })}</p>}
      {rows.length > open.length && (
        <Section title={t('done')}>
          <ul>
            {rows
              .filter((task) => task.answered)
              .map((task) => (
                <li key={task.id} className="card">
                  <p>{task.words}</p>
                </li>
              ))}
          </ul>
        </Section>
      )}
    </>
  )
}

function AnswerForm({ task, onSent }: { task: OwnTasks['rows'][number]; onSent: (after: OwnTasks) => void }) {
  const t = useWords(captainWords)
  const dates = useDates()
  const { say, at } = useRefusals()
  const [words, setWords] = useState('')
  const [checked, setChecked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  async function send() {
    setChecked(true)
    if (busy || words.trim() === '') return
    setBusy(true)
    setRefusal(null)
    try {
      onSent(await api.captains.answer({ taskId: task.id, words: words.trim() }))
    } catch (thrown) {
      setRefusal(refusalFrom(thrown))
      setBusy(false)
    }
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <div className="card stack spaced">
        <p className="field-hint">
          {t(task.kind)} · {task.building}
        </p>
        <p>
          <strong>{task.words}</strong>
        </p>
        <p className="field-hint">{t('until', { moment: dates.moment(task.expiresAt) })}</p>
      </div>
      <div className="spaced">
        <TextArea
          label={t('answer')}
          hint={t('answerHint')}
          error={checked && words.trim() === '' ? t('answerMissing') : at(refusal, 'words')}
          max={500}
          rows={4}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      {refusal && !at(refusal, 'words') && (
        <Banner tone="danger" live>
          <p>{say(refusal)}</p>
        </Banner>
      )}
      <Button type="submit" weight="primary" wide busy={busy}>
        {t('send')}
      </Button>
    </form>
  )
}
