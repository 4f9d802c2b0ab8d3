import type { Leave, LeaveMove, LeaveMoveInput } from '@ejia/contract/leaves.ts'
import { roleWords } from '@ejia/dictionary/words.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { History } from '../posts/history.tsx'
import { StepForm } from '../posts/step-form.tsx'
import '../posts/posts.css'
import { postWords } from '../posts/words.ts'
import { SubstitutePick } from './ask-form.tsx'
import { leaveWords } from './words.ts'

export function LeavePage() {
  const t = useWords(leaveWords)
  const common = useWords(postWords)
  const { leaveId } = useParams({ from: '/staff/leaves/$leaveId' })
  const query = useQuery({ queryKey: ['leave', leaveId], queryFn: () => api.leaves.open({ leaveId }) })
  return (
    <Page title={query.data ? t('leaveOf', { name: query.data.person.name }) : t('ask')}>
      <Link to="/leaves" className="back-link">
        ‹ {common('back')}
      </Link>
      {query.isPending && <Loading rows={8} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && <Whole leave={query.data} />}
    </Page>
  )
}

function Whole({ leave }: { leave: Leave }) {
  const t = useWords(leaveWords)
  const common = useWords(postWords)
  const say = useShared()
  const dates = useDates()
  const [move, setMove] = useState<LeaveMove | null>(null)
  return (
    <>
      <p className="row">
        <span className={leave.state === 'asked' ? 'tag tag-wait' : 'tag tag-plain'}>{t(leave.state)}</span>
        {leave.running && <span className="tag tag-new">{t('running')}</span>}
        <strong>{t('days', { from: dates.day(leave.startsOn), to: dates.day(leave.endsOn) })}</strong>
        {leave.decidedBy && <span className="soft">{t('decidedBy', { name: leave.decidedBy })}</span>}
      </p>
      {leave.note && (
        <p className="card said" dir="auto">
          {leave.note}
        </p>
      )}
      <section className="card stack" aria-labelledby="leave-moves">
        <h2 id="leave-moves">{common('actions')}</h2>
        {leave.allowedMoves.length === 0 && <p className="soft">{common('noActions')}</p>}
        <div className="row">
          {leave.allowedMoves.map((one, index) => (
            <Button key={one} type={index === 0 ? 'primary' : 'default'} aria-expanded={move === one} onClick={() => setMove(one)}>
              {t(`step_${one}`)}
            </Button>
          ))}
        </div>
        {move && <MoveForm key={move} leave={leave} move={move} onClose={() => setMove(null)} />}
      </section>
      <div className="card">
        <DataTable
          caption={t('posts')}
          keyOf={(row) => row.id}
          rows={leave.covers}
          columns={[
            { title: t('role'), cell: (row) => `${say(roleWords, row.post.role)} · ${row.post.unit?.name ?? row.post.area.name}` },
            { title: t('substitute'), cell: (row) => row.substitute.name },
            {
              title: t('time'),
              cell: (row) => (leave.state === 'asked' ? t('notYet') : `${dates.moment(row.from)} – ${dates.moment(row.to)}`),
            },
          ]}
        />
      </div>
      {leave.handovers.length > 0 && (
        <section className="card stack post-links" aria-labelledby="leave-packs">
          <h2 id="leave-packs">{t('packs')}</h2>
          {leave.handovers.map((pack, index) => (
            <Link key={pack.id} to="/handovers/$handoverId" params={{ handoverId: pack.id }}>
              {leave.handovers.length - index}. {t(pack.open ? 'pack_open' : 'pack_done')} ›
            </Link>
          ))}
        </section>
      )}
      <History entries={leave.timeline.map((entry) => ({ ...entry, step: t(`step_${entry.step}`) }))} />
    </>
  )
}

function MoveForm({ leave, move, onClose }: { leave: Leave; move: LeaveMove; onClose: () => void }) {
  const t = useWords(leaveWords)
  const say = useShared()
  const client = useQueryClient()
  const { now } = useDates()
  const living = leave.covers.filter((cover) => new Date(cover.to) > now)
  const [typed, change, drop] = useDraft(`leave.${leave.id}.${move}`, { words: '', coverId: living[0]?.id ?? '', substituteId: '' })
  const sent = useMutation({
    mutationFn: () => api.leaves.move(inputOf(leave.id, move, typed)),
    onSuccess: (after) => {
      drop()
      client.setQueryData(['leave', leave.id], after)
      void client.invalidateQueries({ predicate: ({ queryKey }) => ['leaves', 'handovers'].includes(String(queryKey[0])) })
      onClose()
    },
  })
  const refusal = sent.error && refusalOf(sent.error)
  const cover = living.find(({ id }) => id === typed.coverId)
  return (
    <StepForm
      name={t(`step_${move}`)}
      words={typed.words}
      onWords={(words) => change({ words })}
      optional={move !== 'decline'}
      refusal={refusal}
      busy={sent.isPending}
      onSubmit={() => sent.mutate()}
      onClose={onClose}
    >
      {move === 'replace' && (
        <div className="form-grid">
          {living.length > 1 && (
            <Field label={t('whichCover')}>
              {(control) => (
                <Pick
                  {...control}
                  value={typed.coverId}
                  options={living.map((one) => ({ value: one.id, label: `${say(roleWords, one.post.role)} · ${one.post.area.name}` }))}
                  onChange={(coverId) => change({ coverId, substituteId: '' })}
                />
              )}
            </Field>
          )}
          {cover && (
            <SubstitutePick
              post={cover.post}
              value={typed.substituteId}
              onChange={(substituteId) => change({ substituteId })}
              refusal={refusal}
              except={cover.substitute.accountId}
            />
          )}
        </div>
      )}
    </StepForm>
  )
}

function inputOf(leaveId: string, move: LeaveMove, typed: { words: string; coverId: string; substituteId: string }): LeaveMoveInput {
  const words = typed.words.trim()
  const said = words ? { words } : {}
  if (move === 'replace') return { leaveId, move, coverId: typed.coverId, substituteId: typed.substituteId, ...said }
  if (move === 'decline') return { leaveId, move, words }
  return { leaveId, move: move === 'expire' ? 'back' : move, ...said }
}
