import type { Secondment, SecondmentMove, SecondmentMoveInput } from '@ejia/contract/secondments.ts'
import { dayOf } from '@ejia/calendar/working-calendar.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { areasQuery } from '../areas/queries.ts'
import { History } from '../posts/history.tsx'
import { StepForm } from '../posts/step-form.tsx'
import '../posts/posts.css'
import { postWords } from '../posts/words.ts'
import { secondmentWords } from './words.ts'

export function SecondmentPage() {
  const t = useWords(secondmentWords)
  const common = useWords(postWords)
  const { secondmentId } = useParams({ from: '/staff/secondments/$secondmentId' })
  const query = useQuery({ queryKey: ['secondment', secondmentId], queryFn: () => api.secondments.open({ secondmentId }) })
  return (
    <Page title={query.data?.person.name ?? t('people')}>
      <Link to="/secondments" className="back-link">
        ‹ {common('back')}
      </Link>
      {query.isPending && <Loading rows={10} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && <Whole one={query.data} />}
    </Page>
  )
}

function Whole({ one }: { one: Secondment }) {
  const t = useWords(secondmentWords)
  const common = useWords(postWords)
  const dates = useDates()
  const [move, setMove] = useState<SecondmentMove | null>(null)
  return (
    <>
      <p className="row">
        <span className={one.waitingForMe || one.pastEnd ? 'tag tag-wait' : 'tag tag-new'}>{one.pastEnd ? t('pastEnd') : t(`state_${one.state}`)}</span>
        <strong>{t('line', { unit: one.homeUnit, subdistrict: one.subdistrict.name })}</strong>
        <span className="soft">
          {t(`by_${one.by}`)} · {t('nominatedBy', { name: one.nominatedBy })} · {dates.moment(one.nominatedAt)}
        </span>
      </p>
      <p>
        <Link className="link-button" to="/secondment-calls/$callId" params={{ callId: one.callId }}>
          {one.callTitle}
        </Link>
      </p>
      <section className="card stack" aria-labelledby="secondment-moves">
        <h2 id="secondment-moves">{common('actions')}</h2>
        {one.allowedMoves.length === 0 && <p className="soft">{common('noActions')}</p>}
        <div className="row">
          {one.allowedMoves.map((next, index) => (
            <Button
              key={next}
              type={index === 0 ? 'primary' : 'default'}
              danger={next === 'recall'}
              aria-expanded={move === next}
              onClick={() => setMove(next)}
            >
              {t(`step_${next}`)}
            </Button>
          ))}
        </div>
        {move && <MoveForm key={move} one={one} move={move} onClose={() => setMove(null)} />}
      </section>
      <section className="card stack" aria-labelledby="secondment-statement">
        <h2 id="secondment-statement">{t('statement')}</h2>
        <p className="said" dir="auto">
          {one.statement}
        </p>
      </section>
      <section className="card stack">
        {one.posts.length === 0 ? (
          <p className="soft">{t('noPosts')}</p>
        ) : (
          <DataTable
            caption={t('posts')}
            keyOf={(row) => row.id}
            rows={one.posts}
            columns={[
              { title: t('area'), cell: (row) => row.area.name },
              { title: t('tasks'), cell: (row) => row.tasks },
              {
                title: t('time'),
                cell: (row) =>
                  `${dates.day(dayOf(new Date(row.from)))} – ${dates.day(dayOf(new Date(Date.parse(row.to) - 1)))}${row.over ? ` · ${t('over')}` : ''}`,
              },
            ]}
          />
        )}
        {one.summary && (
          <>
            <h2>{t('summary')}</h2>
            <p className="said" dir="auto">
              {one.summary}
            </p>
          </>
        )}
        {one.handovers.length > 0 && (
          <div className="post-links">
            <h2>{t('packs')}</h2>
            {one.handovers.map((pack) => (
              <Link key={pack.id} to="/handovers/$handoverId" params={{ handoverId: pack.id }}>
                {t(pack.open ? 'pack_open' : 'pack_done')} ›
              </Link>
            ))}
          </div>
        )}
      </section>
      <History entries={one.timeline.map((entry) => ({ ...entry, step: t(`step_${entry.step}`) }))} />
    </>
  )
}

const wordless = new Set<SecondmentMove>(['confirm', 'approve', 'withdraw', 'post', 'end'])
const long = new Set<SecondmentMove>(['note', 'summarise', 'end'])

function MoveForm({ one, move, onClose }: { one: Secondment; move: SecondmentMove; onClose: () => void }) {
  const t = useWords(secondmentWords)
  const { at } = useRefusals()
  const { today } = useDates()
  const client = useQueryClient()
  const [typed, change, drop] = useDraft(`secondment.${one.id}.${move}`, {
    words: '',
    areaCode: '',
    tasks: '',
    from: one.startsOn > today ? one.startsOn : today,
    to: one.endsOn,
  })
  const sent = useMutation({
    mutationFn: () => api.secondments.move(inputOf(one.id, move, typed)),
    onSuccess: (after) => {
      drop()
      client.setQueryData(['secondment', one.id], after)
      void client.invalidateQueries({
        predicate: ({ queryKey }) => ['secondments', 'secondment-calls', 'secondment-call', 'handovers'].includes(String(queryKey[0])),
      })
      onClose()
    },
  })
  const refusal = sent.error && refusalOf(sent.error)
  return (
    <StepForm
      name={t(`step_${move}`)}
      words={move === 'post' ? null : typed.words}
      onWords={(words) => change({ words })}
      {...((move === 'summarise' || move === 'end') && { wordsLabel: t('summary') })}
      optional={wordless.has(move)}
      rows={long.has(move) ? 6 : 3}
      refusal={refusal}
      busy={sent.isPending}
      onSubmit={() => sent.mutate()}
      onClose={onClose}
    >
      {move === 'end' && <p className="soft">{t('endHint')}</p>}
      {move === 'post' && (
        <>
          <div className="form-grid">
            <AreaPick below={one.subdistrict.code} value={typed.areaCode} onChange={(areaCode) => change({ areaCode })} error={at(refusal, 'areaCode')} />
            {(['from', 'to'] as const).map((field) => (
              <Field key={field} label={t(field)} error={at(refusal, field)}>
                {(control) => <Input {...control} type="date" value={typed[field]} onChange={(event) => change({ [field]: event.target.value })} />}
              </Field>
            ))}
          </div>
          <Field label={t('tasks')} error={at(refusal, 'tasks')}>
            {(control) => (
              <Input.TextArea {...control} rows={3} maxLength={500} value={typed.tasks} onChange={(event) => change({ tasks: event.target.value })} />
            )}
          </Field>
        </>
      )}
    </StepForm>
  )
}

function AreaPick({ below, value, onChange, error }: { below: string; value: string; onChange: (code: string) => void; error: string | undefined }) {
  const t = useWords(secondmentWords)
  const areas = useQuery(areasQuery())
  const rows = (areas.data?.rows ?? [])
    .filter(({ code }) => code.startsWith(below) && code.length >= 12)
    .toSorted((left, right) => (left.code < right.code ? -1 : 1))
  return (
    <Field label={t('area')} error={error}>
      {(control) => (
        <Pick
          {...control}
          empty=""
          value={value}
          options={rows.map(({ code, name }) => ({ value: code, label: code.length === 15 ? `　${name}` : name }))}
          onChange={onChange}
        />
      )}
    </Field>
  )
}

type Typed = { words: string; areaCode: string; tasks: string; from: string; to: string }
function inputOf(secondmentId: string, move: SecondmentMove, typed: Typed): SecondmentMoveInput {
  const words = typed.words.trim()
  if (move === 'post') return { secondmentId, move, posts: [{ areaCode: typed.areaCode, tasks: typed.tasks.trim(), from: typed.from, to: typed.to }] }
  if (move === 'confirm' || move === 'approve' || move === 'withdraw' || move === 'end') return { secondmentId, move, ...(words && { words }) }
  return { secondmentId, move, words }
}
