-- One hash chain per tenant (9 digits) and one for the deployment's own acts (6 digits of the district).
-- hash = sha256(previous hash || sequence as 8 bytes || payload); payload = length-prefixed fields, made in history/audit-bytes.ts.
create table audit_heads (
  subdistrict text collate "C" not null,
  seq bigint not null default 0,
  hash bytea not null default '\x0000000000000000000000000000000000000000000000000000000000000000',
  constraint audit_heads_pkey primary key (subdistrict),
  constraint audit_heads_tenant_check check (subdistrict ~ '^[0-9]{6}([0-9]{3})?$')
);
select distribute('audit_heads');

create table audit_events (
  subdistrict text collate "C" not null,
  seq bigint not null,
  at timestamptz not null,
  -- Pseudonyms: keyed hashes of account and target, so erasing a person keeps the chain whole.
  actor text not null,
  action text not null,
  target text not null,
  -- A reason is personal data of whoever wrote it: ciphertext.
  reason_sealed bytea,
  payload bytea not null,
  hash bytea not null,
  constraint audit_events_pkey primary key (subdistrict, seq)
);
select distribute('audit_events');
-- "Who looked at this case": by target, newest first.
create index audit_events_by_target on audit_events (subdistrict, target, seq desc);
