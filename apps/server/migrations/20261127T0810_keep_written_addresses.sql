-- Where an enterprise is: its address said a building, or waits for somebody who knows the place, or is no building of
-- ours and kept as it was written. Null: written before anybody looked.
alter table enterprises add column place_state text;
alter table enterprises add constraint enterprises_place_state_check check (place_state in ('matched', 'waits', 'asWritten'));
alter table enterprises add constraint enterprises_matched_check check (place_state is distinct from 'matched' or building_id is not null);
create index enterprises_waiting on enterprises (subdistrict, grid_code, changed_at) where place_state = 'waits' and ended_at is null;

-- A person written down by hand with an address that fits no door, or a move to one: what was told lies sealed under a key
-- of its own until somebody who knows the place settles it, and is gone then.
create table written_addresses (
  subdistrict text collate "C" not null,
  id uuid not null,
  kind text not null,
  grid_code text collate "C" not null,
  person_id uuid,
  details_sealed bytea not null,
  fault text not null,
  suggestions jsonb not null,
  written_by uuid not null,
  written_at timestamptz not null,
  constraint written_addresses_pkey primary key (subdistrict, id),
  constraint written_addresses_person_fkey foreign key (subdistrict, person_id) references persons (subdistrict, id),
  constraint written_addresses_grid_fkey foreign key (grid_code) references areas (code),
  constraint written_addresses_kind_check check (kind in ('newcomer', 'move')),
  constraint written_addresses_move_check check ((kind = 'move') = (person_id is not null)),
  constraint written_addresses_fault_check check (fault in ('address_unknown', 'address_no_door', 'address_several')),
  constraint written_addresses_tenant_check check (left(grid_code, 9) = subdistrict)
);
select distribute('written_addresses');
-- What waits in a subdistrict, oldest first; one move at a time of a person.
create index written_addresses_by_time on written_addresses (subdistrict, written_at, id);
create unique index written_addresses_by_person on written_addresses (subdistrict, person_id) where person_id is not null;
