import type { Role } from '@ejia/contract/access.ts'
import type { DispatchTarget } from '@ejia/contract/inbox.ts'
import { roleWords } from '@ejia/dictionary/words.ts'
import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { OneOf } from '../../../ui/choice.tsx'
import { Failure, Loading } from '../../../ui/states.tsx'
import { caseWords } from '../words.ts'

/** Teams are told by the kind of their area. */
const areaWords = {
  grid: { zh: '网格', en: 'Grid' },
  community: { zh: '社区', en: 'Community' },
  subdistrict: { zh: '街道', en: 'Subdistrict' },
  district: { zh: '区', en: 'District' },
}
/** A subdistrict has a hundred people: the nearest stand first, the rest are found by typing. */
const shortList = 14

export type Target = { areaCode?: string; unitId?: string; accountId?: string }

const keyOf = (target: Target) =>
  target.accountId ? `person ${target.accountId}` : target.unitId ? `unit ${target.unitId}` : target.areaCode ? `area ${target.areaCode}` : ''
const idsOf = ({ areaCode, unitId, accountId, kind }: DispatchTarget): Target => ({
  ...(areaCode !== null && { areaCode }),
  ...(unitId !== null && kind !== 'area' && { unitId }),
  ...(accountId !== null && kind === 'person' && { accountId }),
})

type Props = { requestId?: string; value: Target; onChange: (target: Target) => void; error?: string | undefined }

/** Teams, departments and people with how much each has open. Typing narrows a long list. */
export function TargetPicker({ requestId, value, onChange, error }: Props) {
  const t = useWords(caseWords)
  const say = useShared()
  const [typed, setTyped] = useState('')
  const targets = useQuery({ queryKey: ['dispatch-targets', requestId ?? ''], queryFn: () => api.requests.dispatchTargets(requestId ? { requestId } : {}) })
  if (targets.isPending) return <Loading rows={3} />
  if (targets.error) return <Failure error={targets.error} retry={() => void targets.refetch()} />
  const rows = targets.data.targets
  const chosen = keyOf(value)
  const detailOf = ({ detail }: DispatchTarget) =>
    detail in roleWords ? say(roleWords, detail as Role) : detail in areaWords ? say(areaWords, detail as keyof typeof areaWords) : detail
  const words = typed.trim()
  const matching = rows.filter((row) => `${row.name} ${detailOf(row)}`.includes(words))
  const first = words === '' ? matching.slice(0, shortList) : matching
  const shown = [...first, ...rows.filter((row) => keyOf(idsOf(row)) === chosen && !first.includes(row))]
  return (
    <OneOf
      legend={t('target')}
      value={chosen}
      options={shown.map((row) => ({
        value: keyOf(idsOf(row)),
        label: `${t(`target_${row.kind}`)} · ${row.name}`,
        hint: [detailOf(row), t('targetOpen', { count: row.openRequests })].filter(Boolean).join(' · '),
      }))}
      onChange={(key) => {
        const row = rows.find((candidate) => keyOf(idsOf(candidate)) === key)
        if (row) onChange(idsOf(row))
      }}
      error={error}
    >
      {rows.length > 7 && (
        <Input aria-label={t('targetFilter')} placeholder={t('targetFilter')} value={typed} onChange={(event) => setTyped(event.target.value)} />
      )}
    </OneOf>
  )
}
