-- 吹哨 (field.md §2): a summons of departments for a case; the case itself stays with its team.
alter table configuration_versions drop constraint configuration_versions_section_check;
alter table configuration_versions add constraint configuration_versions_section_check
  check (section in ('categories', 'limits', 'duties', 'routing', 'templates', 'calendar', 'service', 'whistles'));

create table whistles (
  subdistrict text collate "C" not null,
  id uuid not null,
  number text not null,
  request_id uuid not null,
  kind text not null,
  state text not null default 'blown',
  title text not null,
  need text not null,
  -- Where the matter lies: whose grass roots blow, approve and rate.
  area_code text collate "C" not null,
  place_text text not null,
  blown_by uuid not null,
  blown_at timestamptz not null,
  decided_by uuid,
  decision text,
  due_at timestamptz not null,
  amber_at timestamptz not null,
  supervised_at timestamptz,
  plan text,
  outcome text,
  ended_at timestamptz,
  version integer not null default 1,
  constraint whistles_pkey primary key (subdistrict, id),
  constraint whistles_number_key unique (subdistrict, number),
  constraint whistles_request_fkey foreign key (subdistrict, request_id) references requests (subdistrict, id),
  constraint whistles_area_fkey foreign key (area_code) references areas (code),
  constraint whistles_kind_check check (kind in ('residentsUrge', 'jointEnforcement', 'emergency')),
  constraint whistles_state_check check (state in ('blown', 'declined', 'approved', 'summoned', 'handling', 'done', 'rated', 'recalled')),
  constraint whistles_ended_check check ((state in ('blown', 'approved', 'summoned', 'handling')) = (ended_at is null)),
  constraint whistles_outcome_check check (state not in ('done', 'rated') or outcome is not null),
  -- Nobody approves their own whistle; an emergency may go without approval.
  constraint whistles_decided_check check (decided_by is distinct from blown_by),
  constraint whistles_tenant_check check (left(area_code, 9) = subdistrict)
);
select distribute('whistles');
-- The board: open ones by their end.
create index whistles_by_due on whistles (subdistrict, due_at, id) where ended_at is null;
create index whistles_by_time on whistles (subdistrict, blown_at desc, id);
-- One open whistle a case at a time; the others stay in its history.
create unique index whistles_open_by_request on whistles (subdistrict, request_id) where ended_at is null;
create index whistles_by_request on whistles (subdistrict, request_id);

create table whistle_units (
  subdistrict text collate "C" not null,
  whistle_id uuid not null,
  unit_id uuid not null,
  part text not null,
  state text not null default 'summoned',
  summoned_at timestamptz not null,
  check_in_due_at timestamptz not null,
  amber_at timestamptz not null,
  checked_in_at timestamptz,
  checked_in_by uuid,
  objection text,
  objected_times integer not null default 0,
  decision text,
  reminded_times integer not null default 0,
  stars integer,
  rating_words text,
  constraint whistle_units_pkey primary key (subdistrict, whistle_id, unit_id),
  constraint whistle_units_whistle_fkey foreign key (subdistrict, whistle_id) references whistles (subdistrict, id),
  constraint whistle_units_unit_fkey foreign key (unit_id) references units (id),
  constraint whistle_units_part_check check (part in ('lead', 'supporting')),
  constraint whistle_units_state_check check (state in ('summoned', 'checkedIn', 'objected', 'appealed', 'released')),
  constraint whistle_units_checked_in_check check ((state = 'checkedIn') = (checked_in_at is not null)),
  constraint whistle_units_stars_check check (stars between 1 and 5),
  -- Once to the subdistrict, once more to the district, then it stands.
  constraint whistle_units_objected_check check (objected_times between 0 and 2)
);
select distribute('whistle_units');
-- What a department was summoned to; its figures over time.
create index whistle_units_by_unit on whistle_units (subdistrict, unit_id, summoned_at desc);
-- One department leads.
create unique index whistle_units_lead on whistle_units (subdistrict, whistle_id) where part = 'lead' and state <> 'released';

create table whistle_tasks (
  subdistrict text collate "C" not null,
  id uuid not null,
  whistle_id uuid not null,
  unit_id uuid,
  title text not null,
  due_on date not null,
  state text not null default 'open',
  evidence text,
  created_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  constraint whistle_tasks_pkey primary key (subdistrict, id),
  constraint whistle_tasks_whistle_fkey foreign key (subdistrict, whistle_id) references whistles (subdistrict, id),
  constraint whistle_tasks_unit_fkey foreign key (unit_id) references units (id),
  constraint whistle_tasks_state_check check (state in ('open', 'done', 'dropped')),
  constraint whistle_tasks_ended_check check ((state = 'open') = (ended_at is null) and (state = 'open') = (evidence is null))
);
select distribute('whistle_tasks');
create index whistle_tasks_by_whistle on whistle_tasks (subdistrict, whistle_id, created_at);

-- Append only: who did what, and the words that went with it.
create table whistle_entries (
  subdistrict text collate "C" not null,
  id uuid not null,
  whistle_id uuid not null,
  at timestamptz not null,
  step text not null,
  actor_account uuid,
  actor_name text not null,
  unit_id uuid,
  words text not null default '',
  constraint whistle_entries_pkey primary key (subdistrict, id),
  constraint whistle_entries_whistle_fkey foreign key (subdistrict, whistle_id) references whistles (subdistrict, id),
  constraint whistle_entries_unit_fkey foreign key (unit_id) references units (id)
);
select distribute('whistle_entries');
create index whistle_entries_by_whistle on whistle_entries (subdistrict, whistle_id, at);
