-- 承诺: what was promised to the resident of a case, by what day, and who keeps it.
create table promises (
  subdistrict text collate "C" not null,
  id uuid not null,
  request_id uuid not null,
  -- Sealed; null once its time of keeping is over.
  words_sealed bytea,
  due_on date not null,
  -- Only promises/move-promise.ts writes it.
  state text not null default 'open',
  owner_account uuid not null,
  made_by uuid not null,
  made_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  constraint promises_pkey primary key (subdistrict, id),
  constraint promises_request_fkey foreign key (subdistrict, request_id) references requests (subdistrict, id),
  constraint promises_owner_fkey foreign key (owner_account) references accounts (id),
  constraint promises_state_check check (state in ('open', 'kept', 'takenBack')),
  constraint promises_ended_check check ((state = 'open') = (ended_at is null)),
  constraint promises_words_check check (state <> 'open' or words_sealed is not null)
);
select distribute('promises');
-- On the case.
create index promises_by_request on promises (subdistrict, request_id, made_at);
-- "My promises", due first, and what somebody hands over.
create index promises_by_owner on promises (subdistrict, owner_account, due_on, id);
-- Whom the day's job reminds.
create index promises_due on promises (due_on) where state = 'open';
