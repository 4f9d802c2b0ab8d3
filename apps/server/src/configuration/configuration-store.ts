import { sql } from 'kysely'
import type { SectionName } from '@ejia/contract/configuration.ts'
import type { Db, Tx } from '../platform/database.ts'

export type SectionRow = { section: SectionName; version: number; body: unknown }
export type VersionRow = { section: SectionName; version: number; changed_at: string; changed_by_name: string | null; reason: string }

export async function listCurrentVersions(db: Db, subdistrict: string): Promise<{ section: SectionName; version: number }[]> {
  const { rows } = await sql<{ section: SectionName; version: number }>`
    select section, max(version) as version from configuration_versions where subdistrict = ${subdistrict} group by section`.execute(db)
  return rows
}

export async function listCurrentSections(db: Db, subdistrict: string): Promise<SectionRow[]> {
  const { rows } = await sql<SectionRow>`
    select distinct on (section) section, version, body from configuration_versions
    where subdistrict = ${subdistrict} order by section, version desc limit 20`.execute(db)
  return rows
}

export async function listVersions(db: Db, subdistrict: string, section: SectionName | null): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select v.section, v.version, v.changed_at, a.name as changed_by_name, v.reason
    from configuration_versions v left join accounts a on a.id = v.changed_by
    where v.subdistrict = ${subdistrict} and (${section}::text is null or v.section = ${section})
    order by v.section, v.version desc limit 500`.execute(db)
  return rows
}

export async function findVersion(db: Db, subdistrict: string, section: SectionName, version: number): Promise<(VersionRow & { body: unknown }) | undefined> {
  const { rows } = await sql<VersionRow & { body: unknown }>`
    select v.section, v.version, v.changed_at, a.name as changed_by_name, v.reason, v.body
    from configuration_versions v left join accounts a on a.id = v.changed_by
    where v.subdistrict = ${subdistrict} and v.section = ${section} and v.version = ${version}`.execute(db)
  return rows[0]
}

/** False when somebody else has put a newer version in force meanwhile. */
export async function insertVersion(
  tx: Tx,
  version: { subdistrict: string; section: SectionName; basedOn: number; body: unknown; changedBy: string | null; reason: string },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into configuration_versions (subdistrict, section, version, body, changed_at, changed_by, reason)
    select ${version.subdistrict}, ${version.section}, ${version.basedOn}::int + 1, ${JSON.stringify(version.body)}::jsonb, ${now}, ${version.changedBy}, ${version.reason}
    where coalesce((select max(version) from configuration_versions where subdistrict = ${version.subdistrict} and section = ${version.section}), 0) = ${version.basedOn}
    on conflict do nothing returning version`.execute(tx)
  return rows.length === 1
}
