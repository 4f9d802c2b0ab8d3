-- 请假 with a substitute (field.md §1): a cover is an assignment that names the post it covers and ends by itself.
alter table assignments add column covers uuid;
alter table assignments add constraint assignments_covers_fkey foreign key (covers) references assignments (id);
alter table assignments add constraint assignments_covers_check check (covers is null or (source = 'leaveCover' and valid_to is not null));
-- A range over one value: an equality that GiST knows without an extension.
create type uuid_range as range (subtype = uuid);
-- A post has one substitute at a time; one that took over begins where the other ended.
alter table assignments add constraint assignments_covers_once
  exclude using gist (uuid_range(covers, covers, '[]') with &&, tstzrange(valid_from, valid_to) with &&) where (covers is not null);
-- Who is away now: asked for the trio, the public page and the notice.
create index assignments_by_covers on assignments (covers, valid_from) where covers is not null;

-- Only leaves/move-leave.ts writes `state`. The reason is nobody's but the person's and of who agrees: sealed.
create table leaves (
  subdistrict text collate "C" not null,
  id uuid not null,
  account_id uuid not null,
  state text not null default 'asked',
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  note_sealed bytea,
  asked_at timestamptz not null,
  decided_by uuid,
  decision_sealed bytea,
  constraint leaves_pkey primary key (subdistrict, id),
  constraint leaves_account_fkey foreign key (account_id) references accounts (id),
  constraint leaves_state_check check (state in ('asked', 'agreed', 'declined', 'withdrawn', 'ended')),
  constraint leaves_time_check check (starts_at < ends_at),
  constraint leaves_decided_check check (decided_by is distinct from account_id)
);
select distribute('leaves');
-- A person's own; and whether a substitute is away too.
create index leaves_by_account on leaves (account_id, starts_at desc);
-- The list of an area; and the job that looks for those whose time is over.
create index leaves_by_time on leaves (subdistrict, starts_at desc, id);
create index leaves_to_end on leaves (ends_at) where state = 'agreed';

create table leave_covers (
  subdistrict text collate "C" not null,
  id uuid not null,
  leave_id uuid not null,
  assignment_id uuid not null,
  area_code text collate "C" not null,
  substitute_account uuid not null,
  -- Null until it is agreed; then the rights are this assignment's, with its own end.
  cover_assignment uuid,
  position integer not null,
  constraint leave_covers_pkey primary key (subdistrict, id),
  constraint leave_covers_leave_fkey foreign key (subdistrict, leave_id) references leaves (subdistrict, id),
  constraint leave_covers_assignment_fkey foreign key (assignment_id) references assignments (id),
  constraint leave_covers_substitute_fkey foreign key (substitute_account) references accounts (id),
  constraint leave_covers_cover_fkey foreign key (cover_assignment) references assignments (id),
  constraint leave_covers_tenant_check check (left(area_code, 9) = subdistrict)
);
select distribute('leave_covers');
create index leave_covers_by_leave on leave_covers (subdistrict, leave_id, position);
-- What somebody covers for others.
create index leave_covers_by_substitute on leave_covers (substitute_account);

create table leave_entries (
  subdistrict text collate "C" not null,
  id uuid not null,
  leave_id uuid not null,
  at timestamptz not null,
  step text not null,
  actor_account uuid,
  actor_name text not null,
  words_sealed bytea,
  constraint leave_entries_pkey primary key (subdistrict, id),
  constraint leave_entries_leave_fkey foreign key (subdistrict, leave_id) references leaves (subdistrict, id)
);
select distribute('leave_entries');
create index leave_entries_by_leave on leave_entries (subdistrict, leave_id, at);
