-- An office's file may hold enterprises as well as people.
alter table imports add column kind text not null default 'people';
alter table imports add constraint imports_kind_check check (kind in ('people', 'enterprises'));
-- A campaign asks for people.
alter table imports add constraint imports_campaign_check check (kind = 'people' or recorded_for is null);
alter table imports alter column kind drop default;

-- The enterprise a row is about; the building somebody picked for it. No foreign keys and checks of their own: each of the
-- hundred thousand rows of a file of people would pay for them. A building is retired, never deleted.
alter table import_rows add column enterprise_id uuid;
alter table import_rows add column building_id uuid;
alter table import_rows drop constraint import_rows_settled_at_check;
alter table import_rows add constraint import_rows_settled_at_check
  check ((settled is null) = (settled_at is null) and (settled is null) = (settled_by is null)
    and ((settled in ('picked', 'created')) is true) = (dwelling_id is not null or building_id is not null)
    and (dwelling_id is null or building_id is null));

-- Undo restores what an import changed, and leaves alone what somebody changed since.
alter table enterprise_changes add column import_id uuid;
alter table enterprise_changes drop constraint enterprise_changes_change_check;
alter table enterprise_changes add constraint enterprise_changes_change_check check (change in ('entered', 'corrected', 'confirmed', 'undone'));
create index enterprise_changes_by_import on enterprise_changes (subdistrict, import_id) where import_id is not null;
