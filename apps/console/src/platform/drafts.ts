import { useState } from 'react'

const prefix = 'ejia.draft.'
let owner = 'nobody'

/** Drafts belong to one account: whoever signs in next on this machine does not find them. */
export function setDraftOwner(accountId: string): void {
  owner = accountId
}

export function dropAllDrafts(): void {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(prefix)) sessionStorage.removeItem(name)
}

function read<T>(name: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? 'null') as T | null
  } catch {
    return null
  }
}

/** What was typed outlives a reload, a lost connection and a sign-out by idleness; it ends with the tab, or when sent. */
export function useDraft<T extends object>(key: string, empty: T): [T, (change: Partial<T>) => void, () => void] {
  const name = `${prefix}${owner}.${key}`
  const [value, setValue] = useState<T>(() => ({ ...empty, ...read<Partial<T>>(name) }))
  const change = (part: Partial<T>) =>
    setValue((before) => {
      const after = { ...before, ...part }
      try {
        sessionStorage.setItem(name, JSON.stringify(after))
      } catch {
        // Storage may be closed or full: the text then lives as long as the page.
      }
      return after
    })
  const drop = () => {
    sessionStorage.removeItem(name)
    setValue(empty)
  }
  return [value, change, drop]
}
