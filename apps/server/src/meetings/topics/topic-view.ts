import type { Topic } from '@ejia/contract/topics.ts'
import type { Actor } from '../../access/actor.ts'
import { listNames } from '../../people/staff-names.ts'
import type { Db } from '../../platform/database.ts'
import { DomainError } from '../../platform/domain-error.ts'
import { requireSource } from './raise-topic.ts'
import { agendaOf, allowedTopicMoves, type OnAgenda } from './screen-topic.ts'
import type { TopicRow } from './topic-store.ts'

export async function presentTopics(db: Db, actor: Actor, rows: readonly TopicRow[], now: Date): Promise<Topic[]> {
  const names = await listNames(
    db,
    rows.flatMap((row) => [row.raised_by, row.screened_by ?? row.raised_by]),
  )
  const agendas = new Map<string, OnAgenda>()
  const shown: Topic[] = []
  for (const row of rows) {
    if (row.meeting_id !== null && !agendas.has(row.meeting_id)) agendas.set(row.meeting_id, await agendaOf(db, row))
    shown.push({
      id: row.id,
      title: row.title,
      words: row.words,
      area: { code: row.area_code, name: row.area_name },
      source: row.source,
      sourceId: await openableSource(db, actor, row, now),
      state: row.state,
      raisedBy: names.get(row.raised_by) ?? '',
      raisedAt: row.raised_at,
      screenedBy: row.screened_by === null ? null : (names.get(row.screened_by) ?? ''),
      reason: row.reason,
      meeting: row.meeting_id === null ? null : { id: row.meeting_id, title: row.meeting_title ?? '', startsAt: row.meeting_starts_at ?? row.raised_at },
      allowedMoves: allowedTopicMoves(actor, row, agendas.get(row.meeting_id ?? '') ?? null, now),
    })
  }
  return shown
}

export async function presentTopic(db: Db, actor: Actor, row: TopicRow, now: Date): Promise<Topic> {
  return (await presentTopics(db, actor, [row], now))[0]!
}

/** The id of what it grew out of, for those who may open that. */
async function openableSource(db: Db, actor: Actor, row: TopicRow, now: Date): Promise<string | null> {
  const of = { requestId: row.request_id, whistleId: row.whistle_id, poolId: row.pool_id }
  try {
    await requireSource(db, actor, of, now)
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return null
    throw error
  }
  return row.request_id ?? row.whistle_id ?? row.pool_id
}
