import { api, write } from '../../access/api.ts'
import { accountIdOf } from '../../access/actor.ts'
import { requirePermission, scopeOf } from '../../access/permissions.ts'
import { recordAudit } from '../../history/record-audit.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { readPhoto } from '../../platform/photos.ts'
import { categoryNames } from './category-names.ts'
import { dispatchMany } from './dispatch-many.ts'
import { listTargets } from './dispatch-targets.ts'
import { fileRequest } from '../filing/file-request.ts'
import { findSimilar } from '../filing/find-similar.ts'
import { countMatching, countScope, listInbox } from './inbox-store.ts'
import { fileOnce } from '../filing/file-once.ts'
import { moveRequest } from '../move-request.ts'
import { getReadable, openCase, openMoved } from './open-case.ts'
import { resourceOf } from '../request-resource.ts'
import { findPhoto, findReporter } from '../request-store.ts'

const routes = api.requests

export const inboxRoutes = {
  list: routes.list.handler(async ({ input, context: { deps, actor, meta } }) => {
    const now = deps.clock()
    const limit = input.limit ?? 50
    const cursor = decodeCursor(input.after)
    const scope = scopeOf(actor, 'request.read', now)
    const names = await categoryNames(deps.db, scope.tenants)
    const page = await listInbox(deps.db, scope, accountIdOf(actor), input, cursor && { due: cursor[0], id: cursor[1] }, limit, names, now)
    const next = page.more && page.last_id !== null ? encodeCursor([page.last_sorted_by, page.last_id]) : null
    return meta.passThrough(`{"rows":[${page.rows ?? ''}],"next":${JSON.stringify(next)}}`)
  }),
  count: routes.count.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const scope = scopeOf(actor, 'request.read', now)
    const accountId = accountIdOf(actor)
    const tabs = [
      'mine' as const,
      ...(scope.areas.some((area) => area.length === 15) ? (['grid'] as const) : []),
      ...(scope.areas.some((area) => area.length === 12) ? (['community'] as const) : []),
      ...(scope.areas.some((area) => area.length === 9) ? (['subdistrict'] as const) : []),
      ...(scope.units.length > 0 ? (['unit'] as const) : []),
    ]
    const [byState, ...scopes] = await Promise.all([
      countMatching(deps.db, scope, accountId, input, now),
      ...tabs.map(async (tab) => ({ scope: tab, ...(await countScope(deps.db, scope, accountId, tab, now)) })),
    ])
    return { scopes, byState, matching: byState.reduce((sum, row) => sum + row.count, 0) }
  }),
  open: routes.open.handler(({ input, context: { deps, actor } }) => openCase(deps.db, deps.crypto, actor, input.requestId, deps.clock())),
  photo: routes.photo.handler(async ({ input, context: { deps, actor } }) => {
    const row = await getReadable(deps.db, actor, input.requestId, deps.clock())
    const photo = await findPhoto(deps.db, row.subdistrict, row.id, input.photoId)
    if (!photo) throw new DomainError('not_found')
    return readPhoto(deps.files, photo.content_hash, input.size ?? 'large')
  }),
  file: routes.file.handler(async ({ input, context }) => {
    const { deps, actor } = context
    return fileOnce(context, 'requests.file', input, (tx, now) =>
      fileRequest(
        tx,
        deps.crypto,
        actor,
        {
          kind: input.kind,
          category: input.category,
          text: input.text,
          place: input.place,
          channel: actor.kind === 'machine' ? 'api' : input.channel,
          photoIds: input.photoIds ?? [],
          subdistrict: actor.tenants[0] ?? null,
          externalNumber: input.externalNumber ?? null,
          reporter: {
            anonymous: input.onBehalf === undefined,
            name: input.onBehalf?.name ?? null,
            phone: input.onBehalf?.phone ?? null,
            accountId: null,
            onBehalf: input.onBehalf !== undefined,
            consent: input.onBehalf?.consent ?? null,
          },
        },
        now,
      ),
    )
  }),
  similar: routes.similar.handler(async ({ input, context: { deps, actor } }) => ({
    rows: await findSimilar(deps.db, scopeOf(actor, 'request.read', deps.clock()), input, deps.clock()),
  })),
  move: routes.move.handler(async ({ input, context }) => {
    const { deps, actor } = context
    return write(context, 'requests.move', input, async (tx, now) =>
      openMoved(tx, deps.crypto, actor, await moveRequest(tx, deps.crypto, actor, input, now), now),
    )
  }),
  dispatchMany: routes.dispatchMany.handler(({ input, context }) => dispatchMany(context, input)),
  dispatchTargets: routes.dispatchTargets.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    const scope = scopeOf(actor, 'request.read', now)
    const row = input.requestId === undefined ? null : await getReadable(deps.db, actor, input.requestId, now)
    const subdistrict = row?.subdistrict ?? scope.tenants[0]
    if (subdistrict === undefined) return { targets: [] }
    const targets = await listTargets(deps.db, subdistrict, row?.area_code ?? input.areaCode ?? scope.areas[0] ?? subdistrict, now)
    return {
      targets: targets.map((target) => ({
        kind: target.kind,
        areaCode: target.area_code,
        unitId: target.unit_id,
        accountId: target.account_id,
        name: target.name,
        detail: target.detail,
        openRequests: target.open_requests,
      })),
    }
  }),
  revealReporter: routes.revealReporter.handler(async ({ input, context }) => {
    const { deps, actor } = context
    return write(context, 'requests.revealReporter', input, async (tx, now) => {
      const row = await getReadable(tx, actor, input.requestId, now)
      requirePermission(actor, 'request.readReporter', 'request.read', resourceOf(row), now)
      const reporter = await findReporter(tx, row.subdistrict, row.id)
      const open = (field: 'name' | 'phone', sealed: Buffer | null | undefined) =>
        sealed ? deps.crypto.open(sealed, { table: 'request_reporters', id: row.id, field }) : null
      // No audit, no data: both in one transaction.
      await recordAudit(
        tx,
        deps.crypto,
        {
          subdistrict: row.subdistrict,
          actor: accountIdOf(actor) ?? actor.kind,
          action: 'request.revealReporter',
          target: { kind: 'request', id: row.id },
          reason: input.reason,
        },
        now,
      )
      return { name: open('name', reporter?.name_sealed), phone: open('phone', reporter?.phone_sealed) }
    })
  }),
}
