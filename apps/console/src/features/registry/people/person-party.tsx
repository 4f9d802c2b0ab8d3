import type { PartyMembership } from '@ejia/contract/party.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useRefusals } from '../../../dictionary/use-refusals.ts'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { refusalOf } from '../../../platform/refusal.ts'
import { Field } from '../../../ui/field.tsx'
import { Failure, FormRefusal, Loading } from '../../../ui/states.tsx'
import { membershipQuery } from '../queries.ts'
import { registryWords } from '../words.ts'

/** Branch and 报到 of a party member: for those who work with members in this grid. */
export function PersonParty({ personId, editable }: { personId: string; editable: boolean }) {
  const t = useWords(registryWords)
  const query = useQuery(membershipQuery(personId))
  return (
    <section className="card stack" aria-labelledby="party">
      <h2 id="party">{t('party')}</h2>
      {query.isPending && <Loading rows={2} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && <Membership key={JSON.stringify(query.data)} personId={personId} membership={query.data} editable={editable} />}
    </section>
  )
}

function Membership({ personId, membership: { member }, editable }: { personId: string; membership: PartyMembership; editable: boolean }) {
  const t = useWords(registryWords)
  const dates = useDates()
  const client = useQueryClient()
  const [typed, setTyped] = useState({ branch: member?.branch ?? '', registeredOn: member?.registeredOn ?? '' })
  const refresh = () => client.invalidateQueries({ queryKey: ['registry', 'membership', personId] })
  const keep = useMutation({
    mutationFn: () => api.party.keep({ personId, branch: typed.branch, registeredOn: typed.registeredOn === '' ? null : typed.registeredOn }),
    onSuccess: refresh,
  })
  const end = useMutation({ mutationFn: () => api.party.end({ personId }), onSuccess: refresh })
  const { at } = useRefusals()
  const failed = keep.error ?? end.error
  const refusal = failed && refusalOf(failed)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    keep.mutate()
  }
  return (
    <>
      <p>
        {member === null
          ? t('noParty')
          : member.registeredOn === null
            ? t('partyNotRegistered', { branch: member.branch })
            : t('partyRegistered', { branch: member.branch, day: dates.day(member.registeredOn) })}
      </p>
      {editable && (
        <form className="stack" aria-label={t('party')} onSubmit={submit} noValidate>
          <FormRefusal refusal={refusal} />
          {keep.isSuccess && <Alert type="success" showIcon role="status" title={t('confirmed')} />}
          <div className="row" style={{ alignItems: 'end' }}>
            <Field label={t('branch')} error={at(refusal, 'branch')}>
              {(control) => <Input {...control} value={typed.branch} onChange={(event) => setTyped({ ...typed, branch: event.target.value })} />}
            </Field>
            <Field label={t('registeredOn')} optional error={at(refusal, 'registeredOn')}>
              {(control) => (
                <Input {...control} type="date" value={typed.registeredOn} onChange={(event) => setTyped({ ...typed, registeredOn: event.target.value })} />
              )}
            </Field>
            <Button htmlType="submit" loading={keep.isPending}>
              {t('keepParty')}
            </Button>
            {member && (
              <Button onClick={() => end.mutate()} loading={end.isPending}>
                {t('endParty')}
              </Button>
            )}
          </div>
        </form>
      )}
    </>
  )
}
