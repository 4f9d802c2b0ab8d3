import { recordAudit } from '../history/record-audit.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { hashOfSecret, newSecret } from '../platform/secrets.ts'
import type { AccountActor } from './actor.ts'
import { wallDays } from './load-actor.ts'
import { holds } from './permissions.ts'
import { endSession, insertSession } from './session-store.ts'

/**
 * Turns this browser into a wall screen: its person is signed out here, and a session that reads the wall of one area, and
 * nothing else, takes the place. It lives while its person may show the wall, and is ended from their list of sessions.
 */
export async function startWall(
  tx: Tx,
  crypto: CryptoProvider,
  actor: AccountActor,
  areaCode: string,
  device: string,
  now: Date,
): Promise<{ token: string; expiresAt: Date }> {
  if (!/^\d{9}(\d{3})?$/u.test(areaCode) || !holds(actor, 'whistle.wall', { areaCode }, now))
    throw new DomainError('invalid_input', { issues: [{ path: ['areaCode'], rule: 'not_found' }] })
  const [token, id] = [newSecret(), newId()]
  await endSession(tx, actor.accountId, actor.sessionId, now)
  await insertSession(tx, { id, tokenHash: hashOfSecret(token), accountId: actor.accountId, device, secondFactorAt: null, wallArea: areaCode }, now)
  const event = { subdistrict: areaCode.slice(0, 9), actor: actor.accountId, action: 'wall.start', target: { kind: 'session', id } }
  await recordAudit(tx, crypto, event, now)
  return { token, expiresAt: new Date(now.getTime() + wallDays * 86_400_000) }
}
