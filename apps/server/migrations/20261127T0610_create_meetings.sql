-- 联席会议 (field.md §3): topics gathered, an agenda announced before, minutes confirmed by those who were there, decisions
-- followed as tasks until they are signed off.
do $$
declare
  known text[];
begin
  -- The list grows with each module; what another migration added stays.
  select array_agg(m[1]) into known from pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''([A-Za-z]+)''', 'g') m
    where c.conname = 'configuration_versions_section_check';
  alter table configuration_versions drop constraint configuration_versions_section_check;
  execute format('alter table configuration_versions add constraint configuration_versions_section_check check (section in (%s))',
    (select string_agg(quote_literal(section), ', ') from unnest(known || array['meetings']) section));
end $$;

create table meeting_counters (
  subdistrict text collate "C" not null,
  year integer not null,
  last_number integer not null,
  constraint meeting_counters_pkey primary key (subdistrict, year)
);
select distribute('meeting_counters');

create table meetings (
  subdistrict text collate "C" not null,
  id uuid not null,
  -- 〔year〕 and the number of that year.
  year integer not null,
  number integer not null,
  title text not null,
  state text not null default 'planned',
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null,
  guests text not null default '',
  planned_by uuid not null,
  planned_at timestamptz not null,
  announced_at timestamptz,
  opened_at timestamptz,
  adjourned_at timestamptz,
  published_at timestamptz,
  version integer not null default 1,
  constraint meetings_pkey primary key (subdistrict, id),
  constraint meetings_number_key unique (subdistrict, year, number),
  constraint meetings_state_check check (state in ('planned', 'announced', 'inSession', 'confirming', 'confirmed', 'published', 'cancelled')),
  constraint meetings_times_check check (starts_at < ends_at),
  constraint meetings_announced_check check (state in ('planned', 'cancelled') or announced_at is not null),
  constraint meetings_opened_check check (state in ('planned', 'announced', 'cancelled') or opened_at is not null),
  constraint meetings_published_check check ((state = 'published') = (published_at is not null))
);
select distribute('meetings');
-- The coming ones, and those that were.
create index meetings_by_time on meetings (subdistrict, starts_at desc, id);

create table meeting_people (
  subdistrict text collate "C" not null,
  meeting_id uuid not null,
  account_id uuid not null,
  part text not null,
  attendance text not null default 'invited',
  words text,
  answered_at timestamptz,
  constraint meeting_people_pkey primary key (subdistrict, meeting_id, account_id),
  constraint meeting_people_meeting_fkey foreign key (subdistrict, meeting_id) references meetings (subdistrict, id),
  constraint meeting_people_part_check check (part in ('chair', 'recorder', 'member')),
  constraint meeting_people_attendance_check check (attendance in ('invited', 'present', 'excused')),
  constraint meeting_people_excused_check check (attendance <> 'excused' or words is not null)
);
select distribute('meeting_people');
-- Where I am invited.
create index meeting_people_by_account on meeting_people (subdistrict, account_id, meeting_id);
create unique index meeting_people_chair on meeting_people (subdistrict, meeting_id) where part = 'chair';

create table topics (
  subdistrict text collate "C" not null,
  id uuid not null,
  title text not null,
  words text not null,
  area_code text collate "C" not null,
  source text not null,
  request_id uuid,
  whistle_id uuid,
  pool_id uuid,
  state text not null default 'raised',
  raised_by uuid not null,
  raised_at timestamptz not null,
  screened_by uuid,
  reason text,
  meeting_id uuid,
  ended_at timestamptz,
  constraint topics_pkey primary key (subdistrict, id),
  constraint topics_area_fkey foreign key (area_code) references areas (code),
  constraint topics_request_fkey foreign key (subdistrict, request_id) references requests (subdistrict, id),
  constraint topics_whistle_fkey foreign key (subdistrict, whistle_id) references whistles (subdistrict, id),
  constraint topics_pool_fkey foreign key (subdistrict, pool_id) references need_pools (subdistrict, id),
  constraint topics_meeting_fkey foreign key (subdistrict, meeting_id) references meetings (subdistrict, id),
  constraint topics_source_check check (source in ('case', 'whistle', 'needPool', 'note')),
  constraint topics_one_source_check check (
    (source = 'case') = (request_id is not null) and (source = 'whistle') = (whistle_id is not null) and (source = 'needPool') = (pool_id is not null)),
  constraint topics_state_check check (state in ('raised', 'taken', 'declined', 'decided', 'withdrawn')),
  constraint topics_meeting_check check ((state in ('taken', 'decided')) = (meeting_id is not null)),
  constraint topics_declined_check check (state <> 'declined' or reason is not null),
  constraint topics_tenant_check check (left(area_code, 9) = subdistrict),
  -- No phone, no document number in what everybody reads.
  constraint topics_numbers_check check (title !~ '[0-9]{7}' and words !~ '[0-9]{11}')
);
select distribute('topics');
-- What waits to be screened, and what was, newest first.
create index topics_by_time on topics (subdistrict, raised_at desc, id);
-- Raised from this already? One at a time stands open.
create unique index topics_open_by_request on topics (subdistrict, request_id) where state in ('raised', 'taken') and request_id is not null;
create unique index topics_open_by_whistle on topics (subdistrict, whistle_id) where state in ('raised', 'taken') and whistle_id is not null;
create unique index topics_open_by_pool on topics (subdistrict, pool_id) where state in ('raised', 'taken') and pool_id is not null;
create index topics_by_meeting on topics (subdistrict, meeting_id) where meeting_id is not null;

create table agenda_items (
  subdistrict text collate "C" not null,
  meeting_id uuid not null,
  topic_id uuid not null,
  position integer not null,
  discussion text,
  vote_state text not null default 'none',
  vote_question text,
  vote_passed boolean,
  outcome text,
  decision text,
  constraint agenda_items_pkey primary key (subdistrict, meeting_id, topic_id),
  constraint agenda_items_meeting_fkey foreign key (subdistrict, meeting_id) references meetings (subdistrict, id),
  constraint agenda_items_topic_fkey foreign key (subdistrict, topic_id) references topics (subdistrict, id),
  constraint agenda_items_vote_check check (vote_state in ('none', 'open', 'closed')),
  constraint agenda_items_question_check check ((vote_state = 'none') = (vote_question is null) and (vote_state = 'closed') = (vote_passed is not null)),
  constraint agenda_items_outcome_check check (outcome in ('agreed', 'rejected', 'postponed')),
  constraint agenda_items_decision_check check ((outcome is null) = (decision is null))
);
select distribute('agenda_items');

create table meeting_votes (
  subdistrict text collate "C" not null,
  meeting_id uuid not null,
  topic_id uuid not null,
  account_id uuid not null,
  choice text not null,
  cast_at timestamptz not null,
  constraint meeting_votes_pkey primary key (subdistrict, meeting_id, topic_id, account_id),
  constraint meeting_votes_item_fkey foreign key (subdistrict, meeting_id, topic_id) references agenda_items (subdistrict, meeting_id, topic_id),
  constraint meeting_votes_choice_check check (choice in ('yes', 'no', 'abstain'))
);
select distribute('meeting_votes');

create table minutes_versions (
  subdistrict text collate "C" not null,
  meeting_id uuid not null,
  version integer not null,
  document jsonb not null,
  words text not null,
  written_by uuid not null,
  written_at timestamptz not null,
  constraint minutes_versions_pkey primary key (subdistrict, meeting_id, version),
  constraint minutes_versions_meeting_fkey foreign key (subdistrict, meeting_id) references meetings (subdistrict, id)
);
select distribute('minutes_versions');

create table minutes_confirmations (
  subdistrict text collate "C" not null,
  meeting_id uuid not null,
  version integer not null,
  account_id uuid not null,
  confirmed_at timestamptz not null,
  constraint minutes_confirmations_pkey primary key (subdistrict, meeting_id, version, account_id),
  constraint minutes_confirmations_version_fkey foreign key (subdistrict, meeting_id, version) references minutes_versions (subdistrict, meeting_id, version)
);
select distribute('minutes_confirmations');

create table meeting_notices (
  subdistrict text collate "C" not null,
  meeting_id uuid not null,
  -- A notice is a reference row: it cannot be pointed at from here and back.
  notice_id uuid not null,
  title text not null,
  published_at timestamptz not null,
  constraint meeting_notices_pkey primary key (subdistrict, meeting_id, notice_id),
  constraint meeting_notices_meeting_fkey foreign key (subdistrict, meeting_id) references meetings (subdistrict, id)
);
select distribute('meeting_notices');

-- Append only: who did what, and the words that went with it.
create table meeting_entries (
  subdistrict text collate "C" not null,
  id uuid not null,
  meeting_id uuid not null,
  at timestamptz not null,
  step text not null,
  actor_account uuid,
  actor_name text not null,
  topic_id uuid,
  words text not null default '',
  constraint meeting_entries_pkey primary key (subdistrict, id),
  constraint meeting_entries_meeting_fkey foreign key (subdistrict, meeting_id) references meetings (subdistrict, id)
);
select distribute('meeting_entries');
create index meeting_entries_by_meeting on meeting_entries (subdistrict, meeting_id, at);

create table meeting_tasks (
  subdistrict text collate "C" not null,
  id uuid not null,
  meeting_id uuid not null,
  topic_id uuid not null,
  title text not null,
  owner_account uuid,
  owner_unit uuid,
  owner_area text collate "C",
  due_on date not null,
  state text not null default 'open',
  evidence text,
  created_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  constraint meeting_tasks_pkey primary key (subdistrict, id),
  constraint meeting_tasks_item_fkey foreign key (subdistrict, meeting_id, topic_id) references agenda_items (subdistrict, meeting_id, topic_id),
  constraint meeting_tasks_unit_fkey foreign key (owner_unit) references units (id),
  constraint meeting_tasks_area_fkey foreign key (owner_area) references areas (code),
  constraint meeting_tasks_owner_check check (num_nonnulls(owner_account, owner_unit, owner_area) = 1),
  constraint meeting_tasks_state_check check (state in ('open', 'reported', 'signedOff', 'dropped')),
  constraint meeting_tasks_ended_check check ((state in ('signedOff', 'dropped')) = (ended_at is not null)),
  constraint meeting_tasks_evidence_check check (state not in ('reported', 'signedOff') or evidence is not null)
);
select distribute('meeting_tasks');
-- What is still to be done, the nearest day first.
create index meeting_tasks_by_due on meeting_tasks (subdistrict, due_on, id) where ended_at is null;
create index meeting_tasks_by_meeting on meeting_tasks (subdistrict, meeting_id, created_at);
-- "My tasks" of a person.
create index meeting_tasks_by_account on meeting_tasks (subdistrict, owner_account, due_on) where owner_account is not null;

create table meeting_task_entries (
  subdistrict text collate "C" not null,
  id uuid not null,
  task_id uuid not null,
  at timestamptz not null,
  step text not null,
  actor_account uuid,
  actor_name text not null,
  words text not null default '',
  constraint meeting_task_entries_pkey primary key (subdistrict, id),
  constraint meeting_task_entries_task_fkey foreign key (subdistrict, task_id) references meeting_tasks (subdistrict, id)
);
select distribute('meeting_task_entries');
create index meeting_task_entries_by_task on meeting_task_entries (subdistrict, task_id, at);
