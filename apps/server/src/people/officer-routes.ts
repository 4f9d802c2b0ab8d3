import type { OfficerNotice, PublicOfficer } from '@ejia/contract/accounts.ts'
import { api } from '../access/api.ts'
import { narrowScope, requirePermission, scopeOf, type Scope } from '../access/permissions.ts'
import { findBuilding, findBuildingAnywhere, findBuildingCode, listAncestry } from '../areas/look-up-areas.ts'
import { DomainError } from '../platform/domain-error.ts'
import { drawQrCode } from '../platform/qr-code.ts'
import type { z } from 'zod'
import { listTrios, type TrioMember } from './people-store.ts'

const routes = api.officers
const order = ['gridOfficer', 'branchSecretary', 'partyInstructor']

/** "谁是我的网格员": whoever is there today. Who is on leave is not named; the substitute stands in their place. */
function presentOfficers(people: readonly TrioMember[]): z.infer<typeof PublicOfficer>[] {
  return people
    .filter((person) => !person.away)
    .toSorted((one, other) => order.indexOf(one.role) - order.indexOf(other.role))
    .map(({ name, role, dutyPhone }) => ({ name, role: role as z.infer<typeof PublicOfficer>['role'], dutyPhone }))
}

export const officerRoutes = {
  findMine: routes.findMine.handler(async ({ input, context: { deps } }) => {
    const now = deps.clock()
    const code = input.buildingCode === undefined || input.buildingCode === '' ? undefined : await findBuildingCode(deps.db, input.buildingCode)
    const building = code
      ? await findBuilding(deps.db, code.subdistrict, code.building_id)
      : input.buildingId === undefined
        ? undefined
        : await findBuildingAnywhere(deps.db, input.buildingId)
    const gridCode = building?.grid_code ?? input.grid
    const [grid, community] = gridCode === undefined ? [] : await listAncestry(deps.db, gridCode)
    if (grid?.kind !== 'grid' || community?.kind !== 'community') throw new DomainError('not_found')
    const rows = await listTrios(deps.db, { areas: [grid.code], units: [], tenants: [] } as unknown as Scope, now)
    return {
      grid: { code: grid.code, name: grid.name },
      community: { code: community.code, name: community.name },
      building: building?.name ?? null,
      officers: presentOfficers(rows[0]?.people ?? []),
      communityPhone: community.phone,
    }
  }),
  notice: routes.notice.handler(async ({ input, context: { deps, actor, meta } }) => {
    const now = deps.clock()
    requirePermission(actor, 'area.read', 'area.read', { areaCode: input.code }, now)
    // A whole district on paper is nobody's errand.
    if (input.code.length < 9) throw new DomainError('not_found')
    const rows = await listTrios(deps.db, narrowScope(scopeOf(actor, 'area.read', now), input.code), now)
    if (rows.length === 0) throw new DomainError('not_found')
    return {
      rows: await Promise.all(
        rows.map(async (row): Promise<OfficerNotice> => {
          const url = `${meta.origin}/my-grid?grid=${row.grid_code}`
          return {
            grid: { code: row.grid_code, name: row.grid_name },
            community: { code: row.community_code, name: row.community_name },
            communityPhone: row.community_phone,
            officers: presentOfficers(row.people),
            url,
            qr: await drawQrCode(url),
          }
        }),
      ),
    }
  }),
}
