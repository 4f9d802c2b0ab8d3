-- 一表通 (field.md §3): a superior's form, defined once and filled from registry and cases. Counts and words, nobody's data.
create table report_forms (
  subdistrict text collate "C" not null,
  id uuid not null,
  name text not null,
  asked_by text not null,
  note text not null default '',
  row_kind text not null,
  row_filter jsonb not null default '{}',
  columns jsonb not null,
  created_by uuid not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  ended_at timestamptz,
  version integer not null default 1,
  constraint report_forms_pkey primary key (subdistrict, id),
  constraint report_forms_account_fkey foreign key (created_by) references accounts (id),
  constraint report_forms_row_kind_check check (row_kind in ('byGrid', 'byCommunity', 'one', 'byBuilding', 'byEnterprise'))
);
select distribute('report_forms');
-- The forms of a subdistrict by name.
create index report_forms_by_name on report_forms (subdistrict, name, id) where ended_at is null;

-- One filling for one period. Its columns are those of the form when it began.
create table report_fills (
  subdistrict text collate "C" not null,
  id uuid not null,
  form_id uuid not null,
  name text not null,
  asked_by text not null,
  row_kind text not null,
  row_filter jsonb not null default '{}',
  columns jsonb not null,
  period_from date not null,
  period_to date not null,
  due_on date not null,
  state text not null default 'draft',
  started_by uuid not null,
  started_at timestamptz not null,
  counted_at timestamptz not null,
  versions integer not null default 0,
  version integer not null default 1,
  constraint report_fills_pkey primary key (subdistrict, id),
  constraint report_fills_form_fkey foreign key (subdistrict, form_id) references report_forms (subdistrict, id),
  constraint report_fills_account_fkey foreign key (started_by) references accounts (id),
  constraint report_fills_row_kind_check check (row_kind in ('byGrid', 'byCommunity', 'one', 'byBuilding', 'byEnterprise')),
  constraint report_fills_state_check check (state in ('draft', 'collecting', 'complete', 'sealed', 'sent', 'cancelled')),
  constraint report_fills_period_check check (period_from <= period_to),
  constraint report_fills_sealed_check check (state not in ('sealed', 'sent') or versions > 0)
);
select distribute('report_fills');
-- What is to be handed in next.
create index report_fills_by_due on report_fills (subdistrict, due_on, id);
create index report_fills_by_form on report_fills (subdistrict, form_id, due_on);

create table report_rows (
  subdistrict text collate "C" not null,
  fill_id uuid not null,
  -- Area code, or the id of a building or enterprise.
  row_key text collate "C" not null,
  position integer not null,
  label text not null,
  area_code text collate "C" not null,
  constraint report_rows_pkey primary key (subdistrict, fill_id, row_key),
  constraint report_rows_fill_fkey foreign key (subdistrict, fill_id) references report_fills (subdistrict, id),
  constraint report_rows_area_fkey foreign key (area_code) references areas (code),
  constraint report_rows_tenant_check check (left(area_code, 9) = subdistrict)
);
select distribute('report_rows');

create table report_cells (
  subdistrict text collate "C" not null,
  fill_id uuid not null,
  row_key text collate "C" not null,
  column_key text not null,
  origin text not null,
  value text,
  numerator integer,
  denominator integer,
  -- A small cell is not kept: a copy of the table tells no more than the form.
  hidden boolean not null default false,
  -- Who is asked for it; null where the system knows.
  asked_area text collate "C",
  typed_by uuid,
  typed_at timestamptz,
  constraint report_cells_pkey primary key (subdistrict, fill_id, row_key, column_key),
  constraint report_cells_row_fkey foreign key (subdistrict, fill_id, row_key) references report_rows (subdistrict, fill_id, row_key) on delete cascade,
  constraint report_cells_area_fkey foreign key (asked_area) references areas (code),
  constraint report_cells_account_fkey foreign key (typed_by) references accounts (id),
  constraint report_cells_origin_check check (origin in ('computed', 'typed', 'missing')),
  constraint report_cells_typed_check check ((origin = 'typed') = (typed_by is not null) and (origin = 'typed') = (typed_at is not null)),
  constraint report_cells_value_check check ((value is null) = (origin = 'missing' or hidden)),
  constraint report_cells_hidden_check check (not hidden or (origin = 'computed' and numerator is null and denominator is null)),
  constraint report_cells_asked_check check ((origin = 'computed') = (asked_area is null))
);
select distribute('report_cells');
-- What is asked of a grid, a community, the office.
create index report_cells_by_asked on report_cells (subdistrict, asked_area, fill_id) where asked_area is not null;

-- What was checked and may be handed over: never changed again.
create table report_versions (
  subdistrict text collate "C" not null,
  fill_id uuid not null,
  version integer not null,
  -- JSON as it was digested, byte for byte.
  content text not null,
  digest bytea not null,
  sealed_by uuid not null,
  sealed_at timestamptz not null,
  sent_to text,
  sent_by uuid,
  sent_at timestamptz,
  constraint report_versions_pkey primary key (subdistrict, fill_id, version),
  constraint report_versions_fill_fkey foreign key (subdistrict, fill_id) references report_fills (subdistrict, id),
  constraint report_versions_sealer_fkey foreign key (sealed_by) references accounts (id),
  constraint report_versions_sender_fkey foreign key (sent_by) references accounts (id),
  constraint report_versions_sent_check check ((sent_at is null) = (sent_by is null) and (sent_at is null) = (sent_to is null))
);
select distribute('report_versions');

-- Append only: who did what to a filling.
create table report_entries (
  subdistrict text collate "C" not null,
  id uuid not null,
  fill_id uuid not null,
  at timestamptz not null,
  step text not null,
  actor_account uuid,
  actor_name text not null,
  words text not null default '',
  constraint report_entries_pkey primary key (subdistrict, id),
  constraint report_entries_fill_fkey foreign key (subdistrict, fill_id) references report_fills (subdistrict, id),
  constraint report_entries_step_check check (step in ('start', 'type', 'recount', 'collect', 'seal', 'send', 'reopen', 'cancel'))
);
select distribute('report_entries');
create index report_entries_by_fill on report_entries (subdistrict, fill_id, at);
