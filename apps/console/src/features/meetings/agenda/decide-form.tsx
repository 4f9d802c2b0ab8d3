import type { AgendaItem, AgendaOutcome, Meeting } from '@ejia/contract/meetings.ts'
import { Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useRefusals } from '../../../dictionary/use-refusals.ts'
import { useWords } from '../../../dictionary/words.ts'
import { useDraft } from '../../../platform/drafts.ts'
import { OneOf } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { FormRefusal } from '../../../ui/states.tsx'
import { useMeetingMove } from '../use-meeting-move.ts'
import { meetingWords } from '../words.ts'
import { OwnerFields, ownerOf, type OwnerDraft } from './owner-fields.tsx'

type TaskDraft = { title: string; owner: OwnerDraft; dueOn: string }
const fortnightMs = 14 * 86_400_000

/** The outcome in words, and who does what by when. */
export function DecideForm({ meeting, item, onClose }: { meeting: Meeting; item: AgendaItem; onClose: () => void }) {
  const t = useWords(meetingWords)
  const { at } = useRefusals()
  const dates = useDates()
  const dueOn = new Date(dates.now.getTime() + fortnightMs).toISOString().slice(0, 10)
  const [typed, change, drop] = useDraft(`agenda.${meeting.id}.${item.topic.id}.decide`, {
    outcome: '' as AgendaOutcome | '',
    words: '',
    tasks: [] as TaskDraft[],
  })
  const { send, isPending, refusal } = useMeetingMove(meeting.id, () => {
    drop()
    onClose()
  })
  const setTask = (index: number, part: Partial<TaskDraft>) =>
    change({ tasks: typed.tasks.map((task, place) => (place === index ? { ...task, ...part } : task)) })
  const faultAt = (index: number, field: string) => {
    const issue = refusal?.issues.find(({ path }) => path[0] === 'tasks' && path[1] === index && path[2] === field)
    return issue && refusal ? at({ ...refusal, issues: [{ ...issue, path: [field, ...issue.path.slice(3)] }] } as typeof refusal, field) : undefined
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send({
      meetingId: meeting.id,
      move: 'decide',
      topicId: item.topic.id,
      outcome: typed.outcome as AgendaOutcome,
      words: typed.words,
      tasks: typed.tasks.map((task) => ({ title: task.title, owner: ownerOf(task.owner), dueOn: task.dueOn })),
    })
  }
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={t('step_decide')}>
      <OneOf
        legend={t('outcome')}
        value={typed.outcome}
        options={(['agreed', 'rejected', 'postponed'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={(outcome) => change({ outcome })}
        error={at(refusal, 'outcome')}
      />
      <Field label={t('decision')} error={at(refusal, 'words')}>
        {(control) => <Input.TextArea {...control} rows={3} maxLength={2000} value={typed.words} onChange={(event) => change({ words: event.target.value })} />}
      </Field>
      {typed.outcome !== 'postponed' &&
        typed.tasks.map((task, index) => (
          <fieldset key={index} className="card form-grid">
            <legend>
              {t('task')} {index + 1}
            </legend>
            <Field label={t('task')} error={faultAt(index, 'title')}>
              {(control) => <Input {...control} maxLength={200} value={task.title} onChange={(event) => setTask(index, { title: event.target.value })} />}
            </Field>
            <OwnerFields subdistrict={meeting.area.code} owner={task.owner} onChange={(owner) => setTask(index, { owner })} error={faultAt(index, 'owner')} />
            <Field label={t('dueOn')} error={faultAt(index, 'dueOn')}>
              {(control) => (
                <Input {...control} type="date" min={dates.today} value={task.dueOn} onChange={(event) => setTask(index, { dueOn: event.target.value })} />
              )}
            </Field>
            <Button onClick={() => change({ tasks: typed.tasks.filter((_, place) => place !== index) })}>{t('removeTask')}</Button>
          </fieldset>
        ))}
      {typed.outcome !== 'postponed' && (
        <p>
          <Button onClick={() => change({ tasks: [...typed.tasks, { title: '', owner: { kind: 'person', id: '' }, dueOn }] })}>{t('addTask')}</Button>
        </p>
      )}
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" size="large" loading={isPending}>
          {t('submit', { step: t('step_decide') })}
        </Button>
        <Button size="large" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
