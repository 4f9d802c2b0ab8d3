import { sql, type RawBuilder } from 'kysely'
import type { InboxFilter } from '@ejia/contract/inbox.ts'

type Figure = NonNullable<InboxFilter['figure']>

/** Left out of every rate: never worked on, or counted with their master. */
const counted = sql<boolean>`(r.state not in ('withdrawn', 'declined', 'merged') and r.master_id is null)`
const finished = sql<boolean>`(r.state in ('closed', 'rated'))`

/** What each figure of the dashboard counts. The dashboard and its click-through ask the same words. field.md §2. */
export function figureIs(figure: Figure, now: Date, endOfToday: Date): RawBuilder<boolean> {
  const contactDecided = sql<boolean>`(${counted} and (r.contact_met_at is not null or r.contact_due_at < ${now}))`
  switch (figure) {
    case 'responded':
      return sql`(${contactDecided} and r.contact_met_at <= r.contact_due_at)`
    case 'notResponded':
      return sql`(${contactDecided} and (r.contact_met_at is null or r.contact_met_at > r.contact_due_at))`
    case 'resolved':
      return sql`(${counted} and ${finished} and r.outcome = 'solved')`
    case 'notResolved':
      return sql`(${counted} and ${finished} and r.outcome is distinct from 'solved')`
    case 'rated':
      return sql`(${counted} and r.stars is not null)`
    case 'satisfied':
      return sql`(${counted} and r.stars >= 4)`
    case 'notSatisfied':
      return sql`(${counted} and r.stars < 4)`
    case 'residentVerified':
      return sql`(${counted} and ${finished} and r.closure in ('residentConfirmed', 'residentByPhone'))`
    case 'staffDeclared':
      return sql`(${counted} and r.outcome = 'solved' and r.state in ('answered', 'verified', 'closed', 'rated'))`
    case 'excluded':
      return sql`(not ${counted})`
    case 'dueToday':
      return sql`(r.next_due_at >= ${now} and r.next_due_at <= ${endOfToday})`
  }
}
