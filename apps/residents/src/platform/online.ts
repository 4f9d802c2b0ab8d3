import { useSyncExternalStore } from 'react'

const subscribe = (listener: () => void) => {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

const isOnline = () => navigator.onLine
export const useOnline = () => useSyncExternalStore(subscribe, isOnline)

/** Calls back whenever a new attempt is worth while: network came back, or the person looks at the page again. */
export function onSendingChance(attempt: () => void): () => void {
  const whenVisible = () => {
    if (document.visibilityState === 'visible') attempt()
  }
  window.addEventListener('online', attempt)
  document.addEventListener('visibilitychange', whenVisible)
  const timer = setInterval(attempt, 30_000)
  return () => {
    window.removeEventListener('online', attempt)
    document.removeEventListener('visibilitychange', whenVisible)
    clearInterval(timer)
  }
}

/** One sender at a time, even with the app open in two tabs. */
export async function aloneAmongTabs(work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work()
  await navigator.locks.request('ejia.outbox', { ifAvailable: true }, async (lock) => {
    if (lock) await work()
  })
}
