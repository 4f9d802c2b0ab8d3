-- Every `create table` is followed by distribute() or reference(): where Citus is present the table is sharded by
-- subdistrict or copied to every node; elsewhere the functions do nothing (docs/ARCHITECTURE.md, "Data that can leave one machine").
create function distribute(table_name text) returns void language plpgsql as $$
begin
  if exists (select from pg_extension where extname = 'citus') then
    execute format('select create_distributed_table(%L, %L)', table_name, 'subdistrict');
  end if;
end $$;

create function reference(table_name text) returns void language plpgsql as $$
begin
  if exists (select from pg_extension where extname = 'citus') then
    execute format('select create_reference_table(%L)', table_name);
  end if;
end $$;

-- A message that leaves the house (SMS, WeCom, e-mail). Written with the change that causes it; a job sends it afterwards.
create table outbox (
  id uuid not null,
  channel text not null,
  -- Whose message it is: the tenant, or empty for the deployment's own (sign-in codes).
  area_code text not null,
  recipient_sealed bytea not null,
  recipient_mask text not null,
  text_sealed bytea not null,
  -- Twice the same event, one message.
  dedupe_key text not null,
  state text not null default 'waiting',
  attempts integer not null default 0,
  created_at timestamptz not null,
  sent_at timestamptz,
  constraint outbox_pkey primary key (id),
  constraint outbox_dedupe_key unique (dedupe_key),
  constraint outbox_state_check check (state in ('waiting', 'sent', 'failed')),
  constraint outbox_channel_check check (channel in ('sms', 'wecom', 'email'))
);
-- What is still to send, and the page that shows the newest.
create index outbox_by_time on outbox (created_at desc);

-- The first answer to a write, kept 72 hours for the second tap. `reply` is null while the first is under way.
create table idempotency_results (
  person_key text not null,
  route text not null,
  key uuid not null,
  body_hash bytea not null,
  status integer,
  -- Sealed: a reply can hold a receipt link.
  reply_sealed bytea,
  created_at timestamptz not null,
  constraint idempotency_results_pkey primary key (person_key, route, key)
);
create index idempotency_results_by_time on idempotency_results (created_at);

-- Counters of fixed windows; limits hold over all server processes.
create table rate_limits (
  bucket text not null,
  window_start timestamptz not null,
  hits integer not null,
  constraint rate_limits_pkey primary key (bucket, window_start)
);
