-- 网格资源数据库 (field.md §4). Every personal column has its entry in registry/data-dictionary.ts; a test compares.
create table households (
  subdistrict text collate "C" not null,
  id uuid not null,
  kind text not null,
  grid_code text collate "C" not null,
  building_id uuid,
  dwelling_id uuid,
  created_at timestamptz not null,
  ended_at timestamptz,
  constraint households_pkey primary key (subdistrict, id),
  constraint households_grid_fkey foreign key (grid_code) references areas (code),
  constraint households_building_fkey foreign key (subdistrict, building_id) references buildings (subdistrict, id),
  constraint households_dwelling_fkey foreign key (subdistrict, dwelling_id) references dwellings (subdistrict, id),
  constraint households_kind_check check (kind in ('resident', 'rental', 'collective')),
  constraint households_tenant_check check (left(grid_code, 9) = subdistrict and length(grid_code) = 15)
);
select distribute('households');
-- Who lives behind this door.
create index households_by_dwelling on households (subdistrict, dwelling_id) where ended_at is null;
create index households_by_building on households (subdistrict, building_id) where ended_at is null;

create table persons (
  subdistrict text collate "C" not null,
  id uuid not null,
  grid_code text collate "C" not null,
  household_id uuid,
  -- Under 14 every field is sensitive (PIPL art. 31): these stay empty and the values lie sealed in person_secrets.
  name text,
  sex text,
  birth_date date,
  relation text,
  is_contact boolean not null default false,
  is_minor boolean not null default false,
  -- Tokens of the name, each begun with the tenant: a search reads one tenant's entries only.
  search tsvector not null default '',
  -- Field → {source, by, at, until, purposes}: where each fact comes from and how long it holds.
  facts jsonb not null default '{}',
  -- The earliest day on which one of the facts is stale.
  stale_on date,
  -- The resident's own account, once they signed in and were recognised.
  account_id uuid,
  merged_into uuid,
  ended_at timestamptz,
  ended_why text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  constraint persons_pkey primary key (subdistrict, id),
  constraint persons_grid_fkey foreign key (grid_code) references areas (code),
  constraint persons_household_fkey foreign key (subdistrict, household_id) references households (subdistrict, id),
  constraint persons_account_fkey foreign key (account_id) references accounts (id),
  constraint persons_merged_fkey foreign key (subdistrict, merged_into) references persons (subdistrict, id),
  constraint persons_sex_check check (sex in ('female', 'male')),
  constraint persons_relation_check check (relation in (
    'self', 'spouse', 'child', 'parent', 'grandparent', 'grandchild', 'sibling', 'relative', 'tenant', 'carer', 'other')),
  constraint persons_ended_check check ((ended_at is null) = (ended_why is null)),
  constraint persons_ended_why_check check (ended_why in ('movedAway', 'died', 'enteredByMistake', 'merged', 'deleted', 'importUndone')),
  constraint persons_merged_check check ((ended_why = 'merged') is not distinct from (merged_into is not null) or ended_why is null and merged_into is null),
  -- A living record of an adult has a name; a child's never lies open.
  constraint persons_minor_check check (not is_minor or (name is null and sex is null and birth_date is null and relation is null)),
  constraint persons_name_check check (is_minor or ended_at is not null or name is not null),
  constraint persons_tenant_check check (left(grid_code, 9) = subdistrict and length(grid_code) = 15)
);
select distribute('persons');
create index persons_by_household on persons (subdistrict, household_id) where ended_at is null;
-- Find by any two characters of a name, or by its initials.
create index persons_search on persons using gin (search) where ended_at is null;
-- The next round of a grid.
create index persons_by_stale on persons (subdistrict, grid_code, stale_on, id) where ended_at is null;
-- A resident's own record.
create index persons_by_account on persons (account_id) where account_id is not null;

-- Sensitive values, sealed under the person's own key (data_keys): a list never reads this table.
create table person_secrets (
  subdistrict text collate "C" not null,
  person_id uuid not null,
  field text not null,
  sealed bytea not null,
  -- Keyed: finds a whole number without storing it.
  blind_index bytea,
  -- Last 4 of a phone; last 2 of an ID, since first 6, birth date and last 4 are the whole of it.
  ending text,
  kind text,
  constraint person_secrets_pkey primary key (subdistrict, person_id, field),
  constraint person_secrets_person_fkey foreign key (subdistrict, person_id) references persons (subdistrict, id),
  constraint person_secrets_field_check check (field in ('name', 'sex', 'birthDate', 'relation', 'phone', 'idNumber')),
  constraint person_secrets_ending_check check (length(ending) <= case field when 'phone' then 4 when 'idNumber' then 2 else 0 end)
);
select distribute('person_secrets');
create index person_secrets_by_index on person_secrets (subdistrict, blind_index) where blind_index is not null;

-- Party membership: a table and a permission of its own.
create table party_memberships (
  subdistrict text collate "C" not null,
  person_id uuid not null,
  sealed bytea not null,
  changed_at timestamptz not null,
  constraint party_memberships_pkey primary key (subdistrict, person_id),
  constraint party_memberships_person_fkey foreign key (subdistrict, person_id) references persons (subdistrict, id)
);
select distribute('party_memberships');

-- 关爱对象: only the trio of the grid sees it, and no entry is without a day on which it is looked at again.
create table care_entries (
  subdistrict text collate "C" not null,
  id uuid not null,
  person_id uuid not null,
  grid_code text collate "C" not null,
  care_group text not null,
  level text not null,
  review_on date not null,
  needs_sealed bytea not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  constraint care_entries_pkey primary key (subdistrict, id),
  constraint care_entries_person_fkey foreign key (subdistrict, person_id) references persons (subdistrict, id),
  constraint care_entries_group_check check (care_group in ('aged80', 'livingAlone', 'disabled', 'lowIncome', 'childInNeed', 'bereaved', 'veteran')),
  constraint care_entries_level_check check (level in ('weekly', 'monthly', 'quarterly'))
);
select distribute('care_entries');
create unique index care_entries_by_person on care_entries (subdistrict, person_id, care_group) where ended_at is null;
-- Whose review is due in a grid.
create index care_entries_by_review on care_entries (subdistrict, grid_code, review_on) where ended_at is null;

-- What was changed, when, by whom; the values before and after are sealed under the person's key and go with it.
create table person_changes (
  subdistrict text collate "C" not null,
  id uuid not null,
  person_id uuid not null,
  change text not null,
  fields text[] not null,
  source text not null,
  before_sealed bytea,
  changed_by uuid,
  import_id uuid,
  changed_at timestamptz not null,
  constraint person_changes_pkey primary key (subdistrict, id),
  constraint person_changes_person_fkey foreign key (subdistrict, person_id) references persons (subdistrict, id),
  constraint person_changes_change_check check (change in ('entered', 'corrected', 'confirmed', 'moved', 'merged', 'split', 'imported', 'undone', 'ended')),
  constraint person_changes_source_check check (source in ('visit', 'phone', 'resident', 'import', 'official', 'enterprise'))
);
select distribute('person_changes');
create index person_changes_by_person on person_changes (subdistrict, person_id, changed_at desc);

-- Who saw whole values, and why: shown to the resident, and counted for the limit per hour.
create table reveals (
  subdistrict text collate "C" not null,
  id uuid not null,
  person_id uuid not null,
  account_id uuid not null,
  role text not null,
  purpose text not null,
  reason_sealed bytea not null,
  at timestamptz not null,
  constraint reveals_pkey primary key (subdistrict, id),
  constraint reveals_person_fkey foreign key (subdistrict, person_id) references persons (subdistrict, id),
  constraint reveals_purpose_check check (purpose in ('gridService', 'care', 'emergency', 'partyWork', 'ownRequest', 'epidemicControl'))
);
select distribute('reveals');
create index reveals_by_person on reveals (subdistrict, person_id, at desc);
create index reveals_by_account on reveals (subdistrict, account_id, at desc);

-- The link to what a person reported or was helped with; the case itself is kept once, in requests.
create table person_requests (
  subdistrict text collate "C" not null,
  person_id uuid not null,
  request_id uuid not null,
  constraint person_requests_pkey primary key (subdistrict, person_id, request_id),
  constraint person_requests_person_fkey foreign key (subdistrict, person_id) references persons (subdistrict, id),
  constraint person_requests_request_fkey foreign key (subdistrict, request_id) references requests (subdistrict, id)
);
select distribute('person_requests');

create table enterprises (
  subdistrict text collate "C" not null,
  id uuid not null,
  kind text not null,
  name text not null,
  credit_code text collate "C",
  industry text not null,
  size text,
  grid_code text collate "C" not null,
  building_id uuid,
  address text not null,
  search tsvector not null default '',
  contact_name_sealed bytea,
  contact_phone_sealed bytea,
  contact_phone_ending text,
  contact_account_id uuid,
  source text not null,
  recorded_by uuid,
  verified_at timestamptz not null,
  stale_on date not null,
  ended_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  constraint enterprises_pkey primary key (subdistrict, id),
  constraint enterprises_grid_fkey foreign key (grid_code) references areas (code),
  constraint enterprises_building_fkey foreign key (subdistrict, building_id) references buildings (subdistrict, id),
  constraint enterprises_contact_fkey foreign key (contact_account_id) references accounts (id),
  constraint enterprises_kind_check check (kind in ('enterprise', 'individualBusiness', 'socialOrganisation')),
  constraint enterprises_size_check check (size in ('large', 'medium', 'small', 'micro')),
  constraint enterprises_source_check check (source in ('visit', 'phone', 'resident', 'import', 'official', 'enterprise')),
  constraint enterprises_credit_code_check check (credit_code ~ '^[0-9A-HJ-NP-RT-UW-Y]{18}$'),
  constraint enterprises_tenant_check check (left(grid_code, 9) = subdistrict and length(grid_code) = 15)
);
select distribute('enterprises');
create unique index enterprises_by_credit_code on enterprises (subdistrict, credit_code) where credit_code is not null and ended_at is null;
create index enterprises_by_grid on enterprises (subdistrict, grid_code, name, id) where ended_at is null;
create index enterprises_search on enterprises using gin (search) where ended_at is null;

create table resources (
  subdistrict text collate "C" not null,
  id uuid not null,
  kind text not null,
  title text not null,
  detail text not null default '',
  grid_code text collate "C" not null,
  person_id uuid,
  enterprise_id uuid,
  offered_until date,
  search tsvector not null default '',
  ended_at timestamptz,
  changed_at timestamptz not null,
  constraint resources_pkey primary key (subdistrict, id),
  constraint resources_grid_fkey foreign key (grid_code) references areas (code),
  constraint resources_person_fkey foreign key (subdistrict, person_id) references persons (subdistrict, id),
  constraint resources_enterprise_fkey foreign key (subdistrict, enterprise_id) references enterprises (subdistrict, id),
  constraint resources_kind_check check (kind in ('skill', 'room', 'goods', 'service')),
  constraint resources_tenant_check check (left(grid_code, 9) = subdistrict and length(grid_code) = 15)
);
select distribute('resources');
create index resources_by_grid on resources (subdistrict, grid_code, kind, title) where ended_at is null;
create index resources_search on resources using gin (search) where ended_at is null;

-- Fresh facts counted each week by grid, so that the page can show how the share moved.
create table freshness_weeks (
  subdistrict text collate "C" not null,
  grid_code text collate "C" not null,
  week date not null,
  people integer not null,
  facts integer not null,
  fresh integer not null,
  constraint freshness_weeks_pkey primary key (subdistrict, grid_code, week)
);
select distribute('freshness_weeks');
