import type { RequestCase, StaffMove } from '@ejia/contract/requests.ts'
import { moveWords } from '@ejia/dictionary/words.ts'
import { Button } from 'antd'
import { type FormEvent, useEffect, useRef } from 'react'
import { useRefusals } from '../../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { useDraft } from '../../../platform/drafts.ts'
import { refusalOf } from '../../../platform/refusal.ts'
import { FormRefusal } from '../../../ui/states.tsx'
import { emptyDraft, fieldName, inputOf } from './draft.ts'
import { MoveFieldInput } from './move-field.tsx'
import { moveFields } from './move-table.ts'
import { useMove } from './use-move.ts'
import { formWords } from './words.ts'

const focusAfterMs = 60

type Props = { request: RequestCase; move: StaffMove; onDone: () => void }

export function MoveForm({ request, move, onDone }: Props) {
  const t = useWords(formWords)
  const say = useShared()
  const { at } = useRefusals()
  const form = useRef<HTMLFormElement>(null)
  const [first] = moveFields[move]
  const startsWithWords = first === 'told' || first === 'reason' || first === 'internal'
  // After the sheet has taken the focus: where there are words to write, writing starts at once.
  useEffect(() => {
    if (!startsWithWords) return
    const timer = setTimeout(() => form.current?.querySelector<HTMLElement>('textarea')?.focus({ preventScroll: true }), focusAfterMs)
    return () => clearTimeout(timer)
  }, [startsWithWords])
  const [draft, change, drop] = useDraft(`move.${request.id}.${move}`, emptyDraft)
  const send = useMove(request.id, () => {
    drop()
    onDone()
  })
  const refusal = send.error && refusalOf(send.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send.mutate(inputOf(request.id, move, draft))
  }
  const shown = moveFields[move].filter((field) => field !== 'target?' || draft.words.agree === 'yes')
  return (
    <form ref={form} className="form" onSubmit={submit} noValidate>
      {shown.map((field) => (
        <MoveFieldInput
          key={field}
          request={request}
          move={move}
          field={fieldName(field)}
          optional={field.endsWith('?')}
          draft={draft}
          onChange={change}
          error={at(refusal, fieldName(field) === 'target' ? 'areaCode' : fieldName(field))}
        />
      ))}
      <FormRefusal refusal={refusal} />
      <div className="form-buttons sheet-buttons">
        <Button type="primary" htmlType="submit" size="large" loading={send.isPending}>
          {t('submit', { move: say(moveWords, move) })}
        </Button>
        <Button size="large" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
      <p className="soft small">{t('kept')}</p>
    </form>
  )
}
