import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { EnterpriseSummary } from './enterprises.ts'
import {
  CareGroup,
  CareLevel,
  DataPurpose,
  FactSource,
  Household,
  HouseholdKind,
  Person,
  PersonFacts,
  PersonField,
  PersonSummary,
  RecordedFor,
  RevealedPerson,
} from './registry.ts'
import { AreaRef } from './requests.ts'
import { AreaCode, Day, Done, GridCode, Id, optionalWords, queryInteger, words } from './shapes.ts'

const Home = z.object({ buildingId: Id, dwellingId: Id.nullable(), householdId: Id.nullable(), label: z.string(), grid: AreaRef })
const person = z.strictObject({ personId: Id })
const tags = ['registry']

export const registryContract = {
  search: endpoint
    // By POST: what is looked for may be a name or a number, and addresses are logged.
    .route({ method: 'POST', path: '/registry/searches', summary: 'Find people, homes and enterprises in my areas', tags })
    .meta({ action: 'registry.read' })
    .input(z.strictObject({ text: words(60), area: AreaCode.optional(), limit: z.number().int().min(1).max(50).optional() }))
    .output(
      z.object({
        /** How the text was read: a whole phone or ID number finds exactly one value. */
        readAs: z.enum(['name', 'initials', 'phone', 'idNumber', 'creditCode', 'words']),
        people: z.array(PersonSummary),
        homes: z.array(Home),
        enterprises: z.array(EnterpriseSummary),
      }),
    ),
  listHomes: endpoint
    .route({ method: 'GET', path: '/registry/buildings/{buildingId}/homes', summary: 'Every door of a building and the household behind it', tags })
    .meta({ action: 'registry.read' })
    .input(z.strictObject({ buildingId: Id }))
    .output(z.object({ rows: z.array(Home) })),
  openHousehold: endpoint
    .route({ method: 'GET', path: '/registry/households/{householdId}', summary: 'A household at a glance', tags })
    .meta({ action: 'registry.read' })
    .input(z.strictObject({ householdId: Id }))
    .output(Household),
  createHousehold: endpoint
    .route({ method: 'POST', path: '/registry/households', summary: 'Enter a household at a dwelling', tags, successStatus: 201 })
    .meta({ action: 'registry.edit', idempotency: 'optional', errors: ['conflict'] })
    .input(z.strictObject({ kind: HouseholdKind, dwellingId: Id }))
    .output(Household),
  openPerson: endpoint
    .route({ method: 'GET', path: '/registry/people/{personId}', summary: 'One person, masked', tags })
    .meta({ action: 'registry.read' })
    .input(person)
    .output(Person),
  createPerson: endpoint
    .route({ method: 'POST', path: '/registry/people', summary: 'Enter a person of a household', tags, successStatus: 201 })
    .meta({ action: 'registry.edit', idempotency: 'required', errors: ['conflict'] })
    .input(z.strictObject({ householdId: Id, source: FactSource, recordedFor: RecordedFor.optional(), facts: PersonFacts.extend({ name: words(60) }) }))
    .output(Person),
  correct: endpoint
    .route({ method: 'POST', path: '/registry/people/{personId}/facts', summary: 'Correct facts; the old values stay in the history', tags })
    .meta({ action: 'registry.edit', idempotency: 'optional', errors: ['stale_version', 'conflict'] })
    .input(person.extend({ basedOn: z.number().int().positive(), source: FactSource, recordedFor: RecordedFor.optional(), facts: PersonFacts }))
    .output(Person),
  confirm: endpoint
    .route({ method: 'POST', path: '/registry/people/{personId}/confirmations', summary: 'Asked and still true: these facts are fresh again', tags })
    .meta({ action: 'registry.edit', idempotency: 'optional' })
    .input(person.extend({ source: FactSource, fields: z.array(PersonField).min(1).max(8) }))
    .output(Person),
  reveal: endpoint
    .route({
      method: 'POST',
      path: '/registry/people/{personId}/reveals',
      summary: 'Show the whole values once; asks for purpose and reason, and is logged',
      tags,
    })
    .meta({ action: 'registry.reveal', errors: ['second_factor_required', 'rate_limited', 'unavailable'] })
    .input(person.extend({ purpose: DataPurpose, reason: words(200) }))
    .output(RevealedPerson),
  moveHousehold: endpoint
    .route({ method: 'POST', path: '/registry/people/{personId}/moves', summary: 'A person moves to another household; the old one keeps its history', tags })
    .meta({ action: 'registry.edit', idempotency: 'optional' })
    .input(person.extend({ householdId: Id, source: FactSource }))
    .output(Person),
  merge: endpoint
    .route({ method: 'POST', path: '/registry/people/{personId}/merges', summary: 'Two records of one person become one', tags })
    .meta({ action: 'registry.edit', idempotency: 'optional', errors: ['conflict'] })
    .input(person.extend({ otherId: Id, reason: words(200) }))
    .output(Person),
  split: endpoint
    .route({ method: 'POST', path: '/registry/people/{personId}/splits', summary: 'Undo a wrong merge', tags })
    .meta({ action: 'registry.edit', idempotency: 'optional', errors: ['conflict'] })
    .input(person.extend({ otherId: Id, reason: words(200) }))
    .output(Person),
  end: endpoint
    .route({ method: 'POST', path: '/registry/people/{personId}/end', summary: 'Moved away or died: out of the lists, kept until retention ends', tags })
    .meta({ action: 'registry.edit', idempotency: 'optional' })
    .input(person.extend({ why: z.enum(['movedAway', 'died', 'enteredByMistake']) }))
    .output(Done),
  addCare: endpoint
    .route({
      method: 'POST',
      path: '/registry/people/{personId}/care',
      summary: 'Look after somebody: group, level, review date, needs',
      tags,
      successStatus: 201,
    })
    .meta({ action: 'registry.care', idempotency: 'optional', errors: ['conflict'] })
    .input(person.extend({ group: CareGroup, level: CareLevel, reviewOn: Day, needs: optionalWords(500) }))
    .output(Person),
  reviewCare: endpoint
    .route({ method: 'POST', path: '/registry/care/{careId}/reviews', summary: 'Reviewed: still so until the next date, or over', tags })
    .meta({ action: 'registry.care', idempotency: 'optional' })
    .input(
      z.strictObject({ careId: Id, outcome: z.enum(['continue', 'end']), reviewOn: Day.optional(), level: CareLevel.optional(), needs: optionalWords(500) }),
    )
    .output(Person),
  nextRound: endpoint
    .route({ method: 'GET', path: '/registry/next-round', summary: 'Whom to ask on the next round, and what: stale facts only', tags })
    .meta({ action: 'registry.read' })
    .input(z.strictObject({ grid: GridCode, after: z.string().max(200).optional(), limit: queryInteger(1, 100).optional() }))
    .output(
      z.object({
        rows: z.array(z.object({ householdId: Id.nullable(), place: z.string(), person: PersonSummary, fields: z.array(PersonField), staleSince: Day })),
        next: z.string().nullable(),
      }),
    ),
  freshness: endpoint
    .route({ method: 'GET', path: '/registry/freshness', summary: 'Share of fresh facts by area and week', tags })
    .meta({ action: 'registry.read' })
    .input(z.strictObject({ area: AreaCode.optional() }))
    .output(
      z.object({
        area: AreaRef,
        /** Null: fewer than five, or hidden with those so that they cannot be computed. The three officers of a grid count their own. */
        people: z.number().int().nullable(),
        byArea: z.array(
          z.object({ area: AreaRef, people: z.number().int().nullable(), facts: z.number().int().nullable(), fresh: z.number().int().nullable() }),
        ),
        overTime: z.array(z.object({ week: Day, facts: z.number().int(), fresh: z.number().int() })),
      }),
    ),
}
