-- 交接 (field.md §1): what is open is counted from the records when it is read; nothing of a resident is copied in here.
create table handovers (
  subdistrict text collate "C" not null,
  id uuid not null,
  cause text not null,
  -- The leave or the secondment it belongs to.
  cause_id uuid,
  from_account uuid not null,
  to_account uuid,
  -- Only handovers/move-handover.ts writes it.
  state text not null default 'open',
  opened_at timestamptz not null,
  closed_at timestamptz,
  constraint handovers_pkey primary key (subdistrict, id),
  constraint handovers_from_fkey foreign key (from_account) references accounts (id),
  constraint handovers_to_fkey foreign key (to_account) references accounts (id),
  constraint handovers_cause_check check (cause in ('post', 'leaveStart', 'leaveEnd', 'secondment')),
  constraint handovers_cause_id_check check ((cause = 'post') = (cause_id is null)),
  constraint handovers_state_check check (state in ('open', 'given', 'received', 'done')),
  constraint handovers_closed_check check ((state = 'done') = (closed_at is not null)),
  constraint handovers_two_check check (to_account is distinct from from_account),
  -- Nobody has received what is in nobody's name.
  constraint handovers_received_check check (state not in ('received', 'done') or to_account is not null)
);
select distribute('handovers');
create index handovers_by_time on handovers (subdistrict, opened_at desc, id);
create index handovers_by_cause on handovers (subdistrict, cause_id) where cause_id is not null;
-- What waits for a person.
create index handovers_by_giver on handovers (from_account) where state <> 'done';
create index handovers_by_receiver on handovers (to_account) where state <> 'done';

create table handover_posts (
  subdistrict text collate "C" not null,
  handover_id uuid not null,
  -- The assignment that ends.
  assignment_id uuid not null,
  role text not null,
  area_code text collate "C" not null,
  unit_id uuid,
  constraint handover_posts_pkey primary key (subdistrict, handover_id, assignment_id),
  constraint handover_posts_handover_fkey foreign key (subdistrict, handover_id) references handovers (subdistrict, id),
  constraint handover_posts_assignment_fkey foreign key (assignment_id) references assignments (id),
  constraint handover_posts_area_fkey foreign key (area_code) references areas (code),
  constraint handover_posts_tenant_check check (left(area_code, 9) = subdistrict)
);
select distribute('handover_posts');
-- The job asks which ended assignment has none yet.
create index handover_posts_by_assignment on handover_posts (assignment_id);

create table handover_entries (
  subdistrict text collate "C" not null,
  id uuid not null,
  handover_id uuid not null,
  at timestamptz not null,
  step text not null,
  actor_account uuid,
  actor_name text not null,
  words_sealed bytea,
  -- What was open when a side acknowledged: numbers only.
  counts jsonb,
  constraint handover_entries_pkey primary key (subdistrict, id),
  constraint handover_entries_handover_fkey foreign key (subdistrict, handover_id) references handovers (subdistrict, id)
);
select distribute('handover_entries');
create index handover_entries_by_handover on handover_entries (subdistrict, handover_id, at);
