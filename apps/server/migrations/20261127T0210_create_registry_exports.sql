-- Lists that leave the registry (field.md §5.7): a purpose, a reason, a recipient; whole values or many rows only with a
-- second person; the file sealed under a key of its own, taken once, destroyed then or after 72 hours.
create table registry_exports (
  subdistrict text collate "C" not null,
  id uuid not null,
  -- Stands in the file: day and the end of the id.
  number text not null,
  kind text not null,
  area_code text collate "C" not null,
  household_id uuid,
  fields text[] not null,
  -- False: names, phones and days of birth masked as on the screen.
  whole boolean not null,
  purpose text not null,
  -- Reason and recipient, sealed: either may name a person.
  details_sealed bytea not null,
  row_count integer not null,
  state text not null,
  -- In which role the asker asked: the resident reads it among those who looked.
  role text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decided_words text,
  file_sealed bytea,
  ready_at timestamptz,
  expires_at timestamptz,
  taken_at timestamptz,
  constraint registry_exports_pkey primary key (subdistrict, id),
  constraint registry_exports_area_fkey foreign key (area_code) references areas (code),
  constraint registry_exports_household_fkey foreign key (subdistrict, household_id) references households (subdistrict, id),
  constraint registry_exports_asked_fkey foreign key (asked_by) references accounts (id),
  constraint registry_exports_decided_fkey foreign key (decided_by) references accounts (id),
  constraint registry_exports_kind_check check (kind in ('people', 'enterprises', 'resources')),
  constraint registry_exports_state_check check (state in ('asked', 'approved', 'ready', 'taken', 'expired', 'declined', 'withdrawn')),
  constraint registry_exports_purpose_check check (purpose in ('gridService', 'care', 'emergency', 'partyWork', 'ownRequest', 'epidemicControl')),
  -- Two people: nobody approves what they asked for themselves.
  constraint registry_exports_two_people_check check (decided_by <> asked_by),
  -- Without a second person: only masked, and only a few.
  constraint registry_exports_alone_check check (decided_by is not null or state in ('asked', 'withdrawn') or (not whole and row_count <= 50)),
  -- The file lies here exactly while it may be taken.
  constraint registry_exports_file_check check ((state = 'ready') = (file_sealed is not null) and (state <> 'ready' or expires_at is not null)),
  constraint registry_exports_tenant_check check (left(area_code, 9) = subdistrict)
);
select distribute('registry_exports');
-- The page of the office, newest first.
create index registry_exports_by_time on registry_exports (subdistrict, asked_at desc, id);
-- What one person took without a second one in the last day.
create index registry_exports_by_asker on registry_exports (subdistrict, asked_by, asked_at);
-- What the worker has to make, or to destroy.
create index registry_exports_at_work on registry_exports (subdistrict, id) where state in ('approved', 'ready');

-- A person in an exported list was looked at: told to the resident, not counted against reveals one by one.
alter table reveals add column export_id uuid;
