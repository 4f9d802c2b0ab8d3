import type { Action, Role } from '@ejia/contract/access.ts'

/** A right somebody holds now: some actions over one area, or over what a department was given. */
export type Grant = {
  readonly role: Role | null
  readonly actions: readonly Action[]
  readonly areaCode: string
  readonly unitId: string | null
  readonly validFrom: string
  readonly validTo: string | null
}

type Base = {
  readonly grants: readonly Grant[]
  /** Subdistricts the grants reach, so that every query names its tenants. */ readonly tenants: readonly string[]
}
export type AccountActor = Base & {
  readonly kind: 'account'
  readonly accountId: string
  readonly accountKind: 'staff' | 'resident'
  readonly name: string
  readonly sessionId: string
  readonly secondFactorAt: string | null
}
export type MachineActor = Base & {
  readonly kind: 'machine'
  /** Of its key, or of the session of a wall screen. */
  readonly keyId: string
  readonly isWall: boolean
  readonly name: string
  readonly scopes: readonly string[]
  readonly areaCode: string
}
export type AnonymousActor = Base & { readonly kind: 'anonymous' }
/** A job or rule acts under its own name and holds only the grants it is given. */
export type SystemActor = Base & { readonly kind: 'system'; readonly name: string }
export type Actor = AccountActor | MachineActor | AnonymousActor | SystemActor

export const anonymous: AnonymousActor = { kind: 'anonymous', grants: [], tenants: [] }

export function accountIdOf(actor: Actor): string | null {
  return actor.kind === 'account' ? actor.accountId : null
}
