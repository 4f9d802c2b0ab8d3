-- Evidence of a task of the joint plan: photos beside the words, of the same shape as those of a meeting's task.
create table whistle_task_photos (
  subdistrict text collate "C" not null,
  id uuid not null,
  task_id uuid not null,
  entry_id uuid not null,
  content_hash text not null,
  width integer not null,
  height integer not null,
  position integer not null,
  constraint whistle_task_photos_pkey primary key (subdistrict, id),
  constraint whistle_task_photos_task_fkey foreign key (subdistrict, task_id) references whistle_tasks (subdistrict, id),
  constraint whistle_task_photos_entry_fkey foreign key (subdistrict, entry_id) references whistle_entries (subdistrict, id)
);
select distribute('whistle_task_photos');
create index whistle_task_photos_by_task on whistle_task_photos (subdistrict, task_id, entry_id, position);
-- Is a file still somebody's evidence? Asked before it is removed.
create index whistle_task_photos_by_content on whistle_task_photos (content_hash);
