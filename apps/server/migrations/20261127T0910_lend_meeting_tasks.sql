-- Whose a decision is while they are on leave: with the leave's end it goes back, and nothing of the substitute's own with it.
alter table meeting_tasks add column lent_by uuid;
