-- 经验 (field.md §3): what worked, written down with what its records count; another community copies it and links back.
create table practices (
  subdistrict text collate "C" not null,
  id uuid not null,
  area_code text collate "C" not null,
  title text not null,
  situation text not null,
  steps text not null,
  materials text not null default '',
  state text not null default 'plan',
  copied_from uuid,
  search tsvector not null,
  written_by uuid not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  version integer not null default 1,
  constraint practices_pkey primary key (subdistrict, id),
  constraint practices_area_fkey foreign key (area_code) references areas (code),
  constraint practices_copied_fkey foreign key (subdistrict, copied_from) references practices (subdistrict, id),
  constraint practices_state_check check (state in ('plan', 'shared', 'withdrawn')),
  constraint practices_tenant_check check (left(area_code, 9) = subdistrict),
  -- No phone, no document number in what everybody reads.
  constraint practices_numbers_check check (concat(title, situation, steps, materials) !~ '[0-9]{11}')
);
select distribute('practices');
-- The list, newest first.
create index practices_by_time on practices (subdistrict, changed_at desc, id);
-- Who copied it; a community copies a practice once.
create unique index practices_copies on practices (subdistrict, copied_from, area_code) where copied_from is not null;

create table practice_links (
  subdistrict text collate "C" not null,
  practice_id uuid not null,
  kind text not null,
  target_id uuid not null,
  constraint practice_links_pkey primary key (subdistrict, practice_id, kind, target_id),
  constraint practice_links_practice_fkey foreign key (subdistrict, practice_id) references practices (subdistrict, id),
  constraint practice_links_kind_check check (kind in ('pool', 'meeting', 'case'))
);
select distribute('practice_links');
