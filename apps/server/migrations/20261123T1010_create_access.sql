create table units (
  id uuid not null,
  area_code text collate "C" not null,
  name text not null,
  kind text not null,
  active boolean not null default true,
  constraint units_pkey primary key (id),
  constraint units_area_fkey foreign key (area_code) references areas (code),
  constraint units_name_key unique (area_code, name),
  constraint units_kind_check check (kind in ('department', 'committee', 'station'))
);
select reference('units');

-- A person who signs in. What they may do stands in `assignments`, never here.
create table accounts (
  id uuid not null,
  kind text not null,
  name text not null,
  login text collate "C",
  -- argon2id, with its parameters.
  password_hash text,
  totp_sealed bytea,
  -- The last TOTP step used: a code is good once (RFC 6238 §5.2).
  totp_last_step bigint,
  -- A resident's phone: sealed, found by its keyed index, last four digits for the mask.
  phone_sealed bytea,
  phone_index bytea,
  phone_ending text,
  -- Shown to everybody on "谁是我的网格员".
  duty_phone text,
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null,
  disabled_at timestamptz,
  constraint accounts_pkey primary key (id),
  constraint accounts_kind_check check (kind in ('staff', 'resident')),
  constraint accounts_login_key unique (login),
  constraint accounts_phone_index_key unique (phone_index),
  constraint accounts_password_needs_login check (password_hash is null or login is not null)
);
select reference('accounts');

-- A role is a dated assignment to an area (field.md §1). The rows are the history: none is deleted.
create table assignments (
  id uuid not null,
  account_id uuid not null,
  role text not null,
  area_code text collate "C" not null,
  unit_id uuid,
  source text not null default 'post',
  employment text,
  valid_from timestamptz not null,
  valid_to timestamptz,
  assigned_by uuid,
  assigned_at timestamptz not null,
  ended_by uuid,
  ended_reason text,
  constraint assignments_pkey primary key (id),
  constraint assignments_account_fkey foreign key (account_id) references accounts (id),
  constraint assignments_area_fkey foreign key (area_code) references areas (code),
  constraint assignments_unit_fkey foreign key (unit_id) references units (id),
  constraint assignments_role_check check (role in (
    'resident', 'enterpriseContact', 'partyMember', 'volunteer', 'buildingCaptain',
    'gridOfficer', 'branchSecretary', 'partyInstructor', 'communityLead', 'subdistrictStaff',
    'departmentContact', 'districtStaff', 'systemAdmin', 'securityAdmin', 'auditor')),
  constraint assignments_source_check check (source in ('post', 'secondment', 'whistle', 'leaveCover')),
  constraint assignments_employment_check check (employment in ('fullTime', 'partTime', 'specialist')),
  constraint assignments_time_check check (valid_to is null or valid_to >= valid_from),
  constraint assignments_unit_check check ((role = 'departmentContact') = (unit_id is not null))
);
select reference('assignments');
-- What an account may do: read at every request.
create index assignments_by_account on assignments (account_id, valid_from);
-- Who stands in an area: the trio of a grid, the leads of a community.
create index assignments_by_area on assignments (area_code, role, valid_from);

create table sessions (
  id uuid not null,
  -- SHA-256 of the 256-bit token in the cookie.
  token_hash bytea not null,
  account_id uuid not null,
  device text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  second_factor_at timestamptz,
  ended_at timestamptz,
  constraint sessions_pkey primary key (id),
  constraint sessions_token_key unique (token_hash),
  constraint sessions_account_fkey foreign key (account_id) references accounts (id)
);
create index sessions_by_account on sessions (account_id, last_seen_at desc) where ended_at is null;

create table phone_codes (
  phone_index bytea not null,
  code_hash bytea not null,
  expires_at timestamptz not null,
  sent_at timestamptz not null,
  attempts integer not null default 0,
  constraint phone_codes_pkey primary key (phone_index)
);

create table invitations (
  token_hash bytea not null,
  account_id uuid not null,
  totp_sealed bytea not null,
  expires_at timestamptz not null,
  created_by uuid,
  created_at timestamptz not null,
  used_at timestamptz,
  constraint invitations_pkey primary key (token_hash),
  constraint invitations_account_fkey foreign key (account_id) references accounts (id)
);
-- A new invitation ends the older ones of the account.
create index invitations_by_account on invitations (account_id) where used_at is null;

create table api_keys (
  id uuid not null,
  name text not null,
  -- First characters, to tell keys apart in a list.
  prefix text not null,
  key_hash bytea not null,
  scopes text[] not null,
  area_code text collate "C" not null,
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  constraint api_keys_pkey primary key (id),
  constraint api_keys_hash_key unique (key_hash),
  constraint api_keys_area_fkey foreign key (area_code) references areas (code),
  constraint api_keys_creator_fkey foreign key (created_by) references accounts (id),
  constraint api_keys_scopes_check check (scopes <@ array['open311.read', 'open311.write', 'requests.read', 'requests.file'])
);
select reference('api_keys');
