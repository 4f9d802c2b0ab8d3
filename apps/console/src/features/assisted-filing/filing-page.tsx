import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { makeId } from '../../platform/ids.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Page } from '../../ui/page.tsx'
import { useMe } from '../sessions/session.ts'
import { emptyFiling, filingOf } from './filing-draft.ts'
import { FilingForm } from './filing-form.tsx'
import { FilingReceipt } from './filing-receipt.tsx'
import { filingWords } from './words.ts'
import './filing.css'

export function FilingPage() {
  const t = useWords(filingWords)
  const me = useMe()
  const queries = useQueryClient()
  const [draft, change, drop] = useDraft('filing', emptyFiling(me))
  // One id a filing: a second tap, or a try after a lost answer, files nothing twice.
  const [attempt, setAttempt] = useState({ text: '', key: '' })
  const file = useMutation({
    mutationFn: () => {
      const filing = filingOf(draft)
      const text = JSON.stringify(filing)
      const key = attempt.text === text ? attempt.key : makeId()
      setAttempt({ text, key })
      return api.requests.file(filing, { context: { idempotencyKey: key } })
    },
    onSuccess: () => {
      drop()
      void queries.invalidateQueries({ queryKey: ['inbox'] })
      void queries.invalidateQueries({ queryKey: ['inbox-counts'] })
    },
  })
  if (file.data) {
    return (
      <Page key="done" title={t('doneTitle')}>
        <FilingReceipt receipt={file.data} onAnother={() => file.reset()} />
      </Page>
    )
  }
  return (
    <Page key="form" title={t('title')}>
      <p className="soft">{t('intro')}</p>
      <FilingForm
        draft={draft}
        onChange={change}
        onDrop={drop}
        onSubmit={() => file.mutate()}
        pending={file.isPending}
        refusal={file.error && refusalOf(file.error)}
      />
    </Page>
  )
}
