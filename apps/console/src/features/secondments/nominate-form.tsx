import type { SecondmentCall } from '@ejia/contract/secondments.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Input } from 'antd'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { StepForm } from '../posts/step-form.tsx'
import { may, useMe } from '../sessions/session.ts'
import { secondmentWords } from './words.ts'

/** 自荐, or a unit's nomination. */
export function NominateForm({ call, who, onClose }: { call: SecondmentCall; who: 'self' | 'other'; onClose: () => void }) {
  const t = useWords(secondmentWords)
  const { at } = useRefusals()
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const home = me?.assignments[0]
  const [typed, change, drop] = useDraft(`nominate.${call.id}.${who}`, {
    subdistrict: call.wants.length === 1 ? (call.wants[0]?.subdistrict.code ?? '') : '',
    accountId: '',
    homeUnit: home?.unit?.name ?? home?.area.name ?? '',
    statement: '',
  })
  const sent = useMutation({
    mutationFn: () => {
      const { accountId, ...rest } = typed
      return api.secondments.nominate({ callId: call.id, ...rest, ...(who === 'other' && { accountId }) })
    },
    onSuccess: (secondment) => {
      drop()
      void client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('secondment') })
      return navigate({ to: '/secondments/$secondmentId', params: { secondmentId: secondment.id } })
    },
  })
  const refusal = sent.error && refusalOf(sent.error)
  return (
    <div className="card">
      <StepForm
        name={t(who === 'self' ? 'nominateSelf' : 'nominateOther')}
        words={null}
        onWords={() => undefined}
        optional
        refusal={refusal}
        busy={sent.isPending}
        onSubmit={() => sent.mutate()}
        onClose={onClose}
      >
        <div className="form-grid">
          <Field label={t('whichSubdistrict')} error={at(refusal, 'subdistrict')}>
            {(control) => (
              <Pick
                {...control}
                empty=""
                value={typed.subdistrict}
                options={call.wants.map(({ subdistrict }) => ({ value: subdistrict.code, label: subdistrict.name }))}
                onChange={(subdistrict) => change({ subdistrict })}
              />
            )}
          </Field>
          {who === 'other' && <PersonPick value={typed.accountId} onChange={(accountId) => change({ accountId })} error={at(refusal, 'accountId')} />}
          <Field label={t('homeUnit')} error={at(refusal, 'homeUnit')}>
            {(control) => <Input {...control} maxLength={60} value={typed.homeUnit} onChange={(event) => change({ homeUnit: event.target.value })} />}
          </Field>
        </div>
        <Field label={t('statement')} error={at(refusal, 'statement')}>
          {(control) => (
            <Input.TextArea {...control} rows={4} maxLength={2000} value={typed.statement} onChange={(event) => change({ statement: event.target.value })} />
          )}
        </Field>
      </StepForm>
    </div>
  )
}

/** Colleagues one may name: those of the area, or of the own department. */
function PersonPick({ value, onChange, error }: { value: string; onChange: (id: string) => void; error: string | undefined }) {
  const t = useWords(secondmentWords)
  const me = useMe()
  const inArea = may(me, 'account.read')
  const accounts = useQuery({ queryKey: ['accounts', 'to-nominate'], queryFn: () => api.accounts.list({ limit: 100 }), enabled: inArea })
  const post = me?.assignments.find(({ unit }) => unit !== null)
  const unit = useQuery({
    queryKey: ['leave-candidates', post?.id ?? ''],
    queryFn: () => api.leaves.candidates({ assignmentId: post?.id ?? '' }),
    enabled: !inArea && post !== undefined,
  })
  const options = inArea
    ? (accounts.data?.rows ?? []).filter((row) => row.id !== me?.accountId).map((row) => ({ value: row.id, label: row.name }))
    : (unit.data?.rows ?? []).map((row) => ({ value: row.accountId, label: row.name }))
  return (
    <Field label={t('person')} error={error}>
      {(control) => <Pick {...control} empty="" value={value} options={options} onChange={onChange} />}
    </Field>
  )
}
