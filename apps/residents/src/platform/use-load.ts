import { useCallback, useEffect, useState } from 'react'
import { type Refusal, refusalFrom } from './api.ts'

export type Loaded<T> =
  | { state: 'loading' }
  | { state: 'failed'; refusal: Refusal; retry: () => void }
  | { state: 'ready'; data: T; replace: (data: T) => void; reload: () => void }

/** Loads once per `key`; an answer that comes after the page moved on is dropped. */
export function useLoad<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [attempt, setAttempt] = useState(0)
  const [outcome, setOutcome] = useState<{ key: string; data: T } | { key: string; refusal: Refusal } | null>(null)
  const retry = useCallback(() => setAttempt((count) => count + 1), [])
  useEffect(() => {
    let current = true
    load().then(
      (data) => current && setOutcome({ key, data }),
      (thrown: unknown) => current && setOutcome({ key, refusal: refusalFrom(thrown) }),
    )
    return () => {
      current = false
    }
    // `load` is made anew at each render; `key` says what it loads.
  }, [key, attempt])
  if (!outcome || outcome.key !== key) return { state: 'loading' }
  if ('refusal' in outcome) {
    const again = () => {
      setOutcome(null)
      retry()
    }
    return { state: 'failed', refusal: outcome.refusal, retry: again }
  }
  return { state: 'ready', data: outcome.data, replace: (data) => setOutcome({ key, data }), reload: retry }
}
