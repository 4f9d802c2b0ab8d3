import type { LiveEvent } from '@ejia/contract/oversight.ts'

const listeners = new Set<(event: LiveEvent) => void>()

export function tellLive(event: LiveEvent): void {
  for (const listener of listeners) listener(event)
}

/** For lists: hear what changed and decide when to show it. */
export function hearLive(listener: (event: LiveEvent) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
