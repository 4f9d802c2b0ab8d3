-- A wall screen has a session of its own that may read the wall of one area and nothing else; null: a person's session.
alter table sessions add column wall_area text collate "C";
alter table sessions add constraint sessions_wall_check check (wall_area ~ '^[0-9]{9}([0-9]{3})?$');
