import type { LiveEvent } from '@ejia/contract/oversight.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { myMessagesKey } from '../../features/messages/queries.ts'
import { listenLive } from '../../platform/live.ts'
import { tellLive } from '../../platform/live-news.ts'

/** One stream a window. Opened cases refresh themselves; lists only learn that there is news, so that nothing moves under the finger. */
export function LiveWatch() {
  const queries = useQueryClient()
  useEffect(
    () =>
      listenLive<LiveEvent>('/api/live', (event) => {
        if (event.kind === 'messageArrived' || event.kind === 'hello') void queries.invalidateQueries({ queryKey: myMessagesKey })
        // `hello` also stands for a right that began or ended: the menu asks again what it may offer, the lists say that there is news.
        if (event.kind === 'hello') for (const key of ['session', 'promises']) void queries.invalidateQueries({ queryKey: [key] })
        if (event.kind === 'messageArrived') return
        // Opened whistles, the board and opened escalations: each asks again for what it shows.
        for (const key of ['whistle', 'whistles', 'escalation']) void queries.invalidateQueries({ queryKey: [key] })
        if (event.kind === 'whistleChanged') return
        // `hello` stands for whatever was missed while the line was down.
        void queries.invalidateQueries({ queryKey: event.requestId ? ['case', event.requestId] : ['case'] })
        void queries.invalidateQueries({ queryKey: ['inbox-counts'] })
        tellLive(event)
      }),
    [queries],
  )
  return null
}
