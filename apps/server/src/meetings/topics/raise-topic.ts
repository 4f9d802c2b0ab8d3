import type { AccountActor, Actor } from '../../access/actor.ts'
import { holds, holdsWithin } from '../../access/permissions.ts'
import { findArea } from '../../areas/look-up-areas.ts'
import { recordAudit } from '../../history/record-audit.ts'
import { getVisiblePool } from '../../needs/tend-pools.ts'
import type { CryptoProvider } from '../../platform/crypto.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { newId } from '../../platform/ids.ts'
import { getVisibleCase } from '../../requests/case-for-others.ts'
import { getVisibleWhistle } from '../../whistles/whistle-view.ts'
import { findTopic, insertTopic, type SourceIds, type TopicRow } from './topic-store.ts'

type Raised = {
  areaCode: string
  title: string
  words: string
  requestId?: string | undefined
  whistleId?: string | undefined
  poolId?: string | undefined
}

/** 提到联席会议: from a case, a whistle, a need of many, or somebody's own note. The same thing stands raised once. */
export async function raiseTopic(tx: Tx, crypto: CryptoProvider, actor: AccountActor, input: Raised, now: Date): Promise<TopicRow> {
  const of = sourceOf(input)
  const subdistrict = input.areaCode.slice(0, 9)
  const grown = await requireSource(tx, actor, of, now)
  if (grown === 'tipOff') throw refused('requestId', 'not_allowed_here')
  // A need of many belongs to the whole subdistrict: whoever works in it may bring it forward.
  const mayFrom = of.poolId === null ? holds(actor, 'meeting.raise', input, now) : holdsWithin(actor, 'meeting.raise', subdistrict, now)
  const within = grown === null || grown === subdistrict
  if (!mayFrom || !within || input.areaCode.length < 9 || !(await findArea(tx, input.areaCode))) throw refused('areaCode', 'not_found')
  for (const [field, longest] of [
    ['title', /\d{7}/u],
    ['words', /\d{11}/u],
  ] as const)
    if (longest.test(input[field].normalize('NFKC'))) throw refused(field, 'not_allowed_here')
  const id = newId()
  const source = of.requestId ? 'case' : of.whistleId ? 'whistle' : of.poolId ? 'needPool' : 'note'
  const written = await insertTopic(
    tx,
    { subdistrict, id, title: input.title, words: input.words, area_code: input.areaCode, source, raised_by: actor.accountId, ...of },
    now,
  )
  if (!written) throw new DomainError('conflict')
  await recordAudit(tx, crypto, { subdistrict, actor: actor.accountId, action: 'topic.raise', target: { kind: 'topic', id } }, now)
  return (await findTopic(tx, [subdistrict], id))!
}

export function sourceOf(input: Pick<Raised, 'requestId' | 'whistleId' | 'poolId'>): SourceIds {
  const of = { requestId: input.requestId ?? null, whistleId: input.whistleId ?? null, poolId: input.poolId ?? null }
  if (Object.values(of).filter((id) => id !== null).length > 1) throw refused('requestId', 'not_allowed_here')
  return of
}

/** Its subdistrict, or that it is a tip-off, which is not talked over in a round. Out of sight is `not_found`; null when it grew out of nothing. */
export async function requireSource(db: Db, actor: Actor, of: SourceIds, now: Date): Promise<string | null> {
  if (of.requestId !== null) {
    const row = await getVisibleCase(db, actor, of.requestId, now)
    return row.kind === 'tipOff' ? 'tipOff' : row.subdistrict
  }
  if (of.whistleId !== null) return (await getVisibleWhistle(db, actor, of.whistleId, now)).row.subdistrict
  if (of.poolId !== null) return (await getVisiblePool(db, actor, of.poolId, now)).subdistrict
  return null
}

function refused(field: string, rule: string): DomainError {
  return new DomainError('invalid_input', { issues: [{ path: [field], rule }] })
}
