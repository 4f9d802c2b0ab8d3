import type { Action, Role } from '@ejia/contract/access.ts'
import { DomainError } from '../platform/domain-error.ts'
import type { Actor, Grant } from './actor.ts'

/** What a permission is asked about: where it lies, and whom it was given to. */
export type Resource = { readonly areaCode: string; readonly handlerArea?: string; readonly handlerUnit?: string | null }

/** Denies by default. An area grant reaches its subtree; a department's grant reaches what it was given. */
export function holds(actor: Actor, action: Action, resource: Resource, now: Date): boolean {
  const at = now.toISOString()
  return actor.grants.some((grant) => isLiving(grant, action, at) && reaches(grant, resource))
}

export function holdsSomewhere(actor: Actor, action: Action, now: Date): boolean {
  const at = now.toISOString()
  return actor.grants.some((grant) => isLiving(grant, action, at))
}

/** Out of sight is `not_found`; in sight but not allowed is `permission_denied`. */
export function requirePermission(actor: Actor, action: Action, read: Action, resource: Resource, now: Date): void {
  if (!holds(actor, read, resource, now)) throw new DomainError('not_found')
  if (!holds(actor, action, resource, now)) throw new DomainError('permission_denied', { action })
}

/** The role under which a person acts on a resource, for the timeline: the nearest area wins. */
export function actingRole(actor: Actor, action: Action, resource: Resource, now: Date): Role | null {
  const at = now.toISOString()
  const held = actor.grants.filter((grant) => isLiving(grant, action, at) && reaches(grant, resource))
  return held.toSorted((one, other) => other.areaCode.length - one.areaCode.length)[0]?.role ?? null
}

/** For what belongs to a whole subdistrict: does the actor hold the action over any part of it? A department's grant does not count. */
export function holdsWithin(actor: Actor, action: Action, areaCode: string, now: Date): boolean {
  const at = now.toISOString()
  return actor.grants.some(
    (grant) => grant.unitId === null && isLiving(grant, action, at) && (grant.areaCode.startsWith(areaCode) || areaCode.startsWith(grant.areaCode)),
  )
}

declare const scoped: unique symbol
/** What a list may return. Only `scopeOf` makes one, so no store can be asked with a bare user. */
export type Scope = { readonly [scoped]: true; readonly tenants: readonly string[]; readonly areas: readonly string[]; readonly units: readonly string[] }

/** The same rule as `holds`, for lists. */
export function scopeOf(actor: Actor, action: Action, now: Date): Scope {
  const at = now.toISOString()
  const living = actor.grants.filter((grant) => isLiving(grant, action, at))
  const areas = [...new Set(living.filter((grant) => grant.unitId === null).map((grant) => grant.areaCode))]
  const units = [...new Set(living.flatMap((grant) => grant.unitId ?? []))]
  const reach = living.map((grant) => grant.areaCode)
  const tenants = actor.tenants.filter((tenant) => reach.some((area) => tenant.startsWith(area) || area.startsWith(tenant)))
  return { tenants, areas, units } as unknown as Scope
}

/** Narrows a scope to one subtree; outside of it nothing is left. */
export function narrowScope(scope: Scope, areaCode: string): Scope {
  const areas = scope.areas.flatMap((held) => (areaCode.startsWith(held) ? [areaCode] : held.startsWith(areaCode) ? [held] : []))
  return { ...scope, areas: [...new Set(areas)], units: [] }
}

function isLiving(grant: Grant, action: Action, at: string): boolean {
  return grant.actions.includes(action) && grant.validFrom <= at && (grant.validTo === null || at < grant.validTo)
}

function reaches(grant: Grant, resource: Resource): boolean {
  if (grant.unitId !== null) return resource.handlerUnit === grant.unitId
  return resource.areaCode.startsWith(grant.areaCode) || (resource.handlerArea?.startsWith(grant.areaCode) ?? false)
}
