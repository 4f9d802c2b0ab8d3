import { sql, type RawBuilder } from 'kysely'
import type { DashboardFigure } from '@ejia/contract/inbox.ts'
import { openStates } from '@ejia/contract/requests.ts'

/** Left out of every rate: never worked on, or counted with their master. */
const counted = sql<boolean>`(r.state not in ('withdrawn', 'declined', 'merged') and r.master_id is null)`
const finished = sql<boolean>`(${counted} and r.state in ('closed', 'rated'))`
const open = sql<boolean>`(r.state in (${sql.raw(openStates.map((state) => `'${state}'`).join(', '))}))`

/** What each figure of the dashboard counts. The dashboard and its click-through ask the same words. field.md §2. */
export function figureIs(figure: DashboardFigure, now: Date, endOfToday: Date): RawBuilder<boolean> {
  const contactDecided = sql<boolean>`(${counted} and (r.contact_met_at is not null or r.contact_due_at < ${now}))`
  switch (figure) {
    case 'responded':
      return sql`(${contactDecided} and r.contact_met_at <= r.contact_due_at)`
    case 'notResponded':
      return sql`(${contactDecided} and (r.contact_met_at is null or r.contact_met_at > r.contact_due_at))`
    case 'responseDecided':
      return contactDecided
    case 'contactNotDue':
      return sql`(${counted} and r.contact_met_at is null and r.contact_due_at >= ${now})`
    case 'solved':
      return finished
    case 'resolved':
      return sql`(${finished} and r.outcome = 'solved')`
    case 'notResolved':
      return sql`(${finished} and r.outcome is distinct from 'solved')`
    case 'stillOpen':
      return sql`(${open} and r.master_id is null)`
    case 'rated':
      return sql`(${counted} and r.stars is not null)`
    case 'satisfied':
      return sql`(${counted} and r.stars >= 4)`
    case 'notSatisfied':
      return sql`(${counted} and r.stars < 4)`
    case 'finishedUnrated':
      return sql`(r.state = 'closed' and r.master_id is null)`
    case 'residentVerified':
      return sql`(${finished} and r.closure in ('residentConfirmed', 'residentByPhone'))`
    case 'staffDeclared':
      return sql`(${counted} and r.outcome = 'solved' and r.state in ('answered', 'verified', 'closed', 'rated'))`
    case 'withdrawn':
    case 'declined':
      return sql`(r.state = ${sql.lit(figure)})`
    case 'merged':
      return sql`(r.master_id is not null and r.state not in ('withdrawn', 'declined'))`
    case 'reviewDue':
      return sql`(r.state = 'deferred' and r.review_on <= (${endOfToday}::timestamptz at time zone 'Asia/Shanghai')::date)`
    case 'dueToday':
      return sql`(r.next_due_at >= ${now} and r.next_due_at <= ${endOfToday})`
  }
}
