import type { EndingMove, PurposeEnding } from '@ejia/contract/purposes.ts'
import { dataPurposeWords } from '@ejia/dictionary/registry-words.ts'
import { endingMoveWords, endingStateWords } from '@ejia/dictionary/purpose-words.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading } from '../../ui/states.tsx'
import { Certificate } from './certificate.tsx'
import { privacyWords } from './words.ts'
import '../registry/registry.css'

const route = getRouteApi('/staff/registry/purposes/$endingId')

/** One ending: who asked, who decides, and at the end its certificate. */
export function EndingPage() {
  const t = useWords(privacyWords)
  const say = useShared()
  const { endingId } = route.useParams()
  const query = useQuery({
    queryKey: ['purposes', 'ending', endingId],
    queryFn: () => api.purposes.open({ endingId }),
    // Somebody else decides, and the destruction works by itself: the page looks until it is done.
    refetchInterval: ({ state }) => (state.data?.state === 'approved' ? 2_000 : state.data?.state === 'asked' ? 5_000 : false),
  })
  const ending = query.data
  const title = ending?.state === 'ended' ? t('certificate') : ending ? say(dataPurposeWords, ending.purpose) : t('purposes')
  return (
    <Page title={title}>
      <p className="row not-printed">
        <Link to="/registry/purposes" className="back-link">
          ‹ {t('back')}
        </Link>
      </p>
      {query.isPending && <Loading />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {ending && (ending.state === 'ended' ? <Certificate ending={ending} /> : <Progress ending={ending} />)}
      {ending && ending.allowedMoves.length > 0 && <Moves key={ending.state} ending={ending} />}
    </Page>
  )
}

function Progress({ ending }: { ending: PurposeEnding }) {
  const t = useWords(privacyWords)
  const say = useShared()
  const dates = useDates()
  return (
    <section className="card stack" aria-label={t('state')}>
      <p className="row" role="status">
        <span className={ending.state === 'asked' || ending.state === 'approved' ? 'tag tag-wait' : 'tag tag-off'}>{say(endingStateWords, ending.state)}</span>
        <span>{t('askedBy', { name: ending.askedBy, time: dates.moment(ending.askedAt) })}</span>
      </p>
      <p dir="auto">{ending.reason}</p>
      {ending.decidedBy && ending.decidedAt && (
        <p>{t('decidedBy', { name: ending.decidedBy, time: dates.moment(ending.decidedAt), words: ending.decidedWords ?? '' })}</p>
      )}
      {ending.state === 'asked' && !ending.allowedMoves.includes('approve') && <p className="soft">{t('another')}</p>}
    </section>
  )
}

function Moves({ ending }: { ending: PurposeEnding }) {
  const t = useWords(privacyWords)
  const say = useShared()
  const { at } = useRefusals()
  const client = useQueryClient()
  const [words, setWords] = useState('')
  const send = useMutation({
    mutationFn: (move: EndingMove) => api.purposes.move({ endingId: ending.id, move, words }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['purposes'] }),
  })
  const refusal = send.error && refusalOf(send.error)
  return (
    <form className="card stack not-printed" onSubmit={(event) => event.preventDefault()} noValidate aria-label={t('words')}>
      <Field label={t('words')} error={at(refusal, 'words')}>
        {(control) => <Input {...control} maxLength={300} value={words} onChange={(event) => setWords(event.target.value)} />}
      </Field>
      <FormRefusal refusal={refusal} />
      <div className="row">
        {ending.allowedMoves.map((move) => (
          <Button
            key={move}
            size="large"
            type={move === 'approve' ? 'primary' : 'default'}
            danger={move === 'approve'}
            loading={send.isPending && send.variables === move}
            onClick={() => send.mutate(move)}
          >
            {say(endingMoveWords, move)}
          </Button>
        ))}
      </div>
    </form>
  )
}
