-- 楼长 (field.md §1): limited tasks that expire. The role gives no right of its own; what a captain may do stands here.
create table captains (
  subdistrict text collate "C" not null,
  id uuid not null,
  building_id uuid not null,
  grid_code text collate "C" not null,
  name_sealed bytea not null,
  -- Only captains/move-captain.ts writes it.
  state text not null default 'invited',
  invited_by uuid not null,
  invited_at timestamptz not null,
  link_hash bytea,
  link_expires_at timestamptz not null,
  account_id uuid,
  assignment_id uuid,
  ends_at timestamptz,
  constraint captains_pkey primary key (subdistrict, id),
  constraint captains_building_fkey foreign key (subdistrict, building_id) references buildings (subdistrict, id),
  constraint captains_grid_fkey foreign key (grid_code) references areas (code),
  constraint captains_account_fkey foreign key (account_id) references accounts (id),
  constraint captains_assignment_fkey foreign key (assignment_id) references assignments (id),
  constraint captains_state_check check (state in ('invited', 'active', 'ended')),
  constraint captains_active_check check (state <> 'active' or (account_id is not null and assignment_id is not null)),
  -- A link is spent when it is used.
  constraint captains_link_check check ((state = 'invited') = (link_hash is not null)),
  constraint captains_tenant_check check (left(grid_code, 9) = subdistrict)
);
select distribute('captains');
create unique index captains_by_link on captains (subdistrict, link_hash) where link_hash is not null;
-- One neighbour is captain of a building once.
create unique index captains_once on captains (subdistrict, building_id, account_id) where state = 'active';
create index captains_by_grid on captains (subdistrict, grid_code, building_id);
create index captains_by_account on captains (account_id) where account_id is not null;

create table captain_tasks (
  subdistrict text collate "C" not null,
  id uuid not null,
  captain_id uuid not null,
  request_id uuid,
  kind text not null,
  words_sealed bytea not null,
  state text not null default 'open',
  asked_by uuid not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  answer_sealed bytea,
  answered_at timestamptz,
  constraint captain_tasks_pkey primary key (subdistrict, id),
  constraint captain_tasks_captain_fkey foreign key (subdistrict, captain_id) references captains (subdistrict, id),
  constraint captain_tasks_request_fkey foreign key (subdistrict, request_id) references requests (subdistrict, id),
  constraint captain_tasks_kind_check check (kind in ('ask', 'confirm')),
  constraint captain_tasks_state_check check (state in ('open', 'answered', 'withdrawn')),
  constraint captain_tasks_answer_check check ((state = 'answered') = (answer_sealed is not null) and (state = 'answered') = (answered_at is not null)),
  -- Limited in time: two weeks at most.
  constraint captain_tasks_expiry_check check (expires_at > asked_at and expires_at <= asked_at + interval '15 days')
);
select distribute('captain_tasks');
create index captain_tasks_by_captain on captain_tasks (subdistrict, captain_id, asked_at desc);
create index captain_tasks_by_request on captain_tasks (subdistrict, request_id) where request_id is not null;
-- A captain's answer is for the team: never an entry the reporter reads.
alter table request_entries add constraint request_entries_captain_check check (told is null or step <> 'captain');
