-- The overview of a district counts the open cases of a period (reports/dashboard-store.ts): a twentieth of all, read by
-- this index alone instead of every open case there ever was.
create index requests_open_by_time on requests (subdistrict, filed_at)
  where state in ('filed', 'accepted', 'dispatched', 'objected', 'acknowledged', 'handling', 'deferred', 'answered', 'verified');
