-- Files of an office on their way into the registry. The rows lie sealed under a key of the import's own, which is
-- destroyed when the import is forgotten: what was in the file is then nowhere but in the records made from it.
create table imports (
  subdistrict text collate "C" not null,
  id uuid not null,
  state text not null,
  file_name text not null,
  sheet_name text not null,
  header text[] not null,
  -- Column of the file for each field; absent where the file has none.
  mapping jsonb not null,
  row_count integer not null,
  -- How many rows the running pass has seen.
  done_count integer not null default 0,
  created_by uuid not null,
  created_at timestamptz not null,
  checked_at timestamptz,
  ended_at timestamptz,
  undone_at timestamptz,
  forgotten_at timestamptz,
  constraint imports_pkey primary key (subdistrict, id),
  constraint imports_account_fkey foreign key (created_by) references accounts (id),
  constraint imports_state_check check (state in ('checking', 'checked', 'running', 'done', 'cancelled', 'undoing', 'undone')),
  constraint imports_ended_check check ((state in ('done', 'cancelled', 'undoing', 'undone')) = (ended_at is not null))
);
select distribute('imports');
create index imports_by_time on imports (subdistrict, created_at desc);
-- What the worker has to do.
create index imports_at_work on imports (subdistrict, id) where state in ('checking', 'running', 'undoing');

create table import_rows (
  subdistrict text collate "C" not null,
  import_id uuid not null,
  -- As the spreadsheet shows it.
  row_number integer not null,
  cells_sealed bytea,
  -- Null until the dry run saw it.
  outcome text,
  -- [{field, column, fault}], no values.
  faults jsonb not null default '[]',
  person_id uuid,
  applied_at timestamptz,
  undone text,
  constraint import_rows_pkey primary key (subdistrict, import_id, row_number),
  constraint import_rows_import_fkey foreign key (subdistrict, import_id) references imports (subdistrict, id),
  constraint import_rows_outcome_check check (outcome in ('new', 'change', 'same', 'wrong')),
  constraint import_rows_undone_check check (undone in ('undone', 'changedSince'))
);
select distribute('import_rows');
create index import_rows_by_outcome on import_rows (subdistrict, import_id, outcome, row_number);
-- Undo restores what an import changed.
create index person_changes_by_import on person_changes (subdistrict, import_id) where import_id is not null;
