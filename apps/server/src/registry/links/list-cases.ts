import type { Actor } from '../../access/actor.ts'
import { holds } from '../../access/permissions.ts'
import type { Db } from '../../platform/database.ts'
import { listCasesOfEnterprise, listCasesOfPeople, type LinkedRow } from './link-store.ts'

/** Whose cases: people, or an enterprise, of one subdistrict. */
export type CaseOwner = { subdistrict: string } & ({ people: readonly string[] } | { enterprise: string })

/** As far as the reader may see each; a tip-off is never reached through a name (field.md §3). */
export async function listLinkedCases(db: Db, actor: Actor, owner: CaseOwner, now: Date): Promise<LinkedRow[]> {
  const rows =
    'people' in owner
      ? await listCasesOfPeople(db, owner.subdistrict, owner.people)
      : await listCasesOfEnterprise(db, { subdistrict: owner.subdistrict, id: owner.enterprise })
  return rows
    .filter((row) => row.kind !== 'tipOff')
    .filter((row) => holds(actor, 'request.read', { areaCode: row.area_code, handlerArea: row.handler_area, handlerUnit: row.handler_unit }, now))
}
