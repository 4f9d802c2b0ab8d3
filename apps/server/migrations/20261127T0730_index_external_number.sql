-- A case by the work order number of 12345, as the hotline names it.
create index requests_by_external_number on requests (subdistrict, external_number) where external_number is not null;
