import { api, requireAccount, write, type Deps } from '../../access/api.ts'
import { accountIdOf, type Actor } from '../../access/actor.ts'
import { theSubdistrict } from '../../areas/find-place.ts'
import { listSubdistricts } from '../../areas/look-up-areas.ts'
import { getConfiguration } from '../../configuration/get-configuration.ts'
import type { Db } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { readPhoto, storePhoto } from '../../platform/photos.ts'
import { requireWithinRate } from '../../platform/rate-limit.ts'
import { fileOnce } from '../filing/file-once.ts'
import { fileRequest } from '../filing/file-request.ts'
import { followHashOf, newFollowKey, subdistrictOfFollowKey } from './follow-key.ts'
import { followRequest } from './follow-view.ts'
import { moveByReporter } from './move-by-reporter.ts'
import { adoptRequest, findOwnTenant, listOwn, replaceFollowKey, type OwnRow } from './own-store.ts'
import { findByFollowHash, findPhoto, findRequest, type RequestRow } from '../request-store.ts'
import { presentCategory } from '../request-view.ts'
import { insertUploadedPhoto } from '../filing/uploaded-photo-store.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'

const routes = api.intake

export const intakeRoutes = {
  form: routes.form.handler(async ({ input, context: { deps } }) => {
    const subdistrict = await theSubdistrict(deps.db, input.subdistrict ?? null)
    const configuration = await getConfiguration(deps.db, subdistrict.code)
    const { hotline, phones, guides, expectedAnswer } = configuration.service
    const categories = configuration.categories.categories
      .filter((category) => category.offered)
      .map(({ id, name, hint, picture, kind, parentId }) => ({ id, name, hint, picture, kind, parentId }))
    return { subdistrict: { code: subdistrict.code, name: subdistrict.name }, categories, hotline, phones, guides, expectedAnswer, demo: deps.config.demo }
  }),
  uploadPhoto: routes.uploadPhoto.handler(async ({ input, context: { deps, meta } }) => {
    await requireWithinRate(deps.db, `photo:${meta.ip}`, deps.limits.photo, deps.clock())
    const stored = await storePhoto(deps.files, Buffer.from(await input.photo.arrayBuffer()))
    const id = newId()
    await insertUploadedPhoto(deps.db, { id, ...stored }, deps.clock())
    return { id, width: stored.width, height: stored.height }
  }),
  file: routes.file.handler(async ({ input, context }) => {
    const { deps, actor, meta } = context
    await requireWithinRate(deps.db, `report:${meta.ip}`, deps.limits.report, deps.clock())
    const reporter = {
      anonymous: input.anonymous,
      name: input.name ?? null,
      phone: input.phone ?? null,
      accountId: accountIdOf(actor),
      onBehalf: false,
      consent: null,
    }
    const asReporter: Actor = actor.kind === 'account' && actor.accountKind === 'staff' ? { kind: 'anonymous', grants: [], tenants: [] } : actor
    const { kind, category, text, place, channel, photoIds = [], subdistrict = null } = input
    const report = { kind, category, text, place, channel, photoIds, subdistrict, externalNumber: null, reporter }
    return fileOnce(context, 'intake.file', input, (tx, now) => fileRequest(tx, deps.crypto, asReporter, report, now), 'anyone')
  }),
  follow: routes.follow.handler(async ({ input, context: { deps, meta } }) => {
    const row = await getFollowed(deps, input.followKey, meta.ip)
    return followRequest(deps.db, row, deps.clock())
  }),
  followPhoto: routes.followPhoto.handler(async ({ input, context: { deps, meta } }) => {
    const row = await getFollowed(deps, input.followKey, meta.ip)
    return publicPhoto(deps, row, input.photoId, input.size)
  }),
  followMove: routes.followMove.handler(async ({ input, context }) => {
    const { deps, actor, meta } = context
    const { followKey, ...move } = input
    const row = await getFollowed(deps, followKey, meta.ip)
    return write(context, 'intake.followMove', input, async (tx, now) => {
      const moved = await moveByReporter(tx, deps.crypto, actor, { subdistrict: row.subdistrict, requestId: row.id }, move, now)
      return followRequest(tx, moved, now)
    })
  }),
  findByReceipt: routes.findByReceipt.handler(async ({ input, context }) => {
    const { deps, meta } = context
    await requireWithinRate(deps.db, `follow:${meta.ip}`, deps.limits.follow, deps.clock())
    await requireWithinRate(deps.db, `receipt:${input.receiptNumber}`, { hits: 10, seconds: 3600 }, deps.clock())
    const ending = input.receiptNumber.slice(0, 3)
    const subdistricts = (await listSubdistricts(deps.db)).filter((area) => area.code.endsWith(ending)).map((area) => area.code)
    let followKey = ''
    const found = await deps.db
      .transaction()
      .execute((tx) =>
        replaceFollowKey(tx, input.receiptNumber, input.phoneEnding, subdistricts, (subdistrict) => followHashOf((followKey = newFollowKey(subdistrict)))),
      )
    if (found === null) throw new DomainError('not_found')
    return { followKey }
  }),
  listOwn: routes.listOwn.handler(async ({ input, context: { deps, actor } }) => {
    const limit = input.limit ?? 20
    const cursor = decodeCursor(input.after)
    const rows = await listOwn(deps.db, requireAccount(actor).accountId, null, cursor && { filedAt: cursor[0]!, id: cursor[1]! }, limit + 1)
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      rows: await Promise.all(page.map((row) => presentOwn(deps.db, row))),
      next: rows.length > limit && last ? encodeCursor([last.filed_at, last.id]) : null,
    }
  }),
  openOwn: routes.openOwn.handler(async ({ input, context: { deps, actor } }) => {
    const row = await getOwn(deps, requireAccount(actor).accountId, input.requestId)
    return followRequest(deps.db, row, deps.clock())
  }),
  ownPhoto: routes.ownPhoto.handler(async ({ input, context: { deps, actor } }) => {
    const row = await getOwn(deps, requireAccount(actor).accountId, input.requestId)
    return publicPhoto(deps, row, input.photoId, input.size)
  }),
  moveOwn: routes.moveOwn.handler(async ({ input, context }) => {
    const { deps, actor } = context
    const { requestId, ...move } = input
    const row = await getOwn(deps, requireAccount(actor).accountId, requestId)
    return write(context, 'intake.moveOwn', input, async (tx, now) =>
      followRequest(tx, await moveByReporter(tx, deps.crypto, actor, { subdistrict: row.subdistrict, requestId }, move, now), now),
    )
  }),
  adopt: routes.adopt.handler(async ({ input, context }) => {
    const { deps, actor, meta } = context
    const { accountId } = requireAccount(actor)
    const row = await getFollowed(deps, input.followKey, meta.ip)
    return write(context, 'intake.adopt', input, async (tx) => {
      if (!(await adoptRequest(tx, row.subdistrict, row.id, accountId))) throw new DomainError('conflict')
      const [own] = await listOwn(tx, accountId, row.id, null, 1)
      if (!own) throw new DomainError('not_found')
      return presentOwn(tx, own)
    })
  }),
}

/** Wrong keys are counted: nobody tries them out. */
async function getFollowed(deps: Deps, followKey: string, ip: string): Promise<RequestRow> {
  const subdistrict = subdistrictOfFollowKey(followKey)
  const requestId = subdistrict === null ? undefined : await findByFollowHash(deps.db, subdistrict, followHashOf(followKey))
  const row = requestId === undefined ? undefined : await findRequest(deps.db, { tenants: [subdistrict!] }, requestId)
  if (row) return row
  await requireWithinRate(deps.db, `follow:${ip}`, deps.limits.follow, deps.clock())
  throw new DomainError('not_found')
}

async function getOwn(deps: Deps, accountId: string, requestId: string): Promise<RequestRow> {
  const subdistrict = await findOwnTenant(deps.db, accountId, requestId)
  const row = subdistrict === undefined ? undefined : await findRequest(deps.db, { tenants: [subdistrict] }, requestId)
  if (!row) throw new DomainError('not_found')
  return row
}

async function publicPhoto(deps: Deps, row: RequestRow, photoId: string, size: 'small' | 'large' = 'large'): Promise<File> {
  const photo = await findPhoto(deps.db, row.subdistrict, row.id, photoId)
  if (!photo?.public) throw new DomainError('not_found')
  return readPhoto(deps.files, photo.content_hash, size)
}

async function presentOwn(db: Db, row: OwnRow) {
  const configuration = await getConfiguration(db, row.subdistrict)
  return {
    id: row.id,
    receiptNumber: row.receipt_number,
    kind: row.kind,
    category: presentCategory(configuration, row.category),
    state: row.state,
    placeText: row.place_text,
    filedAt: row.filed_at,
    expectedBy: row.expected_by,
    excerpt: row.excerpt,
    lastTold: row.last_told,
    lastAt: row.last_at,
  }
}
