import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, FormRefusal, Loading, Nothing } from '../../ui/states.tsx'
import { useAreasUnder } from '../meetings/own-areas.ts'
import { useMe } from '../sessions/session.ts'
import { WallLine } from './wall-line.tsx'
import { WhistleTabs } from './whistle-tabs.tsx'
import { whistleWords } from './words.ts'
import './whistles.css'

/** As many as can be read from the back of the room. */
const mostRows = 12
/** Live updates tell of changes; this is for a screen whose line was cut. */
const refreshMs = 60_000

/** For a wall: number, place, kind, departments and their times, the most pressing first. No title, no name, no words. */
export function WallPage() {
  const t = useWords(whistleWords)
  const screen = useRef<HTMLDivElement>(null)
  const query = useQuery({ queryKey: ['whistles', 'wall'], queryFn: () => api.whistles.list({ limit: mostRows }), refetchInterval: refreshMs })
  const late = useQuery({ queryKey: ['whistles', 'wall', 'late'], queryFn: () => api.whistles.list({ overdue: true, limit: 1 }), refetchInterval: refreshMs })
  const rows = query.data?.rows ?? []
  const more = (query.data?.total ?? 0) - rows.length
  return (
    <Page title={t('wall')}>
      <WhistleTabs />
      <div className="row">
        <p className="soft">{t('wallNote')}</p>
        <Button onClick={() => void screen.current?.requestFullscreen?.()}>{t('wallFull')}</Button>
      </div>
      <StartWall />
      {query.isPending && <Loading rows={8} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && rows.length === 0 && <Nothing title={t('emptyTitle')} />}
      {rows.length > 0 && (
        <div className="wall" ref={screen}>
          <p className="wall-head">
            <strong>{t('wallOpen', { count: query.data?.total ?? 0 })}</strong>
            {(late.data?.total ?? 0) > 0 && <strong className="tag tag-danger">{t('wallLate', { count: late.data?.total ?? 0 })}</strong>}
          </p>
          <ul aria-label={t('board')}>
            {rows.map((row) => (
              <WallLine key={row.id} row={row} />
            ))}
          </ul>
          {more > 0 && <p>{t('wallMore', { count: more })}</p>}
        </div>
      )}
    </Page>
  )
}

/** This computer keeps the wall and nothing else. */
function StartWall() {
  const t = useWords(whistleWords)
  const { at } = useRefusals()
  const areas = useAreasUnder(useMe()?.actions.find(({ action }) => action === 'whistle.wall')?.areas ?? []).filter((area) => area.value.length <= 12)
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState('')
  const areaCode = chosen || (areas[0]?.value ?? '')
  const started = useMutation({
    mutationFn: () => api.whistles.startWall({ areaCode }),
    // A whole new page: nothing of the account stays in this one.
    onSuccess: () => location.assign('/console/wall'),
  })
  const refusal = started.error && refusalOf(started.error)
  if (areas.length === 0) return null
  if (!open)
    return (
      <p>
        <Button onClick={() => setOpen(true)}>{t('wallStart')}</Button>
      </p>
    )
  return (
    <section className="card stack" aria-label={t('wallStart')}>
      <p>{t('wallStartText')}</p>
      {areas.length > 1 && (
        <Field label={t('wallArea')} error={at(refusal, 'areaCode')}>
          {(control) => <Pick {...control} value={areaCode} options={areas} onChange={setChosen} />}
        </Field>
      )}
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        <Button type="primary" size="large" loading={started.isPending} onClick={() => started.mutate()}>
          {t('wallStarted')}
        </Button>
        <Button size="large" onClick={() => setOpen(false)}>
          {t('cancel')}
        </Button>
      </div>
    </section>
  )
}
