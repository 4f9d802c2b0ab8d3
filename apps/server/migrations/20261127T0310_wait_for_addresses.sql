-- A row whose address alone could not be matched waits for somebody who knows the place; what was picked stands here.
alter table import_rows add column suggestions jsonb;
alter table import_rows add column dwelling_id uuid;
alter table import_rows add column settled text;
alter table import_rows add column settled_by uuid;
alter table import_rows add column settled_at timestamptz;
alter table import_rows add constraint import_rows_dwelling_fkey foreign key (subdistrict, dwelling_id) references dwellings (subdistrict, id);
alter table import_rows add constraint import_rows_settled_check check (settled in ('picked', 'created', 'leftOut'));
alter table import_rows add constraint import_rows_settled_at_check
  check ((settled is null) = (settled_at is null) and (settled is null) = (settled_by is null) and ((settled in ('picked', 'created')) is true) = (dwelling_id is not null));
-- What waits, import by import.
create index import_rows_waiting on import_rows (subdistrict, import_id, row_number) where suggestions is not null and settled is null;
