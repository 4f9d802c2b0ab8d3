import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 767px)')
const subscribe = (listener: () => void) => {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}

/** A phone, or a window as slim as one. */
export const useNarrow = () => useSyncExternalStore(subscribe, () => narrow.matches)
