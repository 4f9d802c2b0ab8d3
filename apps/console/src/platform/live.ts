import type { LiveEvent } from '@ejia/contract/oversight.ts'

/** Listens while the page is in use. The browser reconnects by itself; `hello` after a gap means: ask again for what you show. */
export function listenLive(hear: (event: LiveEvent) => void): () => void {
  const stream = new EventSource('/api/live')
  const take = (message: MessageEvent<string>) => {
    try {
      hear(JSON.parse(message.data) as LiveEvent)
    } catch {
      // A keep-alive or a line cut by a proxy: the next one tells.
    }
  }
  stream.addEventListener('message', take)
  return () => stream.close()
}
