/** What comes from `source`, and a null whenever nothing came for so long: for whoever has to look at the clock meanwhile. */
export async function* withTicks<T>(source: AsyncGenerator<T>, everyMs: number): AsyncGenerator<T | null> {
  let next = source.next()
  try {
    while (true) {
      let timer: NodeJS.Timeout | undefined
      const tick = new Promise<null>((done) => (timer = setTimeout(() => done(null), everyMs).unref()))
      const first = await Promise.race([next, tick]).finally(() => clearTimeout(timer))
      if (first === null) yield null
      else if (first.done) return
      else {
        yield first.value
        next = source.next()
      }
    }
  } finally {
    // Not awaited: the source may itself be waiting for its signal.
    void source.return(undefined)
  }
}
