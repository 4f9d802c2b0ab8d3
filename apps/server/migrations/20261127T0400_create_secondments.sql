-- 选派 of party instructors (field.md §1): a call by the district, nominations, confirmation, approval, posting, the end.
create table secondment_calls (
  id uuid not null,
  district_code text collate "C" not null,
  title text not null,
  tasks text not null,
  starts_on date not null,
  ends_on date not null,
  nominate_until date not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  constraint secondment_calls_pkey primary key (id),
  constraint secondment_calls_district_fkey foreign key (district_code) references areas (code),
  constraint secondment_calls_opener_fkey foreign key (opened_by) references accounts (id),
  constraint secondment_calls_days_check check (starts_on <= ends_on and nominate_until <= ends_on)
);
select reference('secondment_calls');
-- The calls of a district, newest first.
create index secondment_calls_by_district on secondment_calls (district_code, opened_at desc);

-- How many each subdistrict asks for.
create table secondment_wants (
  subdistrict text collate "C" not null,
  call_id uuid not null,
  wanted integer not null,
  constraint secondment_wants_pkey primary key (subdistrict, call_id),
  constraint secondment_wants_call_fkey foreign key (call_id) references secondment_calls (id),
  constraint secondment_wants_wanted_check check (wanted between 1 and 200)
);
select distribute('secondment_wants');

-- One person for one call, in the subdistrict that receives. Only secondments/move-secondment.ts writes `state`.
create table secondments (
  subdistrict text collate "C" not null,
  id uuid not null,
  call_id uuid not null,
  account_id uuid not null,
  home_unit text not null,
  nominated_as text not null,
  nominated_by uuid not null,
  nominated_at timestamptz not null,
  state text not null default 'nominated',
  -- What speaks for the person, and the summary at the end: words about a person, sealed.
  statement_sealed bytea not null,
  summary_sealed bytea,
  confirmed_by uuid,
  approved_by uuid,
  ended_at timestamptz,
  version integer not null default 1,
  constraint secondments_pkey primary key (subdistrict, id),
  constraint secondments_call_fkey foreign key (call_id) references secondment_calls (id),
  constraint secondments_account_fkey foreign key (account_id) references accounts (id),
  constraint secondments_nominated_as_check check (nominated_as in ('self', 'unit')),
  constraint secondments_state_check check (state in ('nominated', 'confirmed', 'approved', 'posted', 'ended', 'recalled', 'declined', 'withdrawn')),
  constraint secondments_ended_check check ((state in ('nominated', 'confirmed', 'approved', 'posted')) = (ended_at is null)),
  constraint secondments_summary_check check (state <> 'ended' or summary_sealed is not null),
  -- Nobody confirms or approves their own nomination, and not one person does both.
  constraint secondments_four_eyes_check check (
    confirmed_by is distinct from account_id and approved_by is distinct from account_id and (approved_by is null or approved_by is distinct from confirmed_by))
);
select distribute('secondments');
-- One living nomination of a person for a call in a subdistrict.
create unique index secondments_once on secondments (subdistrict, call_id, account_id) where ended_at is null;
-- The list of a subdistrict, and the counts behind a call.
create index secondments_by_time on secondments (subdistrict, nominated_at desc, id);
create index secondments_by_call on secondments (subdistrict, call_id, state);
-- A person's own.
create index secondments_by_account on secondments (account_id);

-- Where somebody is posted: each is an assignment that ends by itself.
create table secondment_posts (
  subdistrict text collate "C" not null,
  id uuid not null,
  secondment_id uuid not null,
  assignment_id uuid not null,
  tasks text not null,
  constraint secondment_posts_pkey primary key (subdistrict, id),
  constraint secondment_posts_secondment_fkey foreign key (subdistrict, secondment_id) references secondments (subdistrict, id),
  constraint secondment_posts_assignment_fkey foreign key (assignment_id) references assignments (id)
);
select distribute('secondment_posts');
create index secondment_posts_by_secondment on secondment_posts (subdistrict, secondment_id);

-- Append only: who did what, and the words that went with it.
create table secondment_entries (
  subdistrict text collate "C" not null,
  id uuid not null,
  secondment_id uuid not null,
  at timestamptz not null,
  step text not null,
  actor_account uuid,
  actor_name text not null,
  words_sealed bytea,
  constraint secondment_entries_pkey primary key (subdistrict, id),
  constraint secondment_entries_secondment_fkey foreign key (subdistrict, secondment_id) references secondments (subdistrict, id)
);
select distribute('secondment_entries');
create index secondment_entries_by_secondment on secondment_entries (subdistrict, secondment_id, at);
