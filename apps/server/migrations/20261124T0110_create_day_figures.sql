-- Figures of finished cases by the day they were filed, so that a district's overview reads some thousand rows and not a
-- million cases. A day counts as counted while no change to a finished case of it waits in `changed_days`; a reader takes
-- the days that are not counted from the cases themselves, so that every number is exact at any moment.
create table counted_days (
  subdistrict text collate "C" not null,
  day date not null,
  counted_at timestamptz not null,
  constraint counted_days_pkey primary key (subdistrict, day)
);
select distribute('counted_days');

-- Written by the move that finishes, reopens or changes a finished case, in its transaction. Only ever added to and taken
-- away: a lock on one row per day would make moves wait for each other.
create table changed_days (
  subdistrict text collate "C" not null,
  day date not null,
  id uuid not null,
  constraint changed_days_pkey primary key (subdistrict, day, id)
);
select distribute('changed_days');

create table day_figures (
  subdistrict text collate "C" not null,
  day date not null,
  category text not null,
  filed integer not null,
  solved integer not null,
  staff_declared integer not null,
  resident_verified integer not null,
  responded integer not null,
  not_responded integer not null,
  resolved integer not null,
  not_resolved integer not null,
  satisfied integer not null,
  rated integer not null,
  withdrawn integer not null,
  declined integer not null,
  merged integer not null,
  finished_unrated integer not null,
  constraint day_figures_pkey primary key (subdistrict, day, category)
);
select distribute('day_figures');

-- Of the finished cases filed on a day: in which week (its Monday) they were answered and closed.
create table day_weeks (
  subdistrict text collate "C" not null,
  day date not null,
  week date not null,
  answered integer not null,
  closed integer not null,
  constraint day_weeks_pkey primary key (subdistrict, day, week)
);
select distribute('day_weeks');
