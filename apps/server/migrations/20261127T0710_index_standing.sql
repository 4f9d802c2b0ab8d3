-- What stands in an area (stories.md F), each count along an index that holds no more than is counted.
-- People in touch: they told a number.
create index persons_in_touch on persons (subdistrict, grid_code) where ended_at is null and facts ? 'phone';
-- Large and medium enterprises.
create index enterprises_of_size on enterprises (subdistrict, grid_code) where ended_at is null and size in ('large', 'medium');
-- Solved problems, and how many of them the residents themselves confirmed.
create index requests_solved on requests (subdistrict, area_code, closure) where state in ('closed', 'rated') and master_id is null;
