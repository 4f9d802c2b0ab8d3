-- Areas are known to every tenant: a code prefix is the subtree (field.md §1), so no closure table is needed.
create table areas (
  code text collate "C" not null,
  kind text not null,
  grid_kind text,
  name text not null,
  parent_code text collate "C",
  phone text,
  valid_from date not null default '2000-01-01',
  valid_to date,
  constraint areas_pkey primary key (code),
  constraint areas_parent_fkey foreign key (parent_code) references areas (code),
  constraint areas_kind_check check (kind in ('district', 'subdistrict', 'community', 'grid')),
  constraint areas_code_length_check check (
    length(code) = case kind when 'district' then 6 when 'subdistrict' then 9 when 'community' then 12 else 15 end
    and code ~ '^[0-9]+$'),
  constraint areas_parent_prefix_check check (
    (kind = 'district' and parent_code is null) or (kind <> 'district' and parent_code = left(code, length(code) - 3))),
  constraint areas_grid_kind_check check ((kind = 'grid') = (grid_kind is not null) and grid_kind in ('base', 'dedicated')),
  constraint areas_days_check check (valid_to is null or valid_to >= valid_from)
);
select reference('areas');

-- A boundary is never overwritten: a split or merge of grids closes one version and opens the next.
create table area_boundaries (
  id uuid not null,
  area_code text collate "C" not null,
  boundary jsonb not null,
  -- Bounding box, degrees: finds the few polygons worth testing for a point.
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  valid_from date not null,
  valid_to date,
  note text not null default '',
  saved_at timestamptz not null,
  saved_by uuid,
  constraint area_boundaries_pkey primary key (id),
  constraint area_boundaries_area_fkey foreign key (area_code) references areas (code),
  constraint area_boundaries_from_key unique (area_code, valid_from),
  constraint area_boundaries_days_check check (valid_to is null or valid_to >= valid_from),
  constraint area_boundaries_box_check check (west <= east and south <= north)
);
select reference('area_boundaries');

create table buildings (
  subdistrict text collate "C" not null,
  id uuid not null,
  grid_code text collate "C" not null,
  name text not null,
  address text not null,
  normalized_address text not null,
  longitude double precision,
  latitude double precision,
  floors integer,
  qr_code text collate "C" not null,
  retired_at timestamptz,
  constraint buildings_pkey primary key (subdistrict, id),
  constraint buildings_grid_fkey foreign key (grid_code) references areas (code),
  constraint buildings_tenant_check check (left(grid_code, 9) = subdistrict and length(grid_code) = 15),
  constraint buildings_qr_key unique (subdistrict, qr_code),
  constraint buildings_point_check check ((longitude is null) = (latitude is null))
);
select distribute('buildings');
-- Buildings of a grid or community, by name.
create index buildings_by_grid on buildings (subdistrict, grid_code, name);

-- The QR sticker tells nothing about its tenant, so its code is looked up across tenants.
create table building_codes (
  code text collate "C" not null,
  subdistrict text collate "C" not null,
  building_id uuid not null,
  replaced_at timestamptz,
  constraint building_codes_pkey primary key (code)
);
select reference('building_codes');

create table stairwells (
  subdistrict text collate "C" not null,
  id uuid not null,
  building_id uuid not null,
  name text not null,
  constraint stairwells_pkey primary key (subdistrict, id),
  constraint stairwells_building_fkey foreign key (subdistrict, building_id) references buildings (subdistrict, id),
  constraint stairwells_name_key unique (subdistrict, building_id, name)
);
select distribute('stairwells');

create table dwellings (
  subdistrict text collate "C" not null,
  id uuid not null,
  building_id uuid not null,
  stairwell_id uuid,
  floor integer,
  name text not null,
  constraint dwellings_pkey primary key (subdistrict, id),
  constraint dwellings_building_fkey foreign key (subdistrict, building_id) references buildings (subdistrict, id),
  constraint dwellings_stairwell_fkey foreign key (subdistrict, stairwell_id) references stairwells (subdistrict, id)
);
select distribute('dwellings');
-- Dwellings of a building in the order people count them; one name only once per stairwell.
create unique index dwellings_by_building on dwellings (subdistrict, building_id, coalesce(stairwell_id, '00000000-0000-0000-0000-000000000000'), name);
