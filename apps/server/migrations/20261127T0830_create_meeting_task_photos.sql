-- Evidence of what a meeting decided: photos beside the words. The files are shared by their content.
create table meeting_task_photos (
  subdistrict text collate "C" not null,
  id uuid not null,
  task_id uuid not null,
  entry_id uuid not null,
  content_hash text not null,
  width integer not null,
  height integer not null,
  position integer not null,
  constraint meeting_task_photos_pkey primary key (subdistrict, id),
  constraint meeting_task_photos_task_fkey foreign key (subdistrict, task_id) references meeting_tasks (subdistrict, id),
  constraint meeting_task_photos_entry_fkey foreign key (subdistrict, entry_id) references meeting_task_entries (subdistrict, id)
);
select distribute('meeting_task_photos');
create index meeting_task_photos_by_task on meeting_task_photos (subdistrict, task_id, entry_id, position);
-- Is a file still somebody's evidence? Asked before it is removed.
create index meeting_task_photos_by_content on meeting_task_photos (content_hash);
