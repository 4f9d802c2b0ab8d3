import { sections, type SectionInput } from '@ejia/contract/configuration.ts'
import { api, write } from '../access/api.ts'
import { accountIdOf, type Actor } from '../access/actor.ts'
import { holds, requirePermission } from '../access/permissions.ts'
import { listPublicAreas } from '../areas/look-up-areas.ts'
import { findVersion, insertVersion, listVersions, type VersionRow } from '../configuration/section-versions.ts'
import { forgetConfiguration, readConfiguration } from '../configuration/get-configuration.ts'
import { requireSound } from '../configuration/validate-section.ts'
import { recordAudit } from '../history/record-audit.ts'
import { listUnits } from '../people/list-units.ts'
import type { Db } from '../platform/database.ts'
import { DomainError } from '../platform/domain-error.ts'
import { dryRunSection } from '../requests/filing/dry-run.ts'

const routes = api.configuration

export const configurationRoutes = {
  open: routes.open.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    requireReadable(actor, input.subdistrict, now)
    const [configuration, versions] = await Promise.all([readConfiguration(deps.db, input.subdistrict), listVersions(deps.db, input.subdistrict, null)])
    const newest = versions.filter((row, index) => versions.findIndex((other) => other.section === row.section) === index)
    return { configuration, versions: newest.map(presentVersion), mayEdit: holds(actor, 'configuration.edit', { areaCode: input.subdistrict }, now) }
  }),
  history: routes.history.handler(async ({ input, context: { deps, actor } }) => {
    requireReadable(actor, input.subdistrict, deps.clock())
    return { rows: (await listVersions(deps.db, input.subdistrict, input.section)).map(presentVersion) }
  }),
  openVersion: routes.openVersion.handler(async ({ input, context: { deps, actor } }) => {
    requireReadable(actor, input.subdistrict, deps.clock())
    const row = await findVersion(deps.db, input.subdistrict, input.section, input.version)
    if (!row) throw new DomainError('not_found')
    return { version: presentVersion(row), body: row.body as Record<string, unknown> }
  }),
  dryRun: routes.dryRun.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    requireReadable(actor, input.subdistrict, now)
    requirePermission(actor, 'configuration.edit', 'configuration.edit', { areaCode: input.subdistrict }, now)
    const current = await readConfiguration(deps.db, input.subdistrict)
    const units = await checked(deps.db, input.subdistrict, input.change)
    const areas = await listPublicAreas(deps.db, input.subdistrict)
    return dryRunSection(
      deps.db,
      input.subdistrict,
      current,
      input.change,
      new Map([[input.subdistrict, '街道'], ...areas.map((area) => [area.code, area.name] as const), ...units.map((unit) => [unit.id, unit.name] as const)]),
      now,
    )
  }),
  save: routes.save.handler(async ({ input, context }) => {
    const { deps, actor } = context
    const changed = await write(context, 'configuration.save', input, async (tx, now) => {
      requireReadable(actor, input.subdistrict, now)
      if (!holds(actor, 'configuration.edit', { areaCode: input.subdistrict }, now)) throw new DomainError('permission_denied')
      await checked(tx, input.subdistrict, input.change)
      const { section } = input.change
      const body = sections[section].parse(input.change.body)
      const written = await insertVersion(
        tx,
        { subdistrict: input.subdistrict, section, basedOn: input.basedOn, body, changedBy: accountIdOf(actor), reason: input.reason },
        now,
      )
      if (!written) throw new DomainError('stale_version')
      await recordAudit(
        tx,
        deps.crypto,
        {
          subdistrict: input.subdistrict,
          actor: accountIdOf(actor) ?? actor.kind,
          action: `configuration.${section}`,
          target: { kind: 'configuration', id: input.subdistrict },
          reason: input.reason,
        },
        now,
      )
      return presentVersion((await findVersion(tx, input.subdistrict, section, input.basedOn + 1))!)
    })
    forgetConfiguration(input.subdistrict)
    return changed
  }),
}

async function checked(db: Db, subdistrict: string, change: SectionInput) {
  const units = await listUnits(db, [subdistrict])
  requireSound(change, await readConfiguration(db, subdistrict), { unitIds: new Set(units.filter((unit) => unit.active).map((unit) => unit.id)), subdistrict })
  return units
}

/** A grid's or community's people read the settings of their subdistrict too: templates, categories, limits. */
function requireReadable(actor: Actor, subdistrict: string, now: Date): void {
  const near = actor.grants.some((grant) => grant.areaCode.startsWith(subdistrict) && holds(actor, 'configuration.read', { areaCode: grant.areaCode }, now))
  if (!near && !holds(actor, 'configuration.read', { areaCode: subdistrict }, now)) throw new DomainError('not_found')
}

function presentVersion(row: VersionRow) {
  return { section: row.section, version: row.version, changedAt: row.changed_at, changedBy: row.changed_by_name, reason: row.reason }
}
