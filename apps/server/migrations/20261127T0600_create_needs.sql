-- 需求池 (field.md §3): what was heard at the door, gathered without anybody's name. A note is small: no track, no photo,
-- no fixed hour; it may be written days later, and a refusal is a valid outcome.
create table need_pools (
  subdistrict text collate "C" not null,
  id uuid not null,
  title text not null,
  state text not null default 'gathering',
  search tsvector not null,
  created_by uuid not null,
  created_at timestamptz not null,
  merged_into uuid,
  ended_by uuid,
  ended_at timestamptz,
  ended_words text,
  constraint need_pools_pkey primary key (subdistrict, id),
  constraint need_pools_merged_fkey foreign key (subdistrict, merged_into) references need_pools (subdistrict, id),
  constraint need_pools_state_check check (state in ('gathering', 'met', 'dropped', 'merged')),
  constraint need_pools_merged_check check ((state = 'merged') = (merged_into is not null)),
  constraint need_pools_ended_check check ((state = 'gathering') = (ended_at is null)),
  -- No phone, no document number in what everybody reads.
  constraint need_pools_title_check check (title !~ '[0-9]{7}')
);
select distribute('need_pools');
-- The list of pools, newest first.
create index need_pools_by_time on need_pools (subdistrict, created_at desc, id);
-- "Somebody wrote this already", while typing.
create index need_pools_search on need_pools using gin (search) where state = 'gathering';

create table need_notes (
  subdistrict text collate "C" not null,
  id uuid not null,
  pool_id uuid,
  outcome text not null,
  grid_code text collate "C" not null,
  heard_on date not null,
  households integer not null,
  -- A few words many may share; who said it is not in them.
  reason text,
  -- What the household said, in its own words: it may speak of a person.
  words_sealed bytea,
  household_id uuid,
  request_id uuid,
  noted_by uuid not null,
  noted_at timestamptz not null,
  withdrawn_at timestamptz,
  constraint need_notes_pkey primary key (subdistrict, id),
  constraint need_notes_pool_fkey foreign key (subdistrict, pool_id) references need_pools (subdistrict, id),
  constraint need_notes_request_fkey foreign key (subdistrict, request_id) references requests (subdistrict, id),
  constraint need_notes_household_fkey foreign key (subdistrict, household_id) references households (subdistrict, id),
  constraint need_notes_grid_fkey foreign key (grid_code) references areas (code),
  constraint need_notes_outcome_check check (outcome in ('heard', 'refused')),
  constraint need_notes_refused_check check ((outcome = 'refused') = (pool_id is null) and (outcome = 'heard' or reason is null)),
  constraint need_notes_households_check check (households between 1 and 500),
  constraint need_notes_one_household_check check (household_id is null or households = 1),
  constraint need_notes_reason_check check (reason !~ '[0-9]{7}'),
  constraint need_notes_tenant_check check (left(grid_code, 9) = subdistrict)
);
select distribute('need_notes');
-- Counting a pool: its households, reasons and places.
create index need_notes_by_pool on need_notes (subdistrict, pool_id) where withdrawn_at is null;
-- What was heard in a grid, newest first.
create index need_notes_by_grid on need_notes (subdistrict, grid_code, noted_at desc, id) where withdrawn_at is null;
-- Words that are no longer kept.
create index need_notes_to_forget on need_notes (subdistrict, noted_at) where words_sealed is not null;
