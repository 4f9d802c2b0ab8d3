import type { Me } from '@ejia/contract/sessions.ts'
import { useEffect, useSyncExternalStore } from 'react'
import { api } from '../platform/api.ts'

export type Session = { known: boolean; me: Me | null; demo: boolean }

let session: Session = { known: false, me: null, demo: false }
let asking: Promise<void> | null = null
const listeners = new Set<() => void>()

function show(next: Session): void {
  session = next
  for (const listener of listeners) listener()
}

async function refreshSession(): Promise<void> {
  try {
    const { me, demo } = await api.sessions.me()
    // A staff session of the console in the same browser is not a resident's.
    show({ known: true, me: me?.kind === 'resident' ? me : null, demo })
  } catch {
    // Without an answer nobody counts as signed in; the next page asks again.
    asking = null
    show({ ...session, known: true })
  }
}

export function useSession(): Session {
  useEffect(() => {
    asking ??= refreshSession()
  }, [])
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    () => session,
  )
}

export const signedIn = (me: Me) => show({ ...session, known: true, me })
export const signedOut = () => show({ ...session, known: true, me: null })

/** Back to the page that asked for a sign-in; never anywhere else. */
export const whereTo = (then: string | null): string => (then && /^\/captain(-tasks|\/[\w-]{40,60})$/.test(then) ? then : '/my')
