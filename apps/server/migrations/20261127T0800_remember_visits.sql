-- A review of a care entry was made: by whom, when, and whether it goes on. Seen where the entry itself is seen.
create table care_reviews (
  subdistrict text collate "C" not null,
  id uuid not null,
  care_id uuid not null,
  person_id uuid not null,
  outcome text not null,
  reviewed_by uuid not null,
  reviewed_at timestamptz not null,
  constraint care_reviews_pkey primary key (subdistrict, id),
  constraint care_reviews_care_fkey foreign key (subdistrict, care_id) references care_entries (subdistrict, id) on delete cascade,
  constraint care_reviews_outcome_check check (outcome in ('continue', 'end'))
);
select distribute('care_reviews');
-- Visits made to a person, newest first; and what goes with an entry.
create index care_reviews_by_person on care_reviews (subdistrict, person_id, reviewed_at desc);
create index care_reviews_by_care on care_reviews (subdistrict, care_id);

-- What was changed of an enterprise, by whom, and how they knew (field.md §4: changes keep history). The values before
-- are sealed: the contact's are among them.
create table enterprise_changes (
  subdistrict text collate "C" not null,
  id uuid not null,
  enterprise_id uuid not null,
  change text not null,
  fields text[] not null,
  source text not null,
  before_sealed bytea,
  changed_by uuid,
  changed_at timestamptz not null,
  constraint enterprise_changes_pkey primary key (subdistrict, id),
  constraint enterprise_changes_enterprise_fkey foreign key (subdistrict, enterprise_id) references enterprises (subdistrict, id),
  constraint enterprise_changes_change_check check (change in ('entered', 'corrected', 'confirmed')),
  constraint enterprise_changes_source_check check (source in ('visit', 'phone', 'resident', 'import', 'official', 'enterprise'))
);
select distribute('enterprise_changes');
create index enterprise_changes_by_enterprise on enterprise_changes (subdistrict, enterprise_id, changed_at desc);

-- What was heard at one door; what a person or an enterprise offers.
create index need_notes_by_household on need_notes (subdistrict, household_id, noted_at desc) where household_id is not null and withdrawn_at is null;
create index resources_by_person on resources (subdistrict, person_id) where person_id is not null and ended_at is null;
create index resources_by_enterprise on resources (subdistrict, enterprise_id) where enterprise_id is not null and ended_at is null;
