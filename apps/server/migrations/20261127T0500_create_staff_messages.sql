-- Telling staff: an inbox for each person, and where a message goes besides it (field.md §5.5).
-- The sections another change may have added before this one runs stay in the list.
do $$
declare
  known text[] := array(
    select m[1] from pg_constraint, regexp_matches(pg_get_constraintdef(oid), '''([^'']+)''::text', 'g') m
    where conname = 'configuration_versions_section_check');
begin
  alter table configuration_versions drop constraint configuration_versions_section_check;
  execute 'alter table configuration_versions add constraint configuration_versions_section_check check (section in ('
    || (select string_agg(distinct quote_literal(section), ', ') from unnest(known || 'messages'::text) as section) || '))';
end $$;

-- Local like the outbox: a person of several subdistricts has one inbox.
create table staff_messages (
  id uuid not null,
  account_id uuid not null,
  -- Whose matter it is; its subdistrict's quiet hours hold.
  area_code text collate "C" not null,
  kind text not null,
  about text not null,
  link text not null,
  urgent boolean not null,
  -- Twice the same event, one message.
  dedupe_key text not null,
  created_at timestamptz not null,
  read_at timestamptz,
  -- When it may leave by SMS, WeCom or e-mail: at once, after the quiet hours, or with the digest of the day.
  deliver_at timestamptz not null,
  delivered_at timestamptz,
  constraint staff_messages_pkey primary key (id),
  constraint staff_messages_account_fkey foreign key (account_id) references accounts (id),
  constraint staff_messages_dedupe_key unique (account_id, dedupe_key),
  constraint staff_messages_link_check check (link ~ '^/[a-z]')
);
-- The inbox of a person, newest first.
create index staff_messages_by_account on staff_messages (account_id, created_at desc, id desc);
-- The number on the bell.
create index staff_messages_unread on staff_messages (account_id) where read_at is null;
-- What is due to leave.
create index staff_messages_due on staff_messages (deliver_at) where delivered_at is null;

create table delivery_addresses (
  account_id uuid not null,
  channel text not null,
  address_sealed bytea not null,
  address_mask text not null,
  wanted boolean not null default true,
  -- By the code sent there, or by the office that set it.
  proved_at timestamptz,
  set_by uuid,
  code_hash bytea,
  code_sent_at timestamptz,
  code_attempts integer not null default 0,
  constraint delivery_addresses_pkey primary key (account_id, channel),
  constraint delivery_addresses_account_fkey foreign key (account_id) references accounts (id),
  constraint delivery_addresses_channel_check check (channel in ('sms', 'wecom', 'email')),
  constraint delivery_addresses_code_check check ((code_hash is null) = (code_sent_at is null))
);

-- Back-off and what went wrong, as a code: never a number or a name.
alter table outbox add column next_try_at timestamptz, add column fault text, add column link text;
update outbox set next_try_at = created_at, fault = case state when 'failed' then 'unknown' end;
alter table outbox alter column next_try_at set not null;
alter table outbox add constraint outbox_fault_check check (state <> 'failed' or fault is not null);
-- What is to be sent now.
create index outbox_waiting on outbox (next_try_at, created_at) where state = 'waiting';
