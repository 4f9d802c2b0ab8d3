-- The inbox reads a page from the index alone: place, handler and kind decide who may read a row. Replaces an index that
-- had to look at each row of the table for that.
drop index requests_due;
create index requests_due on requests (subdistrict, next_due_at, id) include (area_code, handler_area, handler_unit, kind)
  where state in ('filed', 'accepted', 'dispatched', 'objected', 'acknowledged', 'handling', 'deferred', 'answered', 'verified');
