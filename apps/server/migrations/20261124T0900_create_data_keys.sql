-- Which master keys wrap data keys. A row goes when the version is retired: the reference below then refuses both a data
-- key that still needs it and one that a stale server would wrap with it.
create table master_key_versions (
  version integer not null,
  -- Recognises the key file, so that a server with another one stops before it writes what nobody can open.
  fingerprint text not null,
  made_at timestamptz not null,
  constraint master_key_versions_pkey primary key (version),
  constraint master_key_versions_version_check check (version > 0)
);
select reference('master_key_versions');

-- One key per person (or household, or contact): what is sealed under it is gone when it is destroyed, wherever a copy
-- of the ciphertext lies. The key itself is stored only wrapped by a master key, which is never in the database.
create table data_keys (
  subdistrict text collate "C" not null,
  -- The id of whom the key belongs to.
  id uuid not null,
  master_version integer,
  wrapped bytea,
  created_at timestamptz not null,
  destroyed_at timestamptz,
  constraint data_keys_pkey primary key (subdistrict, id),
  constraint data_keys_master_version_fkey foreign key (master_version) references master_key_versions (version),
  -- A destroyed key leaves its id and the hour, so that it is not made again after a restore; the key itself is not kept.
  constraint data_keys_destroyed_check check ((destroyed_at is null) = (wrapped is not null) and (wrapped is null) = (master_version is null)),
  constraint data_keys_tenant_check check (subdistrict ~ '^[0-9]{9}$')
);
select distribute('data_keys');
-- Rotation: the keys of a tenant that still hang on an older master key.
create index data_keys_by_master_version on data_keys (subdistrict, master_version) where master_version is not null;
-- Which people were deleted lately: told to the list that a restore replays.
create index data_keys_by_destruction on data_keys (destroyed_at) where destroyed_at is not null;

-- Blind indexes are 16 bytes from now on: enough to find, half as much to store.
update accounts set phone_index = substring(phone_index for 16) where phone_index is not null;
update phone_codes set phone_index = substring(phone_index for 16);
update request_reporters set phone_index = substring(phone_index for 16) where phone_index is not null;
