-- 报到 (field.md §3): the day a member registered with the grid where they live. Open, as counts are made of it; the branch
-- stays sealed. Who is a member can be read by `registry.party` alone.
alter table party_memberships add column registered_on date;
