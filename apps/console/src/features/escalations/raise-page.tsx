import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading } from '../../ui/states.tsx'
import { escalationWords } from './words.ts'

export function RaisePage() {
  const t = useWords(escalationWords)
  const { requestId } = useParams({ from: '/staff/requests/$requestId/escalation' })
  const { at } = useRefusals()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [typed, change, drop] = useDraft(`raise.${requestId}`, { tried: '', asked: '' })
  const known = useQuery({ queryKey: ['escalations', 'of', requestId], queryFn: () => api.escalations.ofRequest({ requestId }) })
  const raise = useMutation({
    mutationFn: () => api.escalations.raise({ requestId, ...typed }),
    onSuccess: (escalation) => {
      drop()
      void client.invalidateQueries({ queryKey: ['escalations'] })
      return navigate({ to: '/escalations/$escalationId', params: { escalationId: escalation.id }, replace: true })
    },
  })
  const refusal = raise.error && refusalOf(raise.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    raise.mutate()
  }
  const to = known.data?.raisesTo
  return (
    <Page title={t('raiseTitle')}>
      <Link to="/requests/$requestId" params={{ requestId }} className="back-link">
        ‹ {t('backToCase')}
      </Link>
      {known.isPending && <Loading />}
      {known.error && <Failure error={known.error} retry={() => void known.refetch()} />}
      {known.data && !to && <Alert type="info" showIcon title={t('notAllowed')} />}
      {to && (
        <form className="card stack" onSubmit={submit} noValidate aria-label={t('raiseTitle')}>
          <p>{t('raiseTo', { to: to.name })}</p>
          {(['tried', 'asked'] as const).map((field) => (
            <Field key={field} label={t(field)} error={at(refusal, field)}>
              {(control) => (
                <Input.TextArea {...control} rows={4} maxLength={2000} value={typed[field]} onChange={(event) => change({ [field]: event.target.value })} />
              )}
            </Field>
          ))}
          <FormRefusal refusal={refusal} />
          <div>
            <Button type="primary" htmlType="submit" size="large" loading={raise.isPending}>
              {t('raise', { to: to.name })}
            </Button>
          </div>
        </form>
      )}
    </Page>
  )
}
