import { implement } from '@orpc/server'
import { contract } from '@ejia/contract/contract.ts'
import type { EndpointMeta } from '@ejia/contract/endpoint.ts'
import type { Language } from '@ejia/contract/shapes.ts'
import type { Config } from '../config.ts'
import type { Clock } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Database, Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import type { FileStore } from '../platform/files.ts'
import { once } from '../platform/idempotency.ts'
import type { LiveUpdates } from '../platform/live-updates.ts'
import type { RateLimit } from '../platform/rate-limit.ts'
import { accountIdOf, type AccountActor, type Actor } from './actor.ts'
import { holdsSomewhere } from './permissions.ts'

export type Deps = {
  db: Database
  crypto: CryptoProvider
  clock: Clock
  files: FileStore
  live: LiveUpdates
  config: Pick<Config, 'demo' | 'demoPublic' | 'publicUrl' | 'district' | 'host' | 'channels'>
  /** Public writes, per address; tests raise them. */
  limits: Record<'report' | 'photo' | 'phoneCode' | 'signIn' | 'follow', RateLimit>
}

/** What is known of one HTTP request, besides its input. */
export type RequestMeta = {
  ip: string
  device: string
  language: Language
  /** As the browser reaches us: https://host. */
  origin: string
  idempotencyKey: string | null
  setSession: (token: string | null) => void
  /** Answers with JSON made by PostgreSQL in the contract's shape, held to it by a test instead of a parse of every reply. */
  passThrough: (json: string) => never
}
export type ApiContext = { deps: Deps; actor: Actor; meta: RequestMeta }

/** The contract with its first check: nobody reaches a handler without what the route's meta asks for. */
export const api = implement(contract)
  .$context<ApiContext>()
  .use(({ context, procedure, next }) => {
    const { action, idempotency } = procedure['~orpc'].meta as EndpointMeta
    const { actor, deps, meta } = context
    if (action === undefined) throw new Error('a route does not say who may call it')
    if (action !== 'public' && action !== 'bearer') {
      if (actor.kind === 'anonymous') throw new DomainError('unauthenticated')
      if (action === 'signedIn' ? actor.kind !== 'account' : !holdsSomewhere(actor, action, deps.clock()))
        throw new DomainError('permission_denied', { action })
    }
    if (idempotency === 'required' && meta.idempotencyKey === null)
      throw new DomainError('invalid_input', { issues: [{ path: ['Idempotency-Key'], rule: 'required' }] })
    return next()
  })

export function requireAccount(actor: Actor): AccountActor {
  if (actor.kind !== 'account') throw new DomainError('unauthenticated')
  return actor
}

/** For what any colleague may do, whatever the post; residents may not. */
export function requireStaff(actor: Actor): AccountActor {
  const account = requireAccount(actor)
  if (account.accountKind !== 'staff') throw new DomainError('permission_denied')
  return account
}

/**
 * A write: one transaction, and with an `Idempotency-Key` the first reply for the second tap. The key belongs to who is
 * asking, or with `keyHolder` to the key alone: who signs in between two tries of a report still files it once.
 */
export function write<R>(
  context: ApiContext,
  route: string,
  input: unknown,
  work: (tx: Tx, now: Date) => Promise<R>,
  keyHolder: 'asker' | 'anyone' = 'asker',
): Promise<R> {
  const { deps, actor, meta } = context
  const now = deps.clock()
  const asker = accountIdOf(actor) ?? (actor.kind === 'machine' ? actor.keyId : 'anyone')
  const call = meta.idempotencyKey === null ? null : { personKey: keyHolder === 'asker' ? asker : 'anyone', route, key: meta.idempotencyKey, body: input }
  return once(deps.db, deps.crypto, call, now, (tx) => work(tx, now))
}
