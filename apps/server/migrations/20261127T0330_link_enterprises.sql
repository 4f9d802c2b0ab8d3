-- The link to what an enterprise reported, or what happened at its place; the case itself is kept once, in requests.
create table enterprise_requests (
  subdistrict text collate "C" not null,
  enterprise_id uuid not null,
  request_id uuid not null,
  constraint enterprise_requests_pkey primary key (subdistrict, enterprise_id, request_id),
  constraint enterprise_requests_enterprise_fkey foreign key (subdistrict, enterprise_id) references enterprises (subdistrict, id),
  constraint enterprise_requests_request_fkey foreign key (subdistrict, request_id) references requests (subdistrict, id)
);
select distribute('enterprise_requests');
-- Whom a case is linked to.
create index enterprise_requests_by_request on enterprise_requests (subdistrict, request_id);
create index person_requests_by_request on person_requests (subdistrict, request_id);
