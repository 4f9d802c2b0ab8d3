import { accountIdOf, type Actor } from '../access/actor.ts'
import { holds } from '../access/permissions.ts'
import { findArea } from '../areas/look-up-areas.ts'
import { recordAudit } from '../history/record-audit.ts'
import type { CryptoProvider } from '../platform/crypto.ts'
import type { Tx } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { newId } from '../platform/ids.ts'
import { findNotice, insertNotice, type NoticeRow } from './notice-store.ts'

type Published = { areaCode: string; title: string; body: string; validTo?: string | undefined }

/** A notice for the residents of an area the actor may speak to. */
export async function publishNotice(tx: Tx, crypto: CryptoProvider, actor: Actor, input: Published, now: Date): Promise<NoticeRow> {
  if (!holds(actor, 'notice.publish', { areaCode: input.areaCode }, now) || !(await findArea(tx, input.areaCode)))
    throw new DomainError('invalid_input', { issues: [{ path: ['areaCode'], rule: 'not_found' }] })
  if (input.validTo !== undefined && new Date(input.validTo) <= now)
    throw new DomainError('invalid_input', { issues: [{ path: ['validTo'], rule: 'in_the_past' }] })
  const id = newId()
  await insertNotice(
    tx,
    {
      id,
      areaCode: input.areaCode,
      title: input.title,
      body: input.body,
      validTo: input.validTo === undefined ? null : new Date(input.validTo),
      publishedBy: accountIdOf(actor),
    },
    now,
  )
  await recordAudit(
    tx,
    crypto,
    { subdistrict: input.areaCode.slice(0, 9), actor: accountIdOf(actor) ?? actor.kind, action: 'notice.publish', target: { kind: 'notice', id } },
    now,
  )
  return (await findNotice(tx, id))!
}
