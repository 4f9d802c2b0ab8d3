import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { AssignmentSource, Employment, Role } from '@ejia/contract/access.ts'
import { ApiKeyScope } from '@ejia/contract/accounts.ts'
import { FillState } from '@ejia/contract/report-forge.ts'
import { ReportRowKind } from '@ejia/contract/report-sources.ts'
import { SectionName } from '@ejia/contract/configuration.ts'
import { MeetingTaskState } from '@ejia/contract/meeting-tasks.ts'
import { AgendaOutcome, Attendance, MeetingPart, MeetingState, VoteChoice, VoteState } from '@ejia/contract/meetings.ts'
import { NeedOutcome, NeedPoolState } from '@ejia/contract/needs.ts'
import { CaptainState, CaptainTaskKind, CaptainTaskState } from '@ejia/contract/captains.ts'
import { HandoverCause, HandoverState } from '@ejia/contract/handovers.ts'
import { LeaveState } from '@ejia/contract/leaves.ts'
import { EscalationState } from '@ejia/contract/escalations.ts'
import { DeliveryChannel } from '@ejia/contract/messages.ts'
import { PromiseState } from '@ejia/contract/promises.ts'
import { PracticeState } from '@ejia/contract/practices.ts'
import { AnswerOutcome, Channel, Closure, Duty, LinkKind, PartyRole, RequestKind, RequestState } from '@ejia/contract/requests.ts'
import { SecondmentState } from '@ejia/contract/secondments.ts'
import { TopicSource, TopicState } from '@ejia/contract/topics.ts'
import { useWorld } from './test-world.ts'

const world = useWorld()

/** Each closed list of the contract stands in a CHECK of the database. */
const lists: Record<string, readonly string[]> = {
  requests_state_check: RequestState.options,
  requests_kind_check: RequestKind.options,
  requests_channel_check: Channel.options,
  requests_duty_check: Duty.options,
  requests_outcome_check: AnswerOutcome.options,
  requests_closure_check: Closure.options,
  request_links_kind_check: LinkKind.options,
  request_parties_role_check: PartyRole.options,
  assignments_role_check: Role.options,
  assignments_source_check: AssignmentSource.options,
  assignments_employment_check: Employment.options,
  need_pools_state_check: NeedPoolState.options,
  need_notes_outcome_check: NeedOutcome.options,
  meetings_state_check: MeetingState.options,
  meeting_people_part_check: MeetingPart.options,
  meeting_people_attendance_check: Attendance.options,
  practices_state_check: PracticeState.options,
  topics_source_check: TopicSource.options,
  topics_state_check: TopicState.options,
  agenda_items_vote_check: VoteState.options,
  agenda_items_outcome_check: AgendaOutcome.options,
  meeting_votes_choice_check: VoteChoice.options,
  meeting_tasks_state_check: MeetingTaskState.options,
  api_keys_scopes_check: ApiKeyScope.options,
  report_fills_state_check: FillState.options,
  report_forms_row_kind_check: ReportRowKind.options,
  configuration_versions_section_check: SectionName.options,
  secondments_state_check: SecondmentState.options,
  leaves_state_check: LeaveState.options,
  promises_state_check: PromiseState.options,
  handovers_state_check: HandoverState.options,
  handovers_cause_check: HandoverCause.options,
  captains_state_check: CaptainState.options,
  captain_tasks_state_check: CaptainTaskState.options,
  captain_tasks_kind_check: CaptainTaskKind.options,
  escalations_state_check: EscalationState.options,
  delivery_addresses_channel_check: DeliveryChannel.options,
}

test.each(Object.entries(lists))('%s holds what the contract lists', async (constraint, options) => {
  const { rows } = await sql<{ definition: string }>`select pg_get_constraintdef(oid) as definition from pg_constraint where conname = ${constraint}`.execute(
    world.deps.db,
  )
  const words = [...(rows[0]?.definition ?? '').matchAll(/'([^']+)'::text/g)].map((match) => match[1])
  expect(words.toSorted()).toEqual([...options].toSorted())
})

/** design.md §4: a table that is sharded by subdistrict has it first in its keys and in every reference to another such table. */
test('tenant tables can be sharded', async () => {
  const { rows: tables } = await sql<{ name: string; key: string[] }>`
    select c.relname as name, array(select a.attname::text from unnest(k.conkey) with ordinality as u(num, place) join pg_attribute a on a.attrelid = c.oid and a.attnum = u.num order by u.place) as key
    from pg_class c join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
    where c.relnamespace = 'public'::regnamespace and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'subdistrict')`.execute(
    world.deps.db,
  )
  const lookups = ['building_codes', 'account_requests']
  const tenant = tables.filter((table) => !lookups.includes(table.name))
  expect(tenant.length).toBeGreaterThan(10)
  for (const table of tenant) expect(table.key[0], table.name).toBe('subdistrict')
  const { rows: others } = await sql<{ name: string; on_table: string; columns: string[]; type: string; target: string | null }>`
    select k.conname as name, c.relname as on_table, k.contype as type, t.relname as target,
      array(select a.attname::text from unnest(k.conkey) as u(num) join pg_attribute a on a.attrelid = c.oid and a.attnum = u.num) as columns
    from pg_constraint k join pg_class c on c.oid = k.conrelid left join pg_class t on t.oid = k.confrelid
    where c.relnamespace = 'public'::regnamespace and k.contype in ('u', 'f')`.execute(world.deps.db)
  const names = new Set(tenant.map((table) => table.name))
  for (const constraint of others) {
    if (constraint.type === 'u' && names.has(constraint.on_table)) expect(constraint.columns, constraint.name).toContain('subdistrict')
    if (constraint.type === 'f' && constraint.target !== null && names.has(constraint.target)) {
      expect(names.has(constraint.on_table), `${constraint.name} points from a shared table to a tenant's`).toBe(true)
      expect(constraint.columns, constraint.name).toContain('subdistrict')
    }
  }
})
