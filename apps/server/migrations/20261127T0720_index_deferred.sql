-- 挂账: cases whose review day has come, for the job that reminds and for the overview.
create index requests_deferred on requests (subdistrict, review_on) where state = 'deferred';
