-- What worked may have grown out of one decision, not of its whole meeting.
alter table practice_links drop constraint practice_links_kind_check;
alter table practice_links add constraint practice_links_kind_check check (kind in ('pool', 'meeting', 'task', 'case'));
