-- An enterprise sees its own entry: who says that it is its contact, what it would correct, who looked at its contact.
create table enterprise_asks (
  subdistrict text collate "C" not null,
  id uuid not null,
  enterprise_id uuid not null,
  grid_code text collate "C" not null,
  account_id uuid not null,
  kind text not null,
  state text not null default 'open',
  -- Names and numbers of a person: sealed.
  details_sealed bytea not null,
  due_on date not null,
  created_at timestamptz not null,
  answered_by uuid,
  answered_at timestamptz,
  answer text,
  constraint enterprise_asks_pkey primary key (subdistrict, id),
  constraint enterprise_asks_enterprise_fkey foreign key (subdistrict, enterprise_id) references enterprises (subdistrict, id),
  constraint enterprise_asks_account_fkey foreign key (account_id) references accounts (id),
  constraint enterprise_asks_kind_check check (kind in ('link', 'correction')),
  constraint enterprise_asks_state_check check (state in ('open', 'done', 'declined', 'withdrawn')),
  constraint enterprise_asks_answered_check check ((state in ('done', 'declined')) = (answered_at is not null))
);
select distribute('enterprise_asks');
-- What a grid has to answer, by its day.
create index enterprise_asks_open on enterprise_asks (subdistrict, due_on, id) where state = 'open';
create index enterprise_asks_by_account on enterprise_asks (account_id, created_at desc);

-- Who saw the contact's whole number, and why: shown to the enterprise, and counted for the limit per hour.
create table enterprise_reveals (
  subdistrict text collate "C" not null,
  id uuid not null,
  enterprise_id uuid not null,
  account_id uuid not null,
  role text not null,
  reason_sealed bytea not null,
  at timestamptz not null,
  constraint enterprise_reveals_pkey primary key (subdistrict, id),
  constraint enterprise_reveals_enterprise_fkey foreign key (subdistrict, enterprise_id) references enterprises (subdistrict, id)
);
select distribute('enterprise_reveals');
create index enterprise_reveals_by_enterprise on enterprise_reveals (subdistrict, enterprise_id, at desc);
create index enterprise_reveals_by_account on enterprise_reveals (subdistrict, account_id, at desc);

-- The contact's own entries.
create index enterprises_by_contact on enterprises (contact_account_id) where contact_account_id is not null;
