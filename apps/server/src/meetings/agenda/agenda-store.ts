import { sql } from 'kysely'
import type { z } from 'zod'
import type { AgendaOutcome, VoteChoice, VoteState } from '@ejia/contract/meetings.ts'
import type { Db, Tx } from '../../platform/database.ts'

type Key = { subdistrict: string; id: string }
export type ItemRow = {
  topic_id: string
  position: number
  title: string
  words: string
  discussion: string | null
  vote_state: z.infer<typeof VoteState>
  vote_question: string | null
  vote_passed: boolean | null
  outcome: AgendaOutcome | null
  decision: string | null
  yes: number
  no: number
  abstain: number
  mine: z.infer<typeof VoteChoice> | null
}

export async function listItems(db: Db, meeting: Key, me: string | null): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select i.topic_id, i.position, t.title, t.words, i.discussion, i.vote_state, i.vote_question, i.vote_passed, i.outcome, i.decision, v.yes, v.no, v.abstain, v.mine
    from agenda_items i join topics t on t.subdistrict = i.subdistrict and t.id = i.topic_id
    cross join lateral (
      select (count(*) filter (where v.choice = 'yes'))::int as yes, (count(*) filter (where v.choice = 'no'))::int as no,
        (count(*) filter (where v.choice = 'abstain'))::int as abstain, max(v.choice) filter (where v.account_id = ${me}) as mine
      from meeting_votes v where v.subdistrict = i.subdistrict and v.meeting_id = i.meeting_id and v.topic_id = i.topic_id) v
    where i.subdistrict = ${meeting.subdistrict} and i.meeting_id = ${meeting.id} order by i.position, i.topic_id limit 100`.execute(db)
  return rows
}

export async function addItem(tx: Tx, meeting: Key, topicId: string): Promise<void> {
  await sql`
    insert into agenda_items (subdistrict, meeting_id, topic_id, position)
    select ${meeting.subdistrict}, ${meeting.id}, ${topicId}, coalesce(max(position), 0) + 1
    from agenda_items where subdistrict = ${meeting.subdistrict} and meeting_id = ${meeting.id}`.execute(tx)
}

/** Only before anything was said of it. */
export async function removeItem(tx: Tx, meeting: Key, topicId: string): Promise<void> {
  await sql`delete from agenda_items where subdistrict = ${meeting.subdistrict} and meeting_id = ${meeting.id} and topic_id = ${topicId}`.execute(tx)
}

export async function orderItems(tx: Tx, meeting: Key, topicIds: readonly string[]): Promise<void> {
  await sql`
    update agenda_items i set position = o.place from unnest(${topicIds}::uuid[]) with ordinality as o(topic_id, place)
    where i.subdistrict = ${meeting.subdistrict} and i.meeting_id = ${meeting.id} and i.topic_id = o.topic_id`.execute(tx)
}

type ItemChanges = Partial<Pick<ItemRow, 'discussion' | 'vote_state' | 'vote_question' | 'vote_passed' | 'outcome' | 'decision'>>

export async function updateItem(tx: Tx, meeting: Key, topicId: string, changes: ItemChanges): Promise<void> {
  const set = Object.entries(changes).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  await sql`
    update agenda_items set ${sql.join(set)} where subdistrict = ${meeting.subdistrict} and meeting_id = ${meeting.id} and topic_id = ${topicId}`.execute(tx)
}

/** A voice may change until the vote is closed; the last word counts. */
export async function castVote(
  tx: Tx,
  meeting: Key,
  vote: { topicId: string; accountId: string; choice: z.infer<typeof VoteChoice> },
  now: Date,
): Promise<void> {
  await sql`
    insert into meeting_votes (subdistrict, meeting_id, topic_id, account_id, choice, cast_at)
    values (${meeting.subdistrict}, ${meeting.id}, ${vote.topicId}, ${vote.accountId}, ${vote.choice}, ${now})
    on conflict (subdistrict, meeting_id, topic_id, account_id) do update set choice = excluded.choice, cast_at = excluded.cast_at`.execute(tx)
}
