import type { DispatchTarget } from '@ejia/contract/inbox.ts'
import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { OneOf } from '../../ui/choice.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { caseWords } from './words.ts'

export type Target = { areaCode?: string; unitId?: string; accountId?: string }

const keyOf = (target: Target) =>
  target.accountId ? `person ${target.accountId}` : target.unitId ? `unit ${target.unitId}` : target.areaCode ? `area ${target.areaCode}` : ''
const idsOf = ({ areaCode, unitId, accountId, kind }: DispatchTarget): Target => ({
  ...(areaCode !== null && { areaCode }),
  ...(unitId !== null && kind !== 'area' && { unitId }),
  ...(accountId !== null && kind === 'person' && { accountId }),
})

type Props = { requestId?: string; value: Target; onChange: (target: Target) => void; error?: string | undefined; filterFrom?: number }

/** Teams, departments and people with how much each has open. Typing narrows a long list. */
export function TargetPicker({ requestId, value, onChange, error, filterFrom = 8 }: Props) {
  const t = useWords(caseWords)
  const [typed, setTyped] = useState('')
  const targets = useQuery({ queryKey: ['dispatch-targets', requestId ?? ''], queryFn: () => api.requests.dispatchTargets(requestId ? { requestId } : {}) })
  if (targets.isPending) return <Loading rows={3} />
  if (targets.error) return <Failure error={targets.error} retry={() => void targets.refetch()} />
  const rows = targets.data.targets
  const chosen = keyOf(value)
  const shown = rows.filter((row) => keyOf(idsOf(row)) === chosen || `${row.name} ${row.detail}`.includes(typed.trim()))
  return (
    <OneOf
      legend={t('target')}
      value={chosen}
      options={shown.map((row) => ({
        value: keyOf(idsOf(row)),
        label: `${t(`target_${row.kind}`)} · ${row.name}`,
        hint: [row.detail, t('targetOpen', { count: row.openRequests })].filter(Boolean).join(' · '),
      }))}
      onChange={(key) => {
        const row = rows.find((candidate) => keyOf(idsOf(candidate)) === key)
        if (row) onChange(idsOf(row))
      }}
      error={error}
    >
      {rows.length >= filterFrom && (
        <Input aria-label={t('targetFilter')} placeholder={t('targetFilter')} value={typed} onChange={(event) => setTyped(event.target.value)} />
      )}
    </OneOf>
  )
}
