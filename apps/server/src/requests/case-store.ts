import { sql, type RawBuilder } from 'kysely'
import type { LinkKind, PartyRole, RequestKind, RequestState } from '@ejia/contract/requests.ts'
import type { Db } from '../platform/database.ts'
import { gathered } from '../platform/gathered.ts'
import { ofTenants } from './inbox/inbox-conditions.ts'
import { requestColumns, type RequestRow } from './request-store.ts'

export type EntryRow = {
  id: string
  at: string
  step: string
  from: RequestState | null
  to: RequestState | null
  kind: 'reporter' | 'staff' | 'system'
  name: string
  role: string | null
  told: string | null
  internal: string | null
  details: Record<string, unknown>
}
export type PhotoRow = { id: string; entry: string; width: number; height: number; public: boolean; step: string }
export type CaseParts = {
  area_names: Record<string, string>
  /** By account; null when nobody is named on the case. */
  person_names: Record<string, string> | null
  unit_name: string | null
  building_name: string | null
  master_receipt: string | null
  entries: EntryRow[]
  photos: PhotoRow[]
  texts: { text: string; until: string }[]
  duplicates: number
  reporter: { anonymous: boolean; hasName: boolean; phoneEnding: string | null; onBehalf: boolean; consent: string | null }
}

/** Names of areas and people as two look-ups, not seven joins: preparing a join costs more than this query runs. */
const caseParts = sql`
  (select json_object_agg(a.code, a.name) from areas a where a.code in (r.area_code, r.handler_area, r.first_receiver_area)) as area_names,
  (select json_object_agg(a.id, a.name) from accounts a where a.id in (r.handler_account, r.first_receiver_account, r.extension_by, r.objection_by)) as person_names,
  u.name as unit_name, b.name as building_name, m.receipt_number as master_receipt,
  (select coalesce(json_agg(json_build_object('id', e.id, 'at', e.at, 'step', e.step, 'from', e.from_state, 'to', e.to_state, 'kind', e.actor_kind,
      'name', e.actor_name, 'role', e.actor_role, 'told', e.told, 'internal', e.internal, 'details', e.details) order by e.at, e.id), '[]')
    from request_entries e where e.subdistrict = r.subdistrict and e.request_id = r.id) as entries,
  case when r.photo_count = 0 then '[]'::json else
    (select coalesce(json_agg(json_build_object('id', p.id, 'entry', p.entry_id, 'width', p.width, 'height', p.height, 'public', p.public,
        'step', (select e.step from request_entries e where e.subdistrict = p.subdistrict and e.id = p.entry_id)) order by p.entry_id, p.position), '[]')
      from request_photos p where p.subdistrict = r.subdistrict and p.request_id = r.id) end as photos,
  (select coalesce(json_agg(json_build_object('text', t.text, 'until', t.until) order by t.until), '[]')
    from request_texts t where t.subdistrict = r.subdistrict and t.request_id = r.id) as texts,
  (select count(*) from requests d where d.subdistrict = r.subdistrict and d.master_id = r.id)::int as duplicates,
  json_build_object('anonymous', rr.anonymous, 'hasName', rr.name_sealed is not null, 'phoneEnding', rr.phone_ending, 'onBehalf', rr.on_behalf, 'consent', rr.consent) as reporter`

const caseTables = sql`
  requests r
  join request_reporters rr on rr.subdistrict = r.subdistrict and rr.request_id = r.id
  left join units u on u.id = r.handler_unit
  left join buildings b on b.subdistrict = r.subdistrict and b.id = r.building_id
  left join requests m on m.subdistrict = r.subdistrict and m.id = r.master_id`

/** Everything around a case whose row was read before. */
export async function findCaseParts(db: Db, subdistrict: string, id: string): Promise<CaseParts> {
  const { rows } = await sql<CaseParts>`select ${caseParts} from ${caseTables} where r.subdistrict = ${subdistrict} and r.id = ${id}`.execute(db)
  const [parts] = rows
  if (!parts) throw new Error('a readable request has no parts')
  return parts
}

export type PartyPart = { id: string; role: PartyRole; dwelling: string; nameSealed: string | null; note: string; clearedAt: string | null }
export type LinkPart = {
  id: string
  kind: LinkKind
  fromId: string
  otherId: string
  receiptNumber: string
  state: RequestState
  excerpt: string
  caseKind: RequestKind
  areaCode: string
  handlerArea: string
  handlerUnit: string | null
}
export type CaseRow = RequestRow & CaseParts & { parties: PartyPart[]; links: LinkPart[] }

/** The case page's one statement, for all that are opened at the same moment; `nameSealed` of a party is base64. */
async function listCases(db: Db, tenants: readonly string[], ids: readonly string[]): Promise<CaseRow[]> {
  const { rows } = await sql<CaseRow>`
    select ${requestColumns}, ${caseParts},
      (select coalesce(json_agg(json_build_object('id', y.id, 'role', y.role, 'dwelling', y.dwelling, 'nameSealed', encode(y.name_sealed, 'base64'), 'note', y.note,
          'clearedAt', y.cleared_at) order by y.added_at, y.id), '[]')
        from request_parties y where y.subdistrict = r.subdistrict and y.request_id = r.id) as parties,
      (select coalesce(json_agg(json_build_object('id', l.id, 'kind', l.kind, 'fromId', l.from_id, 'otherId', o.id, 'receiptNumber', o.receipt_number, 'state', o.state,
          'excerpt', left(o.text, 80), 'caseKind', o.kind, 'areaCode', o.area_code, 'handlerArea', o.handler_area, 'handlerUnit', o.handler_unit) order by l.linked_at), '[]')
        from request_links l
        join requests o on o.subdistrict = l.subdistrict and o.id = case when l.from_id = r.id then l.to_id else l.from_id end
        where l.subdistrict = r.subdistrict and (l.from_id = r.id or l.to_id = r.id)) as links
    from ${caseTables} where ${ofTenants(tenants)} and r.id = any(${ids}::uuid[])`.execute(db)
  return rows
}

type CaseAsked = { tenants: readonly string[]; id: string }

/** The permission check follows in the use case. Cases of the same tenants are read together, so that each statement stays with its tenants. */
export const findCase = gathered(async (db, asked: readonly CaseAsked[]): Promise<(CaseRow | undefined)[]> => {
  const byTenants = Map.groupBy(asked, ({ tenants }) => tenants.join())
  const rows = await Promise.all([...byTenants.values()].map((same) => listCases(db, same[0]!.tenants, [...new Set(same.map(({ id }) => id))])))
  return asked.map(({ tenants, id }) => rows.flat().find((row) => row.id === id && tenants.includes(row.subdistrict)))
})

export type OfficerRow = { name: string; role: 'gridOfficer' | 'branchSecretary' | 'partyInstructor' | 'communityLead'; duty_phone: string | null }

/** The trio of a grid, or the leads of a community: names, roles, duty phones are public (field.md §1). */
export async function listOfficers(db: Db, areaCode: string, now: Date): Promise<OfficerRow[]> {
  const { rows } = await officersOf(areaCode, now).execute(db)
  return rows
}

export function officersOf(areaCode: string, now: Date): RawBuilder<OfficerRow> {
  return sql<OfficerRow>`
    select a.name, x.role, a.duty_phone from assignments x join accounts a on a.id = x.account_id and a.disabled_at is null
    where x.area_code = ${areaCode} and x.role in ('gridOfficer', 'branchSecretary', 'partyInstructor', 'communityLead')
      and x.valid_from <= ${now} and (x.valid_to is null or x.valid_to > ${now})
    order by case x.role when 'gridOfficer' then 1 when 'branchSecretary' then 2 when 'partyInstructor' then 3 else 4 end, a.name limit 12`
}
