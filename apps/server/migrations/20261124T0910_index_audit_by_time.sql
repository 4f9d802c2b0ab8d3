-- The digest of a day. Time grows with the sequence almost everywhere, so a block range index is enough and costs a write nothing.
create index audit_events_by_time on audit_events using brin (subdistrict, at);
