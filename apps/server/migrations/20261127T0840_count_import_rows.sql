-- What became of the rows of an import, kept with it: a page that watches a file of a hundred thousand counts them with each look.
alter table imports
  add column new_count int not null default 0,
  add column change_count int not null default 0,
  add column same_count int not null default 0,
  add column wrong_count int not null default 0,
  add column waiting_count int not null default 0,
  add column applied_count int not null default 0,
  add column undone_count int not null default 0,
  add column left_alone_count int not null default 0;
update imports i set new_count = c.new, change_count = c.change, same_count = c.same, wrong_count = c.wrong, waiting_count = c.waiting, applied_count = c.applied,
  undone_count = c.undone, left_alone_count = c.left_alone
from (
  select r.subdistrict, r.import_id, count(*) filter (where r.outcome = 'new') as new, count(*) filter (where r.outcome = 'change') as change,
    count(*) filter (where r.outcome = 'same') as same, count(*) filter (where r.outcome = 'wrong') as wrong,
    count(*) filter (where r.suggestions is not null and r.settled is null) as waiting, count(*) filter (where r.applied_at is not null) as applied,
    count(*) filter (where r.undone = 'undone') as undone, count(*) filter (where r.undone = 'changedSince') as left_alone
  from import_rows r group by r.subdistrict, r.import_id) c
where c.subdistrict = i.subdistrict and c.import_id = i.id;
