import type { LiveEvent } from '@ejia/contract/oversight.ts'

const againAfterMs = 15_000

/** Listens while the page is in use. The browser reconnects by itself; `hello` after a gap means: ask again for what you show. */
export function listenLive(hear: (event: LiveEvent) => void): () => void {
  let stream: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const take = (message: MessageEvent<string>) => {
    try {
      hear(JSON.parse(message.data) as LiveEvent)
    } catch {
      // A keep-alive or a line cut by a proxy: the next one tells.
    }
  }
  // The browser reconnects after a lost line by itself, not after a refusal (a restart behind a proxy).
  const open = () => {
    stream = new EventSource('/api/live')
    stream.addEventListener('message', take)
    stream.addEventListener('error', () => {
      if (stream?.readyState === EventSource.CLOSED) timer = setTimeout(open, againAfterMs)
    })
  }
  open()
  return () => {
    clearTimeout(timer)
    stream?.close()
  }
}
