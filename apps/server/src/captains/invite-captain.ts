import type { AccountActor, Actor } from '../access/actor.ts'
import { holds } from '../access/permissions.ts'
import { findBuildingAnywhere, listAncestry } from '../areas/look-up-areas.ts'
import { recordAudit } from '../history/record-audit.ts'
import { endOfShanghaiDay, shanghaiDay } from '../platform/clock.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Db, Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { hashOfSecret, newSecret } from '../platform/secrets.ts'
import { nameCell } from './captain-cells.ts'
import { findCaptainByLink, insertCaptain, type CaptainRow } from './captain-store.ts'
import { isOver, lockManagedCaptain, moveCaptain } from './move-captain.ts'

const linkDays = 7

export type Link = { captainId: string; token: string; expiresAt: Date }
type Invited = { buildingId: string; name: string; endsOn?: string | undefined }

/** A link carries its tenant in clear, so that one node answers. */
function makeLink(subdistrict: string, now: Date) {
  const token = subdistrict + newSecret()
  return { token, linkHash: hashOfSecret(token), linkExpiresAt: new Date(now.getTime() + linkDays * 86_400_000) }
}

export async function inviteCaptain(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: Invited, now: Date): Promise<Link> {
  const building = await findBuildingAnywhere(tx, input.buildingId)
  if (!building || building.retired_at !== null || !holds(actor, 'captain.manage', { areaCode: building.grid_code }, now))
    throw new DomainError('invalid_input', { issues: [{ path: ['buildingId'], rule: 'not_found' }] })
  if (input.endsOn !== undefined && input.endsOn < shanghaiDay(now))
    throw new DomainError('invalid_input', { issues: [{ path: ['endsOn'], rule: 'in_the_past' }] })
  const captain = { subdistrict: building.subdistrict, id: newId() }
  const { token, linkHash, linkExpiresAt } = makeLink(captain.subdistrict, now)
  await insertCaptain(
    tx,
    {
      ...captain,
      building_id: building.id,
      grid_code: building.grid_code,
      name_sealed: crypto.seal(input.name, nameCell(captain)),
      by: actor.accountId,
      linkHash,
      linkExpiresAt,
      endsAt: input.endsOn === undefined ? null : endOfShanghaiDay(input.endsOn),
    },
    now,
  )
  const event = { subdistrict: captain.subdistrict, actor: actor.accountId, action: 'captain.invite', target: { kind: 'captain', id: captain.id } }
  await recordAudit(tx, crypto, event, now)
  return { captainId: captain.id, token, expiresAt: linkExpiresAt }
}

export async function inviteCaptainAgain(tx: Tx, crypto: CryptoProvider, actor: AccountActor, captainId: string, now: Date): Promise<Link> {
  const row = await lockManagedCaptain(tx, actor, captainId, now)
  const { token, ...link } = makeLink(row.subdistrict, now)
  await moveCaptain(tx, crypto, actor, row, { move: 'inviteAgain', ...link }, now)
  return { captainId: row.id, token, expiresAt: link.linkExpiresAt }
}

async function getInvited(db: Db, token: string, lock: boolean, now: Date): Promise<CaptainRow> {
  const row = /^\d{9}[\w-]{43}$/.test(token) ? await findCaptainByLink(db, token.slice(0, 9), hashOfSecret(token), lock) : undefined
  if (!row) throw new DomainError('not_found')
  if (new Date(row.link_expires_at) <= now || isOver(row, now)) throw new DomainError('link_expired')
  return row
}

/** What the holder of a link is invited to. */
export async function openCaptainInvitation(db: Db, token: string, now: Date) {
  const row = await getInvited(db, token, false, now)
  const [, community] = await listAncestry(db, row.grid_code)
  return { building: row.building_name, community: community?.name ?? row.grid_name, expiresAt: row.link_expires_at }
}

/** A neighbour signed in by phone says yes; the link is spent. A colleague is no captain: their account opens more. */
export async function acceptCaptaincy(tx: Tx, crypto: CryptoProvider, actor: Actor, token: string, now: Date): Promise<void> {
  if (actor.kind !== 'account' || actor.accountKind !== 'resident') throw new DomainError('permission_denied')
  const row = await getInvited(tx, token, true, now)
  await moveCaptain(tx, crypto, actor, row, { move: 'accept', accountId: actor.accountId }, now)
}
