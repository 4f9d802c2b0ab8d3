-- Which limit of a case was told to whom answers for it, near or over: each once. A limit that is moved is another.
create table told_limits (
  subdistrict text collate "C" not null,
  request_id uuid not null,
  kind text not null,
  due_at timestamptz not null,
  tone text not null,
  told_at timestamptz not null,
  constraint told_limits_pkey primary key (subdistrict, request_id, kind, due_at, tone),
  constraint told_limits_request_fkey foreign key (subdistrict, request_id) references requests (subdistrict, id),
  constraint told_limits_kind_check check (kind in ('firstContact', 'answer')),
  constraint told_limits_tone_check check (tone in ('amber', 'red'))
);
select distribute('told_limits');
