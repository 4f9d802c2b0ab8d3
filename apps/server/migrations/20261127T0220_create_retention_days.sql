-- What retention destroyed, day by day: counts alone, by entry of the data dictionary.
create table retention_days (
  subdistrict text collate "C" not null,
  day date not null,
  destroyed jsonb not null,
  ran_at timestamptz not null,
  constraint retention_days_pkey primary key (subdistrict, day)
);
select distribute('retention_days');
