-- Public by nature and few: known to every tenant.
create table notices (
  id uuid not null,
  area_code text collate "C" not null,
  title text not null,
  body text not null,
  published_at timestamptz not null,
  published_by uuid,
  valid_to timestamptz,
  withdrawn_at timestamptz,
  constraint notices_pkey primary key (id),
  constraint notices_area_fkey foreign key (area_code) references areas (code),
  constraint notices_title_check check (length(title) between 1 and 80)
);
select reference('notices');
-- Notices of an area and what is above it, newest first.
create index notices_by_area on notices (area_code, published_at desc);
