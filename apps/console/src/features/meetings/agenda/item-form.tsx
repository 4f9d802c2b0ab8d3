import type { AgendaItem, Meeting } from '@ejia/contract/meetings.ts'
import { Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { useRefusals } from '../../../dictionary/use-refusals.ts'
import { useWords } from '../../../dictionary/words.ts'
import { useDraft } from '../../../platform/drafts.ts'
import { Field } from '../../../ui/field.tsx'
import { FormRefusal } from '../../../ui/states.tsx'
import { useMeetingMove } from '../use-meeting-move.ts'
import { meetingWords } from '../words.ts'

/** What was said of a topic, or what is voted on. */
export function ItemForm({ meeting, item, step, onClose }: { meeting: Meeting; item: AgendaItem; step: 'discuss' | 'callVote'; onClose: () => void }) {
  const t = useWords(meetingWords)
  const { at } = useRefusals()
  const [typed, change, drop] = useDraft(`agenda.${meeting.id}.${item.topic.id}.${step}`, { words: step === 'discuss' ? (item.discussion ?? '') : '' })
  const { send, isPending, refusal } = useMeetingMove(meeting.id, () => {
    drop()
    onClose()
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send({ meetingId: meeting.id, move: step, topicId: item.topic.id, words: typed.words })
  }
  const name = t(`step_${step}`)
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={name}>
      <Field label={step === 'discuss' ? t('discussion') : t('question')} error={at(refusal, 'words')}>
        {(control) => (
          <Input.TextArea
            {...control}
            rows={step === 'discuss' ? 5 : 2}
            maxLength={step === 'discuss' ? 4000 : 200}
            value={typed.words}
            onChange={(event) => change({ words: event.target.value })}
          />
        )}
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
