-- A request (诉求) and where it stands. History is in request_entries; only requests/move-request.ts writes `state`.
create table requests (
  subdistrict text collate "C" not null,
  id uuid not null,
  receipt_number text collate "C" not null,
  kind text not null,
  category text not null,
  channel text not null,
  state text not null,
  text text not null,
  -- Place: the smallest area known (grid, community or subdistrict), a building, words.
  area_code text collate "C" not null,
  building_id uuid,
  place_detail text not null default '',
  place_text text not null,
  longitude double precision,
  latitude double precision,
  -- Who is responsible now.
  handler_area text collate "C" not null,
  handler_unit uuid,
  handler_account uuid,
  -- 首接负责: responsible until somebody acknowledges.
  first_receiver_area text collate "C" not null,
  first_receiver_account uuid,
  acknowledged_at timestamptz,
  duty text not null,
  route jsonb not null default '[]',
  assisted boolean not null default false,
  filed_by uuid,
  external_number text,
  filed_at timestamptz not null,
  -- Milestones (field.md §2).
  contact_due_at timestamptz not null,
  contact_amber_at timestamptz not null,
  contact_met_at timestamptz,
  answer_due_at timestamptz not null,
  answer_amber_at timestamptz not null,
  answer_met_at timestamptz,
  answer_extended boolean not null default false,
  paused_since timestamptz,
  pause_reason text,
  extension_until timestamptz,
  extension_reason text,
  extension_by uuid,
  objection_reason text,
  objection_by uuid,
  defer_explanation text,
  review_on date,
  outcome text,
  closed_at timestamptz,
  closure text,
  stars smallint,
  rating_words text,
  rated_at timestamptz,
  reopened_times integer not null default 0,
  reopened_by_reporter boolean not null default false,
  failed_callbacks integer not null default 0,
  master_id uuid,
  photo_count integer not null default 0,
  search tsvector not null default '',
  changed_at timestamptz not null,
  version integer not null default 1,
  -- The limit that runs next. Derived here so that the inbox can be sorted by an index.
  next_due_at timestamptz generated always as (
    case when state not in ('filed', 'accepted', 'dispatched', 'objected', 'acknowledged', 'handling') or paused_since is not null then null
         when contact_met_at is null then least(contact_due_at, answer_due_at)
         when answer_met_at is null then answer_due_at end) stored,
  constraint requests_pkey primary key (subdistrict, id),
  constraint requests_receipt_key unique (subdistrict, receipt_number),
  constraint requests_area_fkey foreign key (area_code) references areas (code),
  constraint requests_handler_area_fkey foreign key (handler_area) references areas (code),
  constraint requests_handler_unit_fkey foreign key (handler_unit) references units (id),
  constraint requests_handler_account_fkey foreign key (handler_account) references accounts (id),
  constraint requests_building_fkey foreign key (subdistrict, building_id) references buildings (subdistrict, id),
  constraint requests_master_fkey foreign key (subdistrict, master_id) references requests (subdistrict, id),
  constraint requests_tenant_check check (left(area_code, 9) = subdistrict),
  constraint requests_kind_check check (kind in ('inquiry', 'help', 'complaint', 'tipOff', 'suggestion', 'serviceNeed', 'dispute')),
  constraint requests_channel_check check (channel in ('app', 'qrCode', 'phone', 'walkIn', 'patrol', 'visit', 'meeting', 'hotline12345', 'api')),
  constraint requests_state_check check (state in (
    'filed', 'declined', 'accepted', 'dispatched', 'objected', 'acknowledged', 'handling', 'deferred',
    'answered', 'verified', 'closed', 'rated', 'merged', 'withdrawn')),
  constraint requests_duty_check check (duty in ('core', 'supporting', 'reclaimed')),
  constraint requests_outcome_check check (outcome in ('solved', 'partlySolved', 'explained', 'notSolvable')),
  constraint requests_closure_check check (closure in ('residentConfirmed', 'residentByPhone', 'callbackFailed', 'followsMaster')),
  -- Nothing is closed without the resident's answer or a recorded failed callback (field.md §2).
  constraint requests_closed_check check ((state in ('closed', 'rated')) = (closure is not null)),
  constraint requests_callback_check check (closure is distinct from 'callbackFailed' or failed_callbacks > 0),
  constraint requests_rated_check check ((state = 'rated') = (stars is not null) and stars between 1 and 5),
  constraint requests_deferred_check check ((state = 'deferred') = (review_on is not null) and (state = 'deferred') = (defer_explanation is not null)),
  constraint requests_merged_check check (state <> 'merged' or master_id is not null),
  constraint requests_master_self_check check (master_id is distinct from id),
  constraint requests_objected_check check ((state = 'objected') = (objection_reason is not null)),
  constraint requests_pause_check check ((paused_since is null) = (pause_reason is null)),
  constraint requests_extension_check check ((extension_until is null) = (extension_reason is null)),
  constraint requests_text_check check (length(text) between 1 and 5000)
);
select distribute('requests');
-- Inbox of a subdistrict or community, due first.
create index requests_due on requests (subdistrict, next_due_at, id)
  where state in ('filed', 'accepted', 'dispatched', 'objected', 'acknowledged', 'handling', 'deferred', 'answered', 'verified');
-- Inbox of a grid, due first.
create index requests_due_by_handler on requests (subdistrict, handler_area, next_due_at, id)
  where state in ('filed', 'accepted', 'dispatched', 'objected', 'acknowledged', 'handling', 'deferred', 'answered', 'verified');
-- Inbox of a department.
create index requests_due_by_unit on requests (subdistrict, handler_unit, next_due_at, id) where handler_unit is not null;
-- "Mine": given to me by name.
create index requests_due_by_account on requests (subdistrict, handler_account, next_due_at, id) where handler_account is not null;
-- Everything of a time: dashboards, lists of finished cases, newest first.
create index requests_by_time on requests (subdistrict, filed_at desc, id);
-- Cases of a place: duplicates, the history of a building.
create index requests_by_area on requests (subdistrict, area_code, filed_at desc);
create index requests_by_building on requests (subdistrict, building_id, filed_at desc) where building_id is not null;
-- Duplicates follow their master.
create index requests_by_master on requests (subdistrict, master_id) where master_id is not null;
-- Words: bigrams made in Node, rechecked with LIKE.
create index requests_search on requests using gin (search);

-- Who reported: sealed, apart from the case, never in a dispatch text, a print-out or a notification.
create table request_reporters (
  subdistrict text collate "C" not null,
  request_id uuid not null,
  anonymous boolean not null,
  name_sealed bytea,
  phone_sealed bytea,
  phone_index bytea,
  phone_ending text,
  account_id uuid,
  -- SHA-256 of the key in the receipt link.
  follow_hash bytea not null,
  on_behalf boolean not null default false,
  consent text,
  constraint request_reporters_pkey primary key (subdistrict, request_id),
  constraint request_reporters_request_fkey foreign key (subdistrict, request_id) references requests (subdistrict, id),
  constraint request_reporters_follow_key unique (subdistrict, follow_hash),
  constraint request_reporters_consent_check check (consent in ('spoken', 'written', 'notAsked')),
  constraint request_reporters_anonymous_check check (not anonymous or (name_sealed is null and account_id is null))
);
select distribute('request_reporters');

-- A resident's own reports, over tenants: only pointers.
create table account_requests (
  account_id uuid not null,
  subdistrict text collate "C" not null,
  request_id uuid not null,
  filed_at timestamptz not null,
  constraint account_requests_pkey primary key (account_id, subdistrict, request_id),
  constraint account_requests_account_fkey foreign key (account_id) references accounts (id)
);
select reference('account_requests');
create index account_requests_by_time on account_requests (account_id, filed_at desc, request_id);

-- Append-only timeline. What the reporter is told and what stays inside are two columns; some steps are inside only.
create table request_entries (
  subdistrict text collate "C" not null,
  id uuid not null,
  request_id uuid not null,
  at timestamptz not null,
  step text not null,
  from_state text,
  to_state text,
  actor_kind text not null,
  actor_account uuid,
  actor_name text not null,
  actor_role text,
  told text,
  internal text,
  details jsonb not null default '{}',
  constraint request_entries_pkey primary key (subdistrict, id),
  constraint request_entries_request_fkey foreign key (subdistrict, request_id) references requests (subdistrict, id),
  constraint request_entries_actor_check check (actor_kind in ('reporter', 'staff', 'system')),
  constraint request_entries_inside_check check (told is null or step not in ('note', 'verify', 'recordCallback', 'object', 'settleObjection', 'askExtension', 'link', 'unlink', 'addParty', 'clearParty'))
);
select distribute('request_entries');
-- The timeline of a case, oldest first.
create index request_entries_by_request on request_entries (subdistrict, request_id, at, id);

create table request_texts (
  subdistrict text collate "C" not null,
  request_id uuid not null,
  until timestamptz not null,
  text text not null,
  constraint request_texts_pkey primary key (subdistrict, request_id, until),
  constraint request_texts_request_fkey foreign key (subdistrict, request_id) references requests (subdistrict, id)
);
select distribute('request_texts');

create table request_links (
  subdistrict text collate "C" not null,
  id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  kind text not null,
  linked_at timestamptz not null,
  linked_by uuid,
  constraint request_links_pkey primary key (subdistrict, id),
  constraint request_links_from_fkey foreign key (subdistrict, from_id) references requests (subdistrict, id),
  constraint request_links_to_fkey foreign key (subdistrict, to_id) references requests (subdistrict, id),
  constraint request_links_once_key unique (subdistrict, from_id, to_id, kind),
  constraint request_links_kind_check check (kind in ('duplicateOf', 'causedBy', 'raisedDuring', 'partOf')),
  constraint request_links_self_check check (from_id <> to_id)
);
select distribute('request_links');
create index request_links_by_target on request_links (subdistrict, to_id);

-- Clearing a party empties role, name and note in the same step: nothing adverse remains (field.md §2).
create table request_parties (
  subdistrict text collate "C" not null,
  id uuid not null,
  request_id uuid not null,
  role text not null,
  dwelling text not null default '',
  name_sealed bytea,
  note text not null default '',
  added_at timestamptz not null,
  cleared_at timestamptz,
  constraint request_parties_pkey primary key (subdistrict, id),
  constraint request_parties_request_fkey foreign key (subdistrict, request_id) references requests (subdistrict, id),
  constraint request_parties_role_check check (role in ('reporter', 'respondent', 'witness', 'cleared')),
  constraint request_parties_cleared_check check ((role = 'cleared') = (cleared_at is not null) and (cleared_at is null or (note = '' and name_sealed is null)))
);
select distribute('request_parties');
create index request_parties_by_request on request_parties (subdistrict, request_id);

-- Put up before the report is sent; a job drops what no report took within a day.
create table uploaded_photos (
  id uuid not null,
  content_hash text not null,
  width integer not null,
  height integer not null,
  bytes integer not null,
  uploaded_at timestamptz not null,
  constraint uploaded_photos_pkey primary key (id)
);
create index uploaded_photos_by_time on uploaded_photos (uploaded_at);

create table request_photos (
  subdistrict text collate "C" not null,
  id uuid not null,
  request_id uuid not null,
  entry_id uuid not null,
  content_hash text not null,
  width integer not null,
  height integer not null,
  position integer not null,
  -- A photo of an internal note is not the reporter's to see.
  public boolean not null,
  constraint request_photos_pkey primary key (subdistrict, id),
  constraint request_photos_request_fkey foreign key (subdistrict, request_id) references requests (subdistrict, id),
  constraint request_photos_entry_fkey foreign key (subdistrict, entry_id) references request_entries (subdistrict, id)
);
select distribute('request_photos');
create index request_photos_by_request on request_photos (subdistrict, request_id, position);

-- Receipt numbers count per tenant and day: 001-261123-0042.
create table receipt_counters (
  subdistrict text collate "C" not null,
  day date not null,
  last_number integer not null,
  constraint receipt_counters_pkey primary key (subdistrict, day)
);
select distribute('receipt_counters');
