import { useSyncExternalStore } from 'react'

export type Language = 'zh' | 'en'
type Mode = 'normal' | 'elder'
export type Preferences = { language: Language; mode: Mode }

const place = 'ejia.preferences'

function read(): Preferences {
  try {
    const kept = JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Preferences>
    return { language: kept.language === 'en' ? 'en' : 'zh', mode: kept.mode === 'elder' ? 'elder' : 'normal' }
  } catch {
    // Storage may be closed (private browsing): the choice then lives as long as the page.
    return { language: 'zh', mode: 'normal' }
  }
}

let current = read()
const listeners = new Set<() => void>()

/** The two choices that follow a person through every page. */
export const preferences = {
  get: () => current,
  set(change: Partial<Preferences>) {
    current = { ...current, ...change }
    try {
      localStorage.setItem(place, JSON.stringify(current))
    } catch {
      // See read().
    }
    for (const listener of listeners) listener()
  },
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}

export const usePreferences = () => useSyncExternalStore(preferences.subscribe, preferences.get)
