import { api, requireAccount, write } from '../../access/api.ts'
import type { Actor } from '../../access/actor.ts'
import { holds, narrowScope, requirePermission, scopeOf } from '../../access/permissions.ts'
import { findArea } from '../../areas/look-up-areas.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import type { Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { searchTokens } from '../../platform/search-tokens.ts'
import { dayOf } from '../fact-states.ts'
import { getReadablePerson } from '../people/readable-person.ts'
import { countEnterprises, findEnterprise, listEnterprises } from './enterprise-store.ts'
import { presentEnterprise, presentEnterpriseSummary, presentResource } from './enterprise-view.ts'
import { endResource, findResource, listResources, putResource } from './resource-store.ts'
import { saveEnterprise } from './save-enterprise.ts'

const routes = api.enterprises

const scopeFor = (actor: Actor, area: string | undefined, now: Date) => {
  const scope = scopeOf(actor, 'registry.read', now)
  return area === undefined ? scope : narrowScope(scope, area)
}

export const enterpriseRoutes = {
  list: routes.list.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const limit = input.limit ?? 50
    const cursor = decodeCursor(input.after)
    const scope = scopeFor(actor, input.area, now)
    const [rows, total] = await Promise.all([
      listEnterprises(deps.db, scope, input, cursor && { name: String(cursor[0]), id: String(cursor[1]) }, limit + 1),
      countEnterprises(deps.db, scope, input),
    ])
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    const today = dayOf(now)
    return {
      rows: page.map((row) => presentEnterpriseSummary(row, today)),
      total,
      next: rows.length > limit && last ? encodeCursor([last.name, last.id]) : null,
    }
  }),
  open: routes.open.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const row = await findEnterprise(deps.db, actor.tenants, input.enterpriseId)
    if (!row) throw new DomainError('not_found')
    requirePermission(actor, 'registry.read', 'registry.read', { areaCode: row.grid_code }, now)
    return presentEnterprise(deps.db, deps.crypto, actor, row, now)
  }),
  save: routes.save.handler(({ input, context }) =>
    write(context, 'enterprises.save', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      return presentEnterprise(tx, context.deps.crypto, actor, await saveEnterprise(tx, context.deps.crypto, actor, input, now), now)
    }),
  ),
  listResources: routes.listResources.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const rows = await listResources(deps.db, scopeFor(actor, input.area, now), input, dayOf(now), input.limit ?? 100)
    return { rows: rows.map(presentResource), total: rows.length }
  }),
  saveResource: routes.saveResource.handler(({ input, context }) =>
    write(context, 'enterprises.saveResource', input, async (tx, now) => {
      const { actor } = context
      const before = await findResource(tx, actor.tenants, input.resourceId)
      if (before) requirePermission(actor, 'registry.edit', 'registry.read', { areaCode: before.grid_code }, now)
      if (!holds(actor, 'registry.edit', { areaCode: input.gridCode }, now) || !(await findArea(tx, input.gridCode)))
        throw new DomainError('invalid_input', { issues: [{ path: ['gridCode'], rule: 'not_found' }] })
      if (input.personId !== undefined) await getReadablePerson(tx, actor, input.personId, now)
      if (input.enterpriseId !== undefined && !(await findEnterprise(tx, actor.tenants, input.enterpriseId)))
        throw new DomainError('invalid_input', { issues: [{ path: ['enterpriseId'], rule: 'not_found' }] })
      const subdistrict = input.gridCode.slice(0, 9)
      await putResource(
        tx,
        {
          subdistrict,
          id: input.resourceId,
          kind: input.kind,
          title: input.title,
          detail: input.detail ?? '',
          grid_code: input.gridCode,
          person_id: input.personId ?? null,
          enterprise_id: input.enterpriseId ?? null,
          offered_until: input.offeredUntil ?? null,
          search: searchTokens(input.title, input.detail ?? ''),
        },
        now,
      )
      return presentResource(await getResource(tx, [subdistrict], input.resourceId))
    }),
  ),
  endResource: routes.endResource.handler(({ input, context }) =>
    write(context, 'enterprises.endResource', input, async (tx, now) => {
      const row = await getResource(tx, context.actor.tenants, input.resourceId)
      requirePermission(context.actor, 'registry.edit', 'registry.read', { areaCode: row.grid_code }, now)
      await endResource(tx, row.subdistrict, row.id, now)
      return presentResource(row)
    }),
  ),
}

async function getResource(tx: Tx, tenants: readonly string[], id: string) {
  const row = await findResource(tx, tenants, id)
  if (!row) throw new DomainError('not_found')
  return row
}
