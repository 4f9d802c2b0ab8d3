import type { NeedNote } from '@ejia/contract/needs.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Failure } from '../../ui/states.tsx'
import { needWords } from './words.ts'

export function NoteLine({ note, showPool = false }: { note: NeedNote; showPool?: boolean }) {
  const t = useWords(needWords)
  const dates = useDates()
  const client = useQueryClient()
  const withdrawn = useMutation({
    mutationFn: () => api.needs.withdrawNote({ noteId: note.id }),
    onSuccess: () => Promise.all(['need', 'needs', 'need-notes'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
  return (
    <div className="stack">
      <p className="row">
        <strong>{dates.day(note.heardOn)}</strong>
        <span>{note.grid.name}</span>
        {note.outcome === 'refused' ? (
          <span className="tag tag-wait">{t('refused')}</span>
        ) : (
          <span className="tag tag-plain">{t('households', { count: note.households })}</span>
        )}
        {showPool && note.poolId && note.poolTitle && (
          <Link to="/needs/$poolId" params={{ poolId: note.poolId }} className="target">
            {note.poolTitle}
          </Link>
        )}
        {note.reason && <span>{note.reason}</span>}
        <span className="soft small">{t('by', { name: note.notedBy, moment: dates.moment(note.notedAt) })}</span>
      </p>
      {note.words && (
        <p className="said" dir="auto">
          {note.words}
        </p>
      )}
      {withdrawn.error && <Failure error={withdrawn.error} />}
      {note.mayWithdraw && (
        <p>
          <Button
            aria-label={`${dates.day(note.heardOn)} ${note.poolTitle ?? t('refused')} ${t('withdraw')}`}
            loading={withdrawn.isPending}
            onClick={() => withdrawn.mutate()}
          >
            {t('withdraw')}
          </Button>
        </p>
      )}
    </div>
  )
}
