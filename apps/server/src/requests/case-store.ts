import { sql } from 'kysely'
import type { RequestState } from '@ejia/contract/requests.ts'
import type { Db } from '../platform/database.ts'

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
  area_name: string
  handler_area_name: string
  first_area_name: string
  unit_name: string | null
  person_name: string | null
  first_person_name: string | null
  building_name: string | null
  asked_by_name: string | null
  objected_by_name: string | null
  master_receipt: string | null
  entries: EntryRow[]
  photos: PhotoRow[]
  texts: { text: string; until: string }[]
  duplicates: number
  reporter: { anonymous: boolean; hasName: boolean; phoneEnding: string | null; onBehalf: boolean; consent: string | null } | null
}

/** Everything around a case in one round trip; the row itself was read before for the permission. */
export async function findCaseParts(db: Db, subdistrict: string, id: string): Promise<CaseParts> {
  const { rows } = await sql<CaseParts>`
    select pa.name as area_name, ha.name as handler_area_name, fa.name as first_area_name, u.name as unit_name, ac.name as person_name, fc.name as first_person_name,
      b.name as building_name, xb.name as asked_by_name, ob.name as objected_by_name, m.receipt_number as master_receipt,
      (select coalesce(json_agg(json_build_object('id', e.id, 'at', e.at, 'step', e.step, 'from', e.from_state, 'to', e.to_state, 'kind', e.actor_kind,
          'name', e.actor_name, 'role', e.actor_role, 'told', e.told, 'internal', e.internal, 'details', e.details) order by e.at, e.id), '[]')
        from request_entries e where e.subdistrict = r.subdistrict and e.request_id = r.id) as entries,
      (select coalesce(json_agg(json_build_object('id', p.id, 'entry', p.entry_id, 'width', p.width, 'height', p.height, 'public', p.public,
          'step', (select e.step from request_entries e where e.subdistrict = p.subdistrict and e.id = p.entry_id)) order by p.entry_id, p.position), '[]')
        from request_photos p where p.subdistrict = r.subdistrict and p.request_id = r.id) as photos,
      (select coalesce(json_agg(json_build_object('text', t.text, 'until', t.until) order by t.until), '[]')
        from request_texts t where t.subdistrict = r.subdistrict and t.request_id = r.id) as texts,
      (select count(*) from requests d where d.subdistrict = r.subdistrict and d.master_id = r.id)::int as duplicates,
      (select json_build_object('anonymous', rr.anonymous, 'hasName', rr.name_sealed is not null, 'phoneEnding', rr.phone_ending, 'onBehalf', rr.on_behalf, 'consent', rr.consent)
        from request_reporters rr where rr.subdistrict = r.subdistrict and rr.request_id = r.id) as reporter
    from requests r
    join areas pa on pa.code = r.area_code
    join areas ha on ha.code = r.handler_area
    join areas fa on fa.code = r.first_receiver_area
    left join units u on u.id = r.handler_unit
    left join accounts ac on ac.id = r.handler_account
    left join accounts fc on fc.id = r.first_receiver_account
    left join accounts xb on xb.id = r.extension_by
    left join accounts ob on ob.id = r.objection_by
    left join buildings b on b.subdistrict = r.subdistrict and b.id = r.building_id
    left join requests m on m.subdistrict = r.subdistrict and m.id = r.master_id
    where r.subdistrict = ${subdistrict} and r.id = ${id}`.execute(db)
  const [parts] = rows
  if (!parts) throw new Error('a readable request has no parts')
  return parts
}

export type OfficerRow = { name: string; role: 'gridOfficer' | 'branchSecretary' | 'partyInstructor' | 'communityLead'; duty_phone: string | null }

/** The trio of a grid, or the leads of a community: names, roles, duty phones are public (field.md §1). */
export async function listOfficers(db: Db, areaCode: string, now: Date): Promise<OfficerRow[]> {
  const { rows } = await sql<OfficerRow>`
    select a.name, x.role, a.duty_phone from assignments x join accounts a on a.id = x.account_id and a.disabled_at is null
    where x.area_code = ${areaCode} and x.role in ('gridOfficer', 'branchSecretary', 'partyInstructor', 'communityLead')
      and x.valid_from <= ${now} and (x.valid_to is null or x.valid_to > ${now})
    order by case x.role when 'gridOfficer' then 1 when 'branchSecretary' then 2 when 'partyInstructor' then 3 else 4 end, a.name limit 12`.execute(db)
  return rows
}
