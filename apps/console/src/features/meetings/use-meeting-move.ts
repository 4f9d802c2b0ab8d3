import type { MeetingMoveInput } from '@ejia/contract/meetings.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'

/** One step of a meeting; the page shows at once what became of it. */
export function useMeetingMove(meetingId: string, onDone: () => void = () => undefined) {
  const client = useQueryClient()
  const sent = useMutation({
    mutationFn: (input: MeetingMoveInput) => api.meetings.move(input),
    onSuccess: (after) => {
      client.setQueryData(['meeting', meetingId], after)
      for (const key of ['meetings', 'topics', 'meeting-tasks', 'need']) void client.invalidateQueries({ queryKey: [key] })
      onDone()
    },
  })
  return { send: sent.mutate, isPending: sent.isPending, refusal: sent.error && refusalOf(sent.error) }
}
