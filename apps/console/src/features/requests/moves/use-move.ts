import type { MoveInput } from '@ejia/contract/inbox.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { api } from '../../../platform/api.ts'
import { makeId } from '../../../platform/ids.ts'
import { refusalOf } from '../../../platform/refusal.ts'
import { caseQuery } from '../queries.ts'

/** The same words sent twice are one move; changed words are a new one. */
function useSubmissionKey(): (content: object) => string {
  const last = useRef({ text: '', key: '' })
  return (content) => {
    const text = JSON.stringify(content)
    if (last.current.text !== text) last.current = { text, key: makeId() }
    return last.current.key
  }
}

export function useMove(requestId: string, onDone?: () => void) {
  const queries = useQueryClient()
  const keyOf = useSubmissionKey()
  return useMutation({
    mutationFn: (input: MoveInput) => api.requests.move(input, { context: { idempotencyKey: keyOf(input) } }),
    onSuccess: (after) => {
      queries.setQueryData(caseQuery(requestId).queryKey, after)
      void queries.invalidateQueries({ queryKey: ['inbox'] })
      void queries.invalidateQueries({ queryKey: ['inbox-counts'] })
      onDone?.()
    },
    onError: (error) => {
      // The case has moved on: show where it stands. The draft stays.
      if (['move_not_allowed', 'conflict', 'stale_version'].includes(refusalOf(error).code)) void queries.invalidateQueries({ queryKey: ['case', requestId] })
    },
  })
}
