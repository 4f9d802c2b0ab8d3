import { WhistleKind } from '@ejia/contract/whistles.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { OneOf } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading } from '../../ui/states.tsx'
import { whistleWords } from './words.ts'

const empty = { kind: 'jointEnforcement' as WhistleKind, title: '', need: '' }

export function BlowPage() {
  const t = useWords(whistleWords)
  const { requestId } = useParams({ from: '/staff/requests/$requestId/whistle' })
  const { at } = useRefusals()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [typed, change, drop] = useDraft(`blow.${requestId}`, empty)
  const known = useQuery({ queryKey: ['whistles-of', requestId], queryFn: () => api.whistles.ofRequest({ requestId }) })
  const blow = useMutation({
    mutationFn: () => api.whistles.blow({ requestId, ...typed }),
    onSuccess: (whistle) => {
      drop()
      void client.invalidateQueries({ queryKey: ['whistles'] })
      return navigate({ to: '/whistles/$whistleId', params: { whistleId: whistle.id }, replace: true })
    },
  })
  const refusal = blow.error && refusalOf(blow.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    blow.mutate()
  }
  return (
    <Page title={t('blowTitle')}>
      <Link to="/requests/$requestId" params={{ requestId }} className="back-link">
        ‹ {t('back')}
      </Link>
      {known.isPending && <Loading />}
      {known.error && <Failure error={known.error} retry={() => void known.refetch()} />}
      {known.data && !known.data.mayBlow && <Alert type="info" showIcon title={known.data.rows.length > 0 ? t('alreadyOpen') : t('notAllowed')} />}
      {known.data?.mayBlow && (
        <form className="card stack" onSubmit={submit} noValidate aria-label={t('blowTitle')}>
          <OneOf
            legend={t('kind')}
            value={typed.kind}
            options={WhistleKind.options.map((value) => ({ value, label: t(value) }))}
            onChange={(kind) => change({ kind })}
            error={at(refusal, 'kind')}
          />
          <Field label={t('heading')} error={at(refusal, 'title')}>
            {(control) => <Input {...control} maxLength={100} value={typed.title} onChange={(event) => change({ title: event.target.value })} />}
          </Field>
          <Field label={t('need')} hint={t('blowNote')} error={at(refusal, 'need')}>
            {(control) => (
              <Input.TextArea {...control} rows={4} maxLength={2000} value={typed.need} onChange={(event) => change({ need: event.target.value })} />
            )}
          </Field>
          <FormRefusal refusal={refusal} />
          <div>
            <Button type="primary" htmlType="submit" size="large" loading={blow.isPending}>
              {t('blow')}
            </Button>
          </div>
        </form>
      )}
    </Page>
  )
}
