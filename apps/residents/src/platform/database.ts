import { openDB, type IDBPDatabase } from 'idb'

const stores = ['drafts', 'photos', 'outbox', 'receipts', 'remembered'] as const
export type StoreName = (typeof stores)[number]

let opened: Promise<IDBPDatabase | null> | null = null
/** Private browsing may have no database: what is written then lives as long as the page. */
const memory = new Map<string, Map<string, unknown>>(stores.map((store) => [store, new Map()]))

function open(): Promise<IDBPDatabase | null> {
  opened ??= openDB('ejia', 1, {
    upgrade(database) {
      for (const store of stores) database.createObjectStore(store)
    },
  }).catch(() => null)
  return opened
}

export type Shelf<T> = {
  keep(key: string, value: T): Promise<void>
  find(key: string): Promise<T | undefined>
  list(): Promise<T[]>
  forget(key: string): Promise<void>
}

/** One store of the browser's database; the caller names what lies on it. */
export function shelf<T>(store: StoreName): Shelf<T> {
  const inMemory = memory.get(store) ?? new Map<string, unknown>()
  return {
    async keep(key, value) {
      const database = await open()
      if (database) await database.put(store, value, key)
      else inMemory.set(key, value)
    },
    async find(key) {
      const database = await open()
      return (database ? await database.get(store, key) : inMemory.get(key)) as T | undefined
    },
    async list() {
      const database = await open()
      return (database ? await database.getAll(store) : [...inMemory.values()]) as T[]
    },
    async forget(key) {
      const database = await open()
      if (database) await database.delete(store, key)
      else inMemory.delete(key)
    },
  }
}

const publicData = shelf<unknown>('remembered')

/** Public data is fetched afresh and kept, so that a report can be written without network. */
export async function remembered<T>(key: string, load: () => Promise<T>): Promise<T> {
  try {
    const fresh = await load()
    await publicData.keep(key, fresh)
    return fresh
  } catch (refusal) {
    const kept = await publicData.find(key)
    if (kept === undefined) throw refusal
    return kept as T
  }
}
