import { useState } from 'react'
import type { Refusal } from '../../platform/api.ts'
import { startAtField } from '../../platform/document.ts'
import { makeId } from '../../platform/ids.ts'
import { useGo } from '../../platform/navigation.tsx'
import { changeDraft, clearSheet, settleSaves, useDraft } from '../draft/draft.ts'
import { missingStep } from '../draft/draft-filing.ts'
import { handIn } from './outbox.ts'
import { stepPath } from '../steps/report-steps.ts'

/** Sends the sheet. Sent or waiting, the person goes on to its page; refused, everything stays as typed. */
export function useSend() {
  const go = useGo()
  const writing = useDraft()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function send(): Promise<void> {
    if (!writing || busy) return
    const missing = missingStep(writing.draft)
    if (missing) return go(stepPath[missing])
    setBusy(true)
    setRefusal(null)
    await settleSaves()
    const { id } = writing.draft
    const handed = await handIn(writing.draft)
    setBusy(false)
    if (handed.outcome === 'refused') {
      // The corrected report is another submission than the refused one.
      changeDraft({ id: makeId() })
      setRefusal(handed.refusal)
      const field = handed.refusal.issues[0]?.path[0]
      if (typeof field === 'string') startAtField(field)
      return
    }
    await clearSheet()
    go(`/sent/${id}`, { replace: true })
  }
  return { send, busy, refusal }
}
