import type { TaskOwnerInput } from '@ejia/contract/meeting-tasks.ts'
import { useQuery } from '@tanstack/react-query'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { Pick } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { useAreasUnder } from '../own-areas.ts'
import { meetingWords } from '../words.ts'

export type OwnerDraft = { kind: TaskOwnerInput['kind']; id: string }

/** Who does it: one of those invited first, then everybody posted here; a department; whoever is posted to an area. */
export function OwnerFields({
  subdistrict,
  owner,
  onChange,
  error,
}: {
  subdistrict: string
  owner: OwnerDraft
  onChange: (owner: OwnerDraft) => void
  error: string | undefined
}) {
  const t = useWords(meetingWords)
  const people = useQuery({ queryKey: ['meeting-people', subdistrict], queryFn: () => api.meetings.people({ subdistrict }), staleTime: 60_000 })
  const units = useQuery({ queryKey: ['units'], queryFn: () => api.accounts.listUnits({}), staleTime: 60_000, enabled: owner.kind === 'unit' })
  const areas = useAreasUnder([subdistrict])
  const options =
    owner.kind === 'person'
      ? (people.data?.rows ?? [])
          .toSorted((one, other) => Number(other.byRule) - Number(one.byRule))
          .map((one) => ({ value: one.accountId, label: `${one.name} · ${one.areaName}` }))
      : owner.kind === 'unit'
        ? (units.data?.rows ?? []).filter((unit) => unit.active).map((unit) => ({ value: unit.id, label: unit.name }))
        : areas
  return (
    <>
      <Field label={t('ownerKind')}>
        {({ id }) => (
          <Pick
            id={id}
            value={owner.kind}
            options={(['person', 'unit', 'area'] as const).map((value) => ({ value, label: t(value) }))}
            onChange={(kind) => onChange({ kind: kind || 'person', id: '' })}
          />
        )}
      </Field>
      <Field label={t('owner')} error={error}>
        {(control) => <Pick {...control} empty="" value={owner.id} options={options} onChange={(id) => onChange({ ...owner, id })} />}
      </Field>
    </>
  )
}

export function ownerOf({ kind, id }: OwnerDraft): TaskOwnerInput {
  if (kind === 'unit') return { kind, unitId: id }
  return kind === 'area' ? { kind, areaCode: id } : { kind, accountId: id }
}
