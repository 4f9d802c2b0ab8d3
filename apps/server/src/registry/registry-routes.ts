import { api, requireAccount, write, type ApiContext } from '../access/api.ts'
import type { AccountActor } from '../access/actor.ts'
import type { Tx } from '../platform/database.ts'
import { recordAudit } from '../history/record-audit.ts'
import { newId } from '../platform/ids.ts'
import { countFreshness, listNextRound } from './freshness/count-freshness.ts'
import { createHousehold, getEditableHousehold, listHomes, openHousehold } from './households/open-household.ts'
import { addCare, reviewCare } from './people/care-for-person.ts'
import { mergePeople, splitPeople } from './people/merge-people.ts'
import { endPerson, findPerson, type PersonRow } from './people/person-store.ts'
import { presentPerson } from './people/person-view.ts'
import { getReadablePerson, lockWritablePerson } from './people/readable-person.ts'
import { revealPerson } from './people/reveal-person.ts'
import { confirmFacts, correctPerson, enterPerson, keepChange, movePerson, sealerOfPerson } from './people/write-person.ts'
import { requireRunning } from './purposes/running-purposes.ts'
import { DomainError } from '../platform/domain-error.ts'
import { searchRegistry } from './search-registry.ts'

const routes = api.registry

/** A write on one person: who does it, and afterwards the person as it stands. */
function change(context: ApiContext, route: string, input: unknown, work: (tx: Tx, actor: AccountActor, now: Date) => Promise<PersonRow>) {
  return write(context, route, input, async (tx, now) => {
    const actor = requireAccount(context.actor)
    const row = await work(tx, actor, now)
    return presentPerson(tx, context.deps.crypto, actor, (await findPerson(tx, [row.subdistrict], row.id))!, now)
  })
}

export const registryRoutes = {
  search: routes.search.handler(({ input, context: { deps, actor } }) => searchRegistry(deps.db, deps.crypto, actor, input, deps.clock())),
  listHomes: routes.listHomes.handler(({ input, context: { deps, actor } }) => listHomes(deps.db, actor, input.buildingId, deps.clock())),
  openHousehold: routes.openHousehold.handler(({ input, context: { deps, actor } }) => openHousehold(deps.db, actor, input.householdId, deps.clock())),
  createHousehold: routes.createHousehold.handler(({ input, context }) =>
    write(context, 'registry.createHousehold', input, async (tx, now) =>
      openHousehold(tx, context.actor, await createHousehold(tx, context.actor, input, now), now),
    ),
  ),
  openPerson: routes.openPerson.handler(async ({ input, context: { deps, actor } }) => {
    const now = deps.clock()
    return presentPerson(deps.db, deps.crypto, actor, await getReadablePerson(deps.db, actor, input.personId, now), now)
  }),
  createPerson: routes.createPerson.handler(({ input, context }) =>
    change(context, 'registry.createPerson', input, async (tx, actor, now) => {
      const household = await getEditableHousehold(tx, actor, input.householdId, now)
      const id = newId()
      const place = { subdistrict: household.subdistrict, gridCode: household.grid_code, householdId: household.id }
      await requireRunning(tx, household.subdistrict, input.recordedFor)
      const telling = { by: actor.accountId, source: input.source, recordedFor: input.recordedFor }
      await enterPerson(tx, context.deps.crypto, place, id, input.facts, telling, now)
      return (await findPerson(tx, [household.subdistrict], id))!
    }),
  ),
  correct: routes.correct.handler(({ input, context }) =>
    change(context, 'registry.correct', input, async (tx, actor, now) => {
      const row = await lockWritablePerson(tx, actor, input.personId, 'registry.edit', now)
      if (row.version !== input.basedOn) throw new DomainError('stale_version')
      await requireRunning(tx, row.subdistrict, input.recordedFor)
      const telling = { by: actor.accountId, source: input.source, recordedFor: input.recordedFor }
      await correctPerson(tx, context.deps.crypto, row, input.facts, telling, now)
      return row
    }),
  ),
  confirm: routes.confirm.handler(({ input, context }) =>
    change(context, 'registry.confirm', input, async (tx, actor, now) => {
      const row = await lockWritablePerson(tx, actor, input.personId, 'registry.edit', now)
      await confirmFacts(tx, context.deps.crypto, row, input.fields, { by: actor.accountId, source: input.source }, now)
      return row
    }),
  ),
  reveal: routes.reveal.handler(({ input, context: { deps, actor } }) =>
    // Never kept for a second tap: a whole value is not stored anywhere else.
    deps.db.transaction().execute((tx) => revealPerson(tx, deps.crypto, requireAccount(actor), input, deps.clock())),
  ),
  moveHousehold: routes.moveHousehold.handler(({ input, context }) =>
    change(context, 'registry.moveHousehold', input, async (tx, actor, now) => {
      const row = await lockWritablePerson(tx, actor, input.personId, 'registry.edit', now)
      const household = await getEditableHousehold(tx, actor, input.householdId, now)
      if (household.subdistrict !== row.subdistrict) throw new DomainError('invalid_input', { issues: [{ path: ['householdId'], rule: 'not_allowed_here' }] })
      await movePerson(
        tx,
        context.deps.crypto,
        row,
        { householdId: household.id, gridCode: household.grid_code },
        { by: actor.accountId, source: input.source },
        now,
      )
      return row
    }),
  ),
  merge: routes.merge.handler(({ input, context }) =>
    change(context, 'registry.merge', input, (tx, actor, now) => mergePeople(tx, context.deps.crypto, actor, input, now)),
  ),
  split: routes.split.handler(({ input, context }) =>
    change(context, 'registry.split', input, (tx, actor, now) => splitPeople(tx, context.deps.crypto, actor, input, now)),
  ),
  end: routes.end.handler(({ input, context }) =>
    write(context, 'registry.end', input, async (tx, now) => {
      const actor = requireAccount(context.actor)
      const row = await lockWritablePerson(tx, actor, input.personId, 'registry.edit', now)
      await keepChange(tx, await sealerOfPerson(tx, context.deps.crypto, row), row, 'ended', [], null, { by: actor.accountId, source: 'visit' }, now)
      await endPerson(tx, row.subdistrict, row.id, input.why, null, now)
      const event = { subdistrict: row.subdistrict, actor: actor.accountId, action: 'registry.end', target: { kind: 'person', id: row.id } }
      await recordAudit(tx, context.deps.crypto, event, now)
      return { ok: true as const }
    }),
  ),
  addCare: routes.addCare.handler(({ input, context }) =>
    change(context, 'registry.addCare', input, (tx, actor, now) => addCare(tx, context.deps.crypto, actor, input, now)),
  ),
  reviewCare: routes.reviewCare.handler(({ input, context }) =>
    change(context, 'registry.reviewCare', input, (tx, actor, now) => reviewCare(tx, context.deps.crypto, actor, input, now)),
  ),
  nextRound: routes.nextRound.handler(({ input, context: { deps, actor } }) => listNextRound(deps.db, actor, input, deps.clock())),
  freshness: routes.freshness.handler(({ input, context: { deps, actor } }) => countFreshness(deps.db, actor, input.area ?? null, deps.clock())),
}
