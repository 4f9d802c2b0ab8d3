import type { MeetingTask, MeetingTaskMove, MeetingTaskMoveInput } from '@ejia/contract/meeting-tasks.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { useRefusals } from '../../../dictionary/use-refusals.ts'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { useDraft } from '../../../platform/drafts.ts'
import { refusalOf } from '../../../platform/refusal.ts'
import { Field } from '../../../ui/field.tsx'
import { FormRefusal } from '../../../ui/states.tsx'
import { PhotosField } from '../../requests/pickers/photos-field.tsx'
import { OwnerFields, ownerOf, type OwnerDraft } from '../agenda/owner-fields.tsx'
import { useOwnSubdistrict } from '../own-areas.ts'
import { meetingWords } from '../words.ts'

const dayMs = 86_400_000
const wordless = new Set<MeetingTaskMove>(['signOff', 'remind'])
const withPhotos = new Set<MeetingTaskMove>(['progress', 'report'])

export function TaskForm({ task, move, onClose }: { task: MeetingTask; move: MeetingTaskMove; onClose: () => void }) {
  const t = useWords(meetingWords)
  const { at } = useRefusals()
  const client = useQueryClient()
  const subdistrict = useOwnSubdistrict()
  const [typed, change, drop] = useDraft(`task.${task.id}.${move}`, {
    words: '',
    dueOn: new Date(Date.parse(task.dueOn) + 7 * dayMs).toISOString().slice(0, 10),
    owner: { kind: 'person', id: '' } as OwnerDraft,
    photoIds: [] as string[],
  })
  const sent = useMutation({
    mutationFn: () => api.meetingTasks.move(inputOf()),
    onSuccess: (after) => {
      drop()
      client.setQueryData(['meeting-tasks', 'one', task.id], after)
      for (const key of ['meeting-tasks', 'meeting', 'meetings']) void client.invalidateQueries({ queryKey: [key] })
      onClose()
    },
  })
  const refusal = sent.error && refusalOf(sent.error)
  const inputOf = (): MeetingTaskMoveInput => {
    const base = { taskId: task.id, words: typed.words }
    if (move === 'extend') return { ...base, move, dueOn: typed.dueOn }
    if (move === 'reassign') return { ...base, move, owner: ownerOf(typed.owner) }
    if (wordless.has(move)) return { taskId: task.id, move, ...(typed.words.trim() && { words: typed.words }) } as MeetingTaskMoveInput
    if (withPhotos.has(move)) return { ...base, move, ...(typed.photoIds.length > 0 && { photoIds: typed.photoIds }) } as MeetingTaskMoveInput
    return { ...base, move } as MeetingTaskMoveInput
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    sent.mutate()
  }
  const name = t(`task_${move}`)
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={name}>
      {move === 'extend' && (
        <Field label={t('dueOn')} error={at(refusal, 'dueOn')}>
          {(control) => <Input {...control} type="date" value={typed.dueOn} onChange={(event) => change({ dueOn: event.target.value })} />}
        </Field>
      )}
      {move === 'reassign' && (
        <div className="form-grid">
          <OwnerFields subdistrict={subdistrict} owner={typed.owner} onChange={(owner) => change({ owner })} error={at(refusal, 'owner')} />
        </div>
      )}
      <Field label={move === 'report' ? t('evidence') : t('words')} optional={wordless.has(move)} error={at(refusal, 'words')}>
        {(control) => <Input.TextArea {...control} rows={3} maxLength={1000} value={typed.words} onChange={(event) => change({ words: event.target.value })} />}
      </Field>
      {withPhotos.has(move) && <PhotosField value={typed.photoIds} onChange={(photoIds) => change({ photoIds })} error={at(refusal, 'photoIds')} />}
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" size="large" loading={sent.isPending}>
          {t('submit', { step: name })}
        </Button>
        <Button size="large" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
