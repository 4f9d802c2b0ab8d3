import type { GridTrio, TrioPerson } from '@ejia/contract/accounts.ts'
import { TrioRole } from '@ejia/contract/access.ts'
import { api } from '../access/api.ts'
import { narrowScope, scopeOf } from '../access/permissions.ts'
import { listTrios, type TrioRow } from '../people/list-trios.ts'
import { countOpenByHand } from '../requests/open-work.ts'

/** Who stands in a grid and what the seat carries: tenure and load as information. Sorted by vacancy and code, never by a person's numbers. */
export const triosRoute = api.accounts.trios.handler(async ({ input, context: { deps, actor } }) => {
  const now = deps.clock()
  const whole = scopeOf(actor, 'account.read', now)
  const scope = input.area === undefined ? whole : narrowScope(whole, input.area)
  const trios = await listTrios(deps.db, scope, now)
  const load = await countOpenByHand(deps.db, scope.tenants)
  const held = new Map<string, Set<string>>()
  for (const row of trios) for (const person of row.people) held.set(person.accountId, (held.get(person.accountId) ?? new Set()).add(row.grid_code))
  const rows = trios.map((row) => presentTrio(row, load, held))
  const seats = rows.flatMap((row) => row.seats)
  const shown = input.gaps === true ? rows.filter((row) => !row.complete) : rows
  return {
    rows: shown.toSorted((one, other) => Number(one.complete) - Number(other.complete) || (one.grid.code < other.grid.code ? -1 : 1)),
    people: new Set(seats.flatMap((seat) => seat.people.map((person) => person.accountId))).size,
    vacantSeats: seats.filter(isVacant).length,
    communities: [...Map.groupBy(rows, (row) => row.community.code)].map(([, grids]) => ({
      area: grids[0]!.community,
      grids: grids.length,
      complete: grids.filter((row) => row.complete).length,
      vacantSeats: grids.flatMap((row) => row.seats).filter(isVacant).length,
    })),
  }
})

/** A substitute keeps the work going; the seat is as it was. */
const isVacant = (seat: GridTrio['seats'][number]) => seat.people.every((person) => person.source === 'leaveCover')

function presentTrio(row: TrioRow, load: Awaited<ReturnType<typeof countOpenByHand>>, held: ReadonlyMap<string, ReadonlySet<string>>): GridTrio {
  const seats = TrioRole.options.map((role) => ({
    role,
    people: row.people
      .filter((person) => person.role === role)
      .map((person): TrioPerson => ({
        accountId: person.accountId,
        name: person.name,
        employment: person.employment,
        source: person.source,
        since: new Date(person.since).toISOString(),
        until: person.until === null ? null : new Date(person.until).toISOString(),
        away: person.away,
        openCases: load.byPerson.get(person.accountId) ?? 0,
        grids: held.get(person.accountId)?.size ?? 1,
      })),
  }))
  return {
    grid: { code: row.grid_code, name: row.grid_name },
    community: { code: row.community_code, name: row.community_name },
    complete: !seats.some(isVacant),
    openCases: load.byArea.get(row.grid_code) ?? 0,
    seats,
  }
}
