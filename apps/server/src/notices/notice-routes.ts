import { api, write } from '../access/api.ts'
import { accountIdOf, type Actor } from '../access/actor.ts'
import { holds, requirePermission, scopeOf } from '../access/permissions.ts'
import { theSubdistrict } from '../areas/find-place.ts'
import { recordAudit } from '../history/record-audit.ts'
import { DomainError } from '../platform/domain-error.ts'
import { findNotice, listNotices, listPublicNotices, setWithdrawn, type NoticeRow } from './notice-store.ts'
import { publishNotice } from './publish-notice.ts'

const routes = api.notices

export const noticeRoutes = {
  publicList: routes.publicList.handler(async ({ input, context: { deps } }) => {
    const area = input.area ?? (await theSubdistrict(deps.db, null)).code
    return { rows: (await listPublicNotices(deps.db, area, deps.clock())).map(presentPublic) }
  }),
  publicOpen: routes.publicOpen.handler(async ({ input, context: { deps } }) => {
    const notice = await findNotice(deps.db, input.noticeId)
    if (!notice || notice.withdrawn_at !== null) throw new DomainError('not_found')
    return presentPublic(notice)
  }),
  list: routes.list.handler(async ({ context: { deps, actor } }) => {
    const now = deps.clock()
    return { rows: (await listNotices(deps.db, scopeOf(actor, 'notice.publish', now).areas)).map((row) => present(row, actor, now)) }
  }),
  publish: routes.publish.handler(({ input, context }) => {
    const { deps, actor } = context
    return write(context, 'notices.publish', input, async (tx, now) => present(await publishNotice(tx, deps.crypto, actor, input, now), actor, now))
  }),
  withdraw: routes.withdraw.handler(({ input, context }) => {
    const { deps, actor } = context
    return write(context, 'notices.withdraw', input, async (tx, now) => {
      const notice = await findNotice(tx, input.noticeId)
      if (!notice) throw new DomainError('not_found')
      requirePermission(actor, 'notice.publish', 'notice.publish', { areaCode: notice.area_code }, now)
      await setWithdrawn(tx, notice.id, now)
      await recordAudit(
        tx,
        deps.crypto,
        {
          subdistrict: notice.area_code.slice(0, 9),
          actor: accountIdOf(actor) ?? actor.kind,
          action: 'notice.withdraw',
          target: { kind: 'notice', id: notice.id },
        },
        now,
      )
      return present((await findNotice(tx, notice.id))!, actor, now)
    })
  }),
}

function presentPublic(row: NoticeRow) {
  return { id: row.id, area: { code: row.area_code, name: row.area_name }, title: row.title, body: row.body, publishedAt: row.published_at }
}

function present(row: NoticeRow, actor: Actor, now: Date) {
  return {
    ...presentPublic(row),
    validTo: row.valid_to,
    withdrawnAt: row.withdrawn_at,
    mayEdit: holds(actor, 'notice.publish', { areaCode: row.area_code }, now),
  }
}
