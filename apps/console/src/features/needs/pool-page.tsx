import type { NeedPool } from '@ejia/contract/needs.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { OneOf, Pick } from '../../ui/choice.tsx'
import { BarCell, DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading } from '../../ui/states.tsx'
import { SourceTopics } from '../meetings/source-topics.tsx'
import { NoteLine } from './note-line.tsx'
import { needWords } from './words.ts'

export function PoolPage() {
  const t = useWords(needWords)
  const { poolId } = useParams({ from: '/staff/needs/$poolId' })
  const query = useQuery({ queryKey: ['need', poolId], queryFn: () => api.needs.open({ poolId }) })
  return (
    <Page title={query.data?.title ?? t('title')}>
      <Link to="/needs" className="back-link">
        ‹ {t('back')}
      </Link>
      {query.isPending && <Loading rows={10} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && <Whole pool={query.data} />}
    </Page>
  )
}

function Whole({ pool }: { pool: NeedPool }) {
  const t = useWords(needWords)
  const dates = useDates()
  const [step, setStep] = useState<'end' | 'merge' | null>(null)
  const most = Math.max(0, ...pool.reasons.map((reason) => reason.households))
  return (
    <>
      <p className="row">
        <span className="tag tag-plain">{t('households', { count: pool.households })}</span>
        <span className="tag tag-new">{t(`state_${pool.state}`)}</span>
        <span>{t('inGrids', { count: pool.grids })}</span>
        {pool.firstHeardOn && pool.lastHeardOn && (
          <span className="soft">{t('heardBetween', { from: dates.day(pool.firstHeardOn), to: dates.day(pool.lastHeardOn) })}</span>
        )}
      </p>
      {pool.ended && <Alert type="info" showIcon title={t('endedBy', { name: pool.ended.by, moment: dates.moment(pool.ended.at), words: pool.ended.words })} />}
      {pool.mergedInto && (
        <p>
          {t('mergedInto')}{' '}
          <Link to="/needs/$poolId" params={{ poolId: pool.mergedInto }} className="link-button">
            {t('openMerged')} ›
          </Link>
        </p>
      )}
      {pool.allowedMoves.length > 0 && (
        <div className="card stack">
          <div className="row">
            {pool.allowedMoves.includes('note') && (
              <Link to="/need-notes/new" search={{ pool: pool.id }} className="link-button">
                {t('newNote')} ›
              </Link>
            )}
            {(['merge', 'end'] as const)
              .filter((move) => pool.allowedMoves.includes(move))
              .map((move) => (
                <Button key={move} aria-expanded={step === move} onClick={() => setStep(step === move ? null : move)}>
                  {t(`step_${move}`)}
                </Button>
              ))}
          </div>
          {step && <StepForm key={step} pool={pool} step={step} onClose={() => setStep(null)} />}
        </div>
      )}
      <SourceTopics of={{ poolId: pool.id }} areaCode={pool.subdistrict} title={pool.title} />
      <section className="card stack" aria-labelledby="pool-reasons">
        <h2 id="pool-reasons">{t('reasons')}</h2>
        {pool.reasons.length === 0 && <p className="soft">{t('noReasons')}</p>}
        {pool.reasons.length > 0 && (
          <DataTable
            caption={t('reasons')}
            hideCaption
            keyOf={(row) => row.words}
            rows={pool.reasons}
            columns={[
              { title: t('reason'), cell: (row) => row.words },
              { title: t('count'), cell: (row) => <BarCell value={row.households} most={most} />, number: true },
            ]}
          />
        )}
      </section>
      <section className="card stack" aria-labelledby="pool-places">
        <h2 id="pool-places">{t('places')}</h2>
        <DataTable
          caption={t('places')}
          hideCaption
          keyOf={(row) => row.area.code}
          rows={pool.places}
          columns={[
            { title: t('place'), cell: (row) => row.area.name },
            { title: t('count'), cell: (row) => row.households, number: true },
          ]}
        />
      </section>
      <section className="card stack" aria-labelledby="pool-notes">
        <h2 id="pool-notes">{t('ownNotes')}</h2>
        {pool.ownNotes.length === 0 && <p className="soft">{t('noOwnNotes')}</p>}
        <ul className="line-list">
          {pool.ownNotes.map((note) => (
            <li key={note.id}>
              <NoteLine note={note} />
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

function StepForm({ pool, step, onClose }: { pool: NeedPool; step: 'end' | 'merge'; onClose: () => void }) {
  const t = useWords(needWords)
  const { at } = useRefusals()
  const client = useQueryClient()
  const [typed, setTyped] = useState({ outcome: '' as '' | 'met' | 'dropped', words: '', intoId: '' })
  const others = useQuery({ queryKey: ['needs', 'gathering'], queryFn: () => api.needs.list({ limit: 100 }), enabled: step === 'merge' })
  const sent = useMutation({
    mutationFn: () =>
      step === 'end'
        ? api.needs.end({ poolId: pool.id, outcome: typed.outcome as 'met', words: typed.words })
        : api.needs.merge({ poolId: pool.id, intoId: typed.intoId }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['need'] })
      void client.invalidateQueries({ queryKey: ['needs'] })
      onClose()
    },
  })
  const refusal = sent.error && refusalOf(sent.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    sent.mutate()
  }
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={t(`step_${step}`)}>
      {step === 'end' && (
        <>
          <OneOf
            legend={t('outcome')}
            value={typed.outcome}
            options={(['met', 'dropped'] as const).map((value) => ({ value, label: t(`outcome_${value}`) }))}
            onChange={(outcome) => setTyped({ ...typed, outcome })}
            error={at(refusal, 'outcome')}
          />
          <Field label={t('words')} error={at(refusal, 'words')}>
            {(control) => (
              <Input.TextArea
                {...control}
                rows={2}
                maxLength={500}
                value={typed.words}
                onChange={(event) => setTyped({ ...typed, words: event.target.value })}
              />
            )}
          </Field>
        </>
      )}
      {step === 'merge' && (
        <Field label={t('into')} error={at(refusal, 'intoId')}>
          {(control) => (
            <Pick
              {...control}
              empty=""
              value={typed.intoId}
              options={(others.data?.rows ?? []).filter((row) => row.id !== pool.id).map((row) => ({ value: row.id, label: row.title }))}
              onChange={(intoId) => setTyped({ ...typed, intoId })}
            />
          )}
        </Field>
      )}
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" loading={sent.isPending}>
          {t('submit')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </form>
  )
}
