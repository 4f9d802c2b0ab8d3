const againAfterMs = 15_000

/** The streams of the product: of one's account, and of a wall screen. */
type Stream = '/api/live' | '/api/whistle-wall/live'

/**
 * Listens while the page is in use. The browser reconnects by itself; `hello` after a gap means: ask again for what you show.
 * `refused`: the server does not let this browser listen, now or any more.
 */
export function listenLive<E>(path: Stream, hear: (event: E) => void, refused: () => void = () => undefined): () => void {
  let stream: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const take = (message: MessageEvent<string>) => {
    try {
      hear(JSON.parse(message.data) as E)
    } catch {
      // A keep-alive or a line cut by a proxy: the next one tells.
    }
  }
  // The browser reconnects after a lost line by itself, not after a refusal (a restart behind a proxy).
  const open = () => {
    stream = new EventSource(path)
    stream.addEventListener('message', take)
    stream.addEventListener('error', () => {
      if (stream?.readyState !== EventSource.CLOSED) return
      timer = setTimeout(open, againAfterMs)
      refused()
    })
  }
  open()
  return () => {
    clearTimeout(timer)
    stream?.close()
  }
}
