import DataLoader from 'dataloader'
import type { Db } from './database.ts'

/** One statement at a time looks up at most so many. */
const mostAtOnce = 64

/**
 * A look-up of one that asks for all that arrive in the same turn of the event loop in one statement. Nothing is kept:
 * each call reads afresh. `load` answers in the order it was asked. Within a transaction nothing waits for others.
 */
export function gathered<K, V>(load: (db: Db, keys: readonly K[]) => Promise<V[]>): (db: Db, key: K) => Promise<V> {
  const loaders = new WeakMap<Db, DataLoader<K, V>>()
  return async (db, key) => {
    if (db.isTransaction) return (await load(db, [key]))[0]!
    const known = loaders.get(db)
    if (known) return known.load(key)
    const loader = new DataLoader<K, V>((keys) => load(db, keys), { cache: false, maxBatchSize: mostAtOnce, batchScheduleFn: (send) => setImmediate(send) })
    loaders.set(db, loader)
    return loader.load(key)
  }
}
