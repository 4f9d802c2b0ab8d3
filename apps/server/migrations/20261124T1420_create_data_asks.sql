-- What people ask about their own data (PIPL art. 44–50): each with a clock and somebody who answers.
create table data_asks (
  subdistrict text collate "C" not null,
  id uuid not null,
  -- Whom it is about; unknown until a resident is recognised.
  person_id uuid,
  grid_code text collate "C" not null,
  account_id uuid not null,
  kind text not null,
  state text not null default 'open',
  -- What was asked, sealed under the person's key (for `link`, under the deployment's): it goes with the person.
  details_sealed bytea not null,
  due_on date not null,
  created_at timestamptz not null,
  answered_by uuid,
  answered_at timestamptz,
  answer text,
  constraint data_asks_pkey primary key (subdistrict, id),
  constraint data_asks_person_fkey foreign key (subdistrict, person_id) references persons (subdistrict, id),
  constraint data_asks_account_fkey foreign key (account_id) references accounts (id),
  constraint data_asks_kind_check check (kind in ('link', 'correction', 'deletion')),
  constraint data_asks_state_check check (state in ('open', 'done', 'declined', 'withdrawn')),
  constraint data_asks_answered_check check ((state in ('done', 'declined')) = (answered_at is not null)),
  -- Only who is not yet recognised asks without a record.
  constraint data_asks_person_check check (person_id is not null or kind = 'link')
);
select distribute('data_asks');
-- What the office has to answer, by its day.
create index data_asks_open on data_asks (subdistrict, due_on, id) where state = 'open';
create index data_asks_by_account on data_asks (account_id, created_at desc);
create index data_asks_by_person on data_asks (subdistrict, person_id);
