import { roleWords } from '@ejia/dictionary/words.ts'
import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import type { Refusal } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { areasQuery } from '../areas/queries.ts'
import { may, useMe } from '../sessions/session.ts'
import { peopleWords } from './words.ts'

export type StaffPost =
  | 'gridOfficer'
  | 'branchSecretary'
  | 'partyInstructor'
  | 'communityLead'
  | 'subdistrictStaff'
  | 'departmentContact'
  | 'districtStaff'
  | 'systemAdmin'
  | 'securityAdmin'
  | 'auditor'
export type Post = { role: StaffPost | ''; areaCode: string; unitId: string; employment: '' | 'fullTime' | 'partTime' | 'specialist'; validTo: string }
export const noPost: Post = { role: '', areaCode: '', unitId: '', employment: '', validTo: '' }

/** The kind of area a post stands in; the server holds the rule. */
const kindOf: Record<StaffPost, readonly string[]> = {
  gridOfficer: ['grid'],
  branchSecretary: ['grid'],
  partyInstructor: ['grid', 'community'],
  communityLead: ['community'],
  subdistrictStaff: ['subdistrict'],
  departmentContact: ['subdistrict'],
  districtStaff: ['district'],
  systemAdmin: ['district'],
  securityAdmin: ['district'],
  auditor: ['district'],
}
const fieldPosts: readonly StaffPost[] = ['gridOfficer', 'branchSecretary', 'partyInstructor', 'communityLead', 'departmentContact']
const officePosts: readonly StaffPost[] = ['subdistrictStaff', 'districtStaff', 'systemAdmin', 'securityAdmin', 'auditor']

export function postInput(post: Post) {
  return {
    role: post.role || ('gridOfficer' as const),
    areaCode: post.areaCode,
    ...(post.role === 'departmentContact' && post.unitId && { unitId: post.unitId }),
    ...(post.employment && { employment: post.employment }),
    ...(post.validTo && { validTo: new Date(`${post.validTo}T23:59:59+08:00`).toISOString() }),
  }
}

export function PostFields({ post, onChange, refusal }: { post: Post; onChange: (change: Partial<Post>) => void; refusal: Refusal | null }) {
  const t = useWords(peopleWords)
  const say = useShared()
  const { at } = useRefusals()
  const me = useMe()
  const areas = useQuery(areasQuery())
  const units = useQuery({ queryKey: ['units'], queryFn: () => api.accounts.listUnits({}), enabled: may(me, 'request.read') })
  const roles = me?.assignments.some((held) => held.role === 'securityAdmin') ? officePosts : fieldPosts
  const fitting = (areas.data?.rows ?? []).filter((area) => post.role !== '' && kindOf[post.role].includes(area.kind))
  return (
    <div className="form-grid">
      <Field label={t('role')} error={at(refusal, 'role')}>
        {(control) => (
          <Pick
            {...control}
            value={post.role}
            empty="—"
            options={roles.map((role) => ({ value: role, label: say(roleWords, role) }))}
            onChange={(role) => onChange({ role, areaCode: '' })}
          />
        )}
      </Field>
      <Field label={t('area')} error={at(refusal, 'areaCode')}>
        {(control) => (
          <Pick
            {...control}
            value={post.areaCode}
            empty="—"
            options={fitting.map((area) => ({ value: area.code, label: area.name }))}
            onChange={(areaCode) => onChange({ areaCode })}
          />
        )}
      </Field>
      {post.role === 'departmentContact' && (
        <Field label={t('unit')} error={at(refusal, 'unitId')}>
          {(control) => (
            <Pick
              {...control}
              value={post.unitId}
              empty="—"
              options={(units.data?.rows ?? []).filter((unit) => unit.active).map((unit) => ({ value: unit.id, label: unit.name }))}
              onChange={(unitId) => onChange({ unitId })}
            />
          )}
        </Field>
      )}
      <Field label={t('employment')} optional error={at(refusal, 'employment')}>
        {(control) => (
          <Pick
            {...control}
            value={post.employment}
            empty="—"
            options={(['fullTime', 'partTime', 'specialist'] as const).map((value) => ({ value, label: t(value) }))}
            onChange={(employment) => onChange({ employment })}
          />
        )}
      </Field>
      <Field label={t('validTo')} optional error={at(refusal, 'validTo')}>
        {(control) => <Input {...control} type="date" value={post.validTo} onChange={(event) => onChange({ validTo: event.target.value })} />}
      </Field>
    </div>
  )
}
