-- 逐级上报 (field.md §2): a level that cannot solve a case asks the one above it; the case itself stays where it is.
do $$
declare
  known text[] := array(
    select m[1] from pg_constraint, regexp_matches(pg_get_constraintdef(oid), '''([^'']+)''::text', 'g') m
    where conname = 'configuration_versions_section_check');
begin
  alter table configuration_versions drop constraint configuration_versions_section_check;
  execute 'alter table configuration_versions add constraint configuration_versions_section_check check (section in ('
    || (select string_agg(distinct quote_literal(section), ', ') from unnest(known || 'escalations'::text) as section) || '))';
end $$;

create table escalations (
  subdistrict text collate "C" not null,
  id uuid not null,
  request_id uuid not null,
  -- The escalation it was passed up from.
  below_id uuid,
  state text not null default 'raised',
  from_area text collate "C" not null,
  to_area text collate "C" not null,
  -- Who goes on speaking with the resident.
  contact_area text collate "C" not null,
  -- Where the matter lies, or for a tip-off who has it: from here upwards it is seen.
  origin_area text collate "C" not null,
  place_text text not null,
  tried text not null,
  asked text not null,
  raised_by uuid not null,
  raised_at timestamptz not null,
  due_at timestamptz not null,
  amber_at timestamptz not null,
  decision text,
  ended_at timestamptz,
  version integer not null default 1,
  constraint escalations_pkey primary key (subdistrict, id),
  constraint escalations_request_fkey foreign key (subdistrict, request_id) references requests (subdistrict, id),
  constraint escalations_below_fkey foreign key (subdistrict, below_id) references escalations (subdistrict, id),
  constraint escalations_from_fkey foreign key (from_area) references areas (code),
  constraint escalations_to_fkey foreign key (to_area) references areas (code),
  constraint escalations_contact_fkey foreign key (contact_area) references areas (code),
  constraint escalations_state_check check (state in ('raised', 'accepted', 'takenOver', 'decided', 'returned', 'passedUp', 'recalled')),
  constraint escalations_ended_check check ((state in ('raised', 'accepted', 'takenOver')) = (ended_at is null)),
  constraint escalations_decision_check check (state not in ('decided', 'returned') or decision is not null),
  -- One level up, never two.
  constraint escalations_level_check check (to_area = left(from_area, length(from_area) - 3)),
  constraint escalations_tenant_check check (left(from_area, 9) = subdistrict)
);
select distribute('escalations');
-- What waits for a level, and what an area sent up: open ones by their end.
create index escalations_by_due on escalations (subdistrict, due_at, id) where ended_at is null;
create index escalations_by_time on escalations (subdistrict, raised_at desc, id);
-- A case goes up one way at a time.
create unique index escalations_open_by_request on escalations (subdistrict, request_id) where ended_at is null;
-- How a case went up.
create index escalations_by_request on escalations (subdistrict, request_id, raised_at);

-- Append only: who did what, and the words that went with it.
create table escalation_entries (
  subdistrict text collate "C" not null,
  id uuid not null,
  escalation_id uuid not null,
  at timestamptz not null,
  step text not null,
  actor_account uuid,
  actor_name text not null,
  -- For which level: its area.
  area_code text collate "C" not null,
  words text not null default '',
  constraint escalation_entries_pkey primary key (subdistrict, id),
  constraint escalation_entries_escalation_fkey foreign key (subdistrict, escalation_id) references escalations (subdistrict, id),
  constraint escalation_entries_area_fkey foreign key (area_code) references areas (code)
);
select distribute('escalation_entries');
create index escalation_entries_by_escalation on escalation_entries (subdistrict, escalation_id, at);
