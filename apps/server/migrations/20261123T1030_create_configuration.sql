-- A subdistrict's settings: each section a document, each change a new version. The highest version is in force.
create table configuration_versions (
  subdistrict text collate "C" not null,
  section text not null,
  version integer not null,
  body jsonb not null,
  changed_at timestamptz not null,
  changed_by uuid,
  reason text not null,
  constraint configuration_versions_pkey primary key (subdistrict, section, version),
  constraint configuration_versions_section_check check (section in ('categories', 'limits', 'duties', 'routing', 'templates', 'calendar', 'service')),
  constraint configuration_versions_version_check check (version >= 1)
);
select distribute('configuration_versions');
