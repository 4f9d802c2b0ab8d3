-- A purpose of a subdistrict ends (field.md §5.1): asked by one, approved by another, destroyed by a job, certified.
create table purpose_endings (
  subdistrict text collate "C" not null,
  id uuid not null,
  purpose text not null,
  state text not null default 'asked',
  -- Words of the office about the campaign, never about a person.
  reason text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decided_words text,
  -- Counts alone, added up batch by batch: {"values": {field: n}, "stayed": {field: n}, "people": n, …}.
  destroyed jsonb not null default '{}',
  ended_at timestamptz,
  -- The head of the audit chain when the last value was gone: printed on the certificate.
  chain_seq bigint,
  chain_hash bytea,
  -- A later campaign may use the purpose again, for what is told from then on.
  restarted_at timestamptz,
  restarted_by uuid,
  restarted_words text,
  constraint purpose_endings_pkey primary key (subdistrict, id),
  constraint purpose_endings_asked_fkey foreign key (asked_by) references accounts (id),
  constraint purpose_endings_decided_fkey foreign key (decided_by) references accounts (id),
  constraint purpose_endings_restarted_fkey foreign key (restarted_by) references accounts (id),
  constraint purpose_endings_purpose_check check (purpose in ('epidemicControl')),
  constraint purpose_endings_state_check check (state in ('asked', 'approved', 'ended', 'declined', 'withdrawn')),
  -- Two people: nobody decides what they asked for themselves.
  constraint purpose_endings_two_people_check check (decided_by <> asked_by),
  constraint purpose_endings_decided_check check ((state in ('approved', 'ended', 'declined')) = (decided_by is not null and decided_at is not null)),
  constraint purpose_endings_ended_check check ((state = 'ended') = (ended_at is not null and chain_seq is not null and chain_hash is not null)),
  constraint purpose_endings_restarted_check check (restarted_at is null or state = 'ended')
);
select distribute('purpose_endings');
-- One at a time; and whether a purpose runs: no approved or ended one without a restart.
create unique index purpose_endings_open on purpose_endings (subdistrict, purpose) where state in ('asked', 'approved');
create unique index purpose_endings_standing on purpose_endings (subdistrict, purpose) where state in ('approved', 'ended') and restarted_at is null;
create index purpose_endings_by_time on purpose_endings (subdistrict, asked_at desc, id);

-- What the end of a purpose did to a record stands in its history.
alter table person_changes drop constraint person_changes_change_check;
alter table person_changes add constraint person_changes_change_check
  check (change in ('entered', 'corrected', 'confirmed', 'moved', 'merged', 'split', 'imported', 'undone', 'ended', 'purposeEnded'));

-- A file of a campaign tells for that campaign alone, and goes with it.
alter table imports add column recorded_for text;
alter table imports add constraint imports_recorded_for_check check (recorded_for in ('epidemicControl'));

-- A destroyed record takes the rows of the files it came with along.
create index import_rows_by_person on import_rows (subdistrict, person_id) where person_id is not null;
