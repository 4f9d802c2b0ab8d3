export const now = () => new Date()

/** Calls `tick` every minute, so that "today" and "3 hours left" stay true. */
export function everyMinute(tick: () => void): () => void {
  const timer = setInterval(tick, 60_000)
  return () => clearInterval(timer)
}

export function everySecond(tick: () => void): () => void {
  const timer = setInterval(tick, 1000)
  return () => clearInterval(timer)
}
