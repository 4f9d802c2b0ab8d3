import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { useRefusals } from '../../../dictionary/use-refusals.ts'
import { useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { useDraft } from '../../../platform/drafts.ts'
import { refusalOf } from '../../../platform/refusal.ts'
import { Pick } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { Page } from '../../../ui/page.tsx'
import { Failure, FormRefusal, Loading } from '../../../ui/states.tsx'
import { useRaiseAreas } from '../own-areas.ts'
import { meetingWords } from '../words.ts'

const route = getRouteApi('/staff/topics/new')

/** From a case, a whistle or a need the line is there already: one look, one tap. */
export function RaisePage() {
  const t = useWords(meetingWords)
  const search = route.useSearch()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { at } = useRefusals()
  const areas = useRaiseAreas()
  const of = {
    ...(search.request && { requestId: search.request }),
    ...(search.whistle && { whistleId: search.whistle }),
    ...(search.pool && { poolId: search.pool }),
  }
  const grown = Object.keys(of).length > 0
  const [typed, change, drop] = useDraft(`topic.${JSON.stringify(of)}`, { area: search.area ?? '', title: search.title ?? '', words: '' })
  const known = useQuery({ queryKey: ['topics', 'of', of], queryFn: () => api.topics.ofSource(of), enabled: grown })
  const area = typed.area || (areas.length === 1 ? areas[0]!.value : '')
  const raised = useMutation({
    mutationFn: () => api.topics.raise({ areaCode: area, title: typed.title, words: typed.words, ...of }),
    onSuccess: () => {
      drop()
      void client.invalidateQueries({ queryKey: ['topics'] })
      return navigate({ to: '/topics', search: { mine: true }, replace: true })
    },
  })
  const refusal = raised.error && refusalOf(raised.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    raised.mutate()
  }
  return (
    <Page title={t('raiseFrom')}>
      <Link to="/topics" className="back-link">
        ‹ {t('topics')}
      </Link>
      {known.isLoading && <Loading />}
      {known.error && <Failure error={known.error} retry={() => void known.refetch()} />}
      {known.data && !known.data.mayRaise && <Alert type="info" showIcon title={t('alreadyRaised')} />}
      {(!grown || known.data?.mayRaise) && (
        <form className="card stack" onSubmit={submit} noValidate aria-label={t('raiseFrom')}>
          <Field label={t('topicTitle')} hint={t('topicHint')} error={at(refusal, 'title')}>
            {(control) => <Input {...control} maxLength={80} value={typed.title} onChange={(event) => change({ title: event.target.value })} />}
          </Field>
          <Field label={t('topicWords')} error={at(refusal, 'words')}>
            {(control) => (
              <Input.TextArea {...control} rows={4} maxLength={2000} value={typed.words} onChange={(event) => change({ words: event.target.value })} />
            )}
          </Field>
          {!search.area && (
            <Field label={t('where')} error={at(refusal, 'areaCode')}>
              {(control) => <Pick {...control} empty="" value={area} options={areas} onChange={(value) => change({ area: value })} />}
            </Field>
          )}
          <FormRefusal refusal={refusal} />
          <div>
            <Button type="primary" htmlType="submit" size="large" loading={raised.isPending}>
              {t('raiseFrom')}
            </Button>
          </div>
        </form>
      )}
    </Page>
  )
}
