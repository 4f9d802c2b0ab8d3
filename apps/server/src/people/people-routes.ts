import { api, requireAccount, write } from '../access/api.ts'
import { accountIdOf } from '../access/actor.ts'
import { holds, narrowScope, requirePermission, scopeOf } from '../access/permissions.ts'
import { endAllSessions } from '../access/end-sessions.ts'
import { findArea } from '../areas/look-up-areas.ts'
import { recordAudit } from '../history/record-audit.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { hashOfSecret, newSecret } from '../platform/secrets.ts'
import { insertApiKey, listApiKeys, revokeApiKey, type ApiKeyListRow } from './api-key-store.ts'
import { assignRole, chainOf, inviteAgain, inviteStaff, requireManageable } from './invite-staff.ts'
import { findStaff, findUnit, isUnitNameTaken, listAssignments, listAssignmentsOf, listStaff, listUnits, setDisabled, upsertUnit } from './people-store.ts'
import { presentAccount, presentAssignment, presentUnit } from './people-view.ts'
import type { ApiContext } from '../access/api.ts'
import type { Scope } from '../access/permissions.ts'

const routes = api.accounts

/** Ending a post and the trios stand with what they also touch: `handovers`, `reports`. */
export const accountRoutes = {
  list: routes.list.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const limit = input.limit ?? 50
    const scope = narrowed(scopeOf(actor, 'account.read', now), input.area)
    const { rows, total } = await listStaff(deps.db, scope, {
      role: input.role ?? null,
      text: input.text === undefined || input.text === '' ? null : input.text,
      afterId: /^[\da-f-]{36}$/.test(input.after ?? '') ? input.after! : null,
      limit: limit + 1,
    })
    const page = rows.slice(0, limit)
    const assignments = (
      await listAssignmentsOf(
        deps.db,
        page.map((row) => row.id),
      )
    ).filter((row) => row.valid_to === null || new Date(row.valid_to) > now)
    return { rows: page.map((row) => presentAccount(row, assignments, actor, now)), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null, total }
  }),
  open: routes.open.handler(({ input, context }) => openAccount(context, input.accountId)),
  invite: routes.invite.handler(async ({ input, context }) => {
    const { deps, actor, meta } = context
    const invitation = await deps.db.transaction().execute((tx) => inviteStaff(tx, deps.crypto, actor, input, deps.clock()))
    return presentInvitation(invitation, meta.origin)
  }),
  inviteAgain: routes.inviteAgain.handler(async ({ input, context }) => {
    const { deps, actor, meta } = context
    const invitation = await deps.db.transaction().execute((tx) => inviteAgain(tx, deps.crypto, actor, input.accountId, input.reason, deps.clock()))
    return presentInvitation(invitation, meta.origin)
  }),
  disable: routes.disable.handler(async ({ input, context }) => {
    const { deps, actor } = context
    await write(context, 'accounts.disable', input, async (tx, now) => {
      await requireManageable(tx, actor, input.accountId, now)
      await setDisabled(tx, input.accountId, now)
      await endAllSessions(tx, input.accountId, null, now)
      await recordAudit(
        tx,
        deps.crypto,
        {
          subdistrict: await chainOfAccount(context, input.accountId),
          actor: accountIdOf(actor) ?? 'system',
          action: 'account.disable',
          target: { kind: 'account', id: input.accountId },
          reason: input.reason,
        },
        now,
      )
      return null
    })
    return openAccount(context, input.accountId)
  }),
  enable: routes.enable.handler(async ({ input, context }) => {
    const { deps, actor } = context
    await write(context, 'accounts.enable', input, async (tx, now) => {
      await requireManageable(tx, actor, input.accountId, now)
      await setDisabled(tx, input.accountId, null)
      await recordAudit(
        tx,
        deps.crypto,
        {
          subdistrict: await chainOfAccount(context, input.accountId),
          actor: accountIdOf(actor) ?? 'system',
          action: 'account.enable',
          target: { kind: 'account', id: input.accountId },
        },
        now,
      )
      return null
    })
    return openAccount(context, input.accountId)
  }),
  listAssignments: routes.listAssignments.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const rows = await listAssignments(
      deps.db,
      narrowed(scopeOf(actor, 'account.read', now), input.area),
      { role: input.role ?? null, past: input.past === 'true', limit: input.limit ?? 200 },
      now,
    )
    return { rows: rows.map((row) => presentAssignment(row, actor, now)) }
  }),
  assign: routes.assign.handler(({ input, context }) => {
    const { deps, actor } = context
    return write(context, 'accounts.assign', input, async (tx, now) => presentAssignment(await assignRole(tx, deps.crypto, actor, input, now), actor, now))
  }),
  listUnits: routes.listUnits.handler(async ({ input, context: { deps, actor } }) => {
    const { tenants } = scopeOf(actor, 'request.read', deps.clock())
    return {
      rows: (await listUnits(deps.db, input.area === undefined ? tenants : tenants.filter((tenant) => tenant.startsWith(input.area!.slice(0, 9))))).map(
        presentUnit,
      ),
    }
  }),
  saveUnit: routes.saveUnit.handler(({ input, context }) => {
    const { deps, actor } = context
    return write(context, 'accounts.saveUnit', input, async (tx, now) => {
      requirePermission(actor, 'assignment.edit', 'assignment.edit', { areaCode: input.areaCode }, now)
      const known = await findUnit(tx, input.unitId)
      if (known && known.area_code !== input.areaCode) throw new DomainError('not_found')
      if (!(await findArea(tx, input.areaCode)) || input.areaCode.length !== 9)
        throw new DomainError('invalid_input', { issues: [{ path: ['areaCode'], rule: 'not_allowed_here' }] })
      if (await isUnitNameTaken(tx, input.areaCode, input.name, input.unitId))
        throw new DomainError('invalid_input', { issues: [{ path: ['name'], rule: 'already_taken' }] })
      await upsertUnit(tx, { id: input.unitId, name: input.name, kind: input.kind, areaCode: input.areaCode, active: input.active })
      await recordAudit(
        tx,
        deps.crypto,
        { subdistrict: chainOf(input.areaCode), actor: accountIdOf(actor) ?? 'system', action: 'unit.save', target: { kind: 'unit', id: input.unitId } },
        now,
      )
      return presentUnit((await findUnit(tx, input.unitId))!)
    })
  }),
}

export const apiKeyRoutes = {
  list: api.apiKeys.list.handler(async ({ context: { deps, actor } }) => ({
    rows: (await listApiKeys(deps.db, scopeOf(actor, 'apiKey.manage', deps.clock()).areas)).map(presentApiKey),
  })),
  create: api.apiKeys.create.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const { accountId } = requireAccount(actor)
    if (!holds(actor, 'apiKey.manage', { areaCode: input.areaCode }, now) || !(await findArea(deps.db, input.areaCode)))
      throw new DomainError('invalid_input', { issues: [{ path: ['areaCode'], rule: 'not_found' }] })
    const key = `ejia_${newSecret()}`
    const id = newId()
    await deps.db.transaction().execute(async (tx) => {
      await insertApiKey(
        tx,
        {
          id,
          name: input.name,
          prefix: key.slice(0, 10),
          keyHash: hashOfSecret(key),
          scopes: input.scopes,
          areaCode: input.areaCode,
          createdBy: accountId,
          expiresAt: input.expiresAt === undefined ? null : new Date(input.expiresAt),
        },
        now,
      )
      await recordAudit(
        tx,
        deps.crypto,
        { subdistrict: chainOf(input.areaCode), actor: accountId, action: 'apiKey.create', target: { kind: 'apiKey', id } },
        now,
      )
    })
    const row = (await listApiKeys(deps.db, [input.areaCode])).find((candidate) => candidate.id === id)
    return { key, row: presentApiKey(row!) }
  }),
  revoke: api.apiKeys.revoke.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const row = (await listApiKeys(deps.db, scopeOf(actor, 'apiKey.manage', now).areas)).find((candidate) => candidate.id === input.keyId)
    if (!row) throw new DomainError('not_found')
    await deps.db.transaction().execute(async (tx) => {
      await revokeApiKey(tx, row.id, now)
      await recordAudit(
        tx,
        deps.crypto,
        { subdistrict: chainOf(row.area_code), actor: accountIdOf(actor) ?? 'system', action: 'apiKey.revoke', target: { kind: 'apiKey', id: row.id } },
        now,
      )
    })
    return { ok: true } as const
  }),
}

function narrowed(scope: Scope, area: string | undefined): Scope {
  return area === undefined ? scope : narrowScope(scope, area)
}

async function openAccount({ deps, actor }: ApiContext, accountId: string) {
  const now = deps.clock()
  const row = await findStaff(deps.db, accountId)
  const assignments = row ? await listAssignmentsOf(deps.db, [row.id]) : []
  if (!row || !assignments.some((assignment) => holds(actor, 'account.read', { areaCode: assignment.area_code }, now))) throw new DomainError('not_found')
  return presentAccount(row, assignments, actor, now)
}

async function chainOfAccount({ deps }: ApiContext, accountId: string): Promise<string> {
  const [held] = await listAssignmentsOf(deps.db, [accountId])
  return chainOf(held?.area_code ?? deps.config.district.code)
}

function presentInvitation(invitation: { accountId: string; token: string; expiresAt: Date }, origin: string) {
  return { accountId: invitation.accountId, url: `${origin}/console/invitation/${invitation.token}`, expiresAt: invitation.expiresAt.toISOString() }
}

function presentApiKey(row: ApiKeyListRow) {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    area: { code: row.area_code, name: row.area_name },
    createdAt: row.created_at,
    createdBy: row.created_by_name,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  }
}
