import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import type { FormEvent } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { OneOf, Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { useOwnGrids } from '../enterprises/grid-choices.ts'
import { JoinField } from './join-field.tsx'
import { NeedTabs } from './need-tabs.tsx'
import { needWords } from './words.ts'

const route = getRouteApi('/staff/need-notes/new')
const empty = { outcome: 'heard' as 'heard' | 'refused', grid: '', heardOn: '', title: '', poolId: '', reason: '', households: '1', words: '' }
export type NoteDraft = typeof empty

/** At the door or in the evening: three things to say, the rest if there is more. */
export function NotePage() {
  const t = useWords(needWords)
  const search = route.useSearch()
  const { at } = useRefusals()
  const dates = useDates()
  const client = useQueryClient()
  const grids = useOwnGrids()
  const [typed, change, drop] = useDraft(`need.${search.pool ?? ''}.${search.household ?? ''}.${search.request ?? ''}`, {
    ...empty,
    poolId: search.pool ?? '',
    grid: search.grid ?? '',
  })
  const heardOn = typed.heardOn || dates.today
  const grid = typed.grid || (grids.length === 1 ? grids[0]!.value : '')
  const pool = useQuery({ queryKey: ['need', typed.poolId], queryFn: () => api.needs.open({ poolId: typed.poolId }), enabled: typed.poolId !== '' })
  const saved = useMutation({
    mutationFn: () =>
      api.needs.note({
        outcome: typed.outcome,
        gridCode: grid,
        heardOn,
        ...(search.household && { householdId: search.household }),
        ...(search.request && { requestId: search.request }),
        ...(typed.words.trim() && { words: typed.words }),
        ...(typed.outcome === 'heard' && {
          ...(typed.poolId ? { poolId: typed.poolId } : { title: typed.title }),
          ...(typed.reason.trim() && { reason: typed.reason }),
          ...(!search.household && { households: Number(typed.households) }),
        }),
      }),
    onSuccess: () => {
      drop()
      for (const key of ['need', 'needs', 'need-notes']) void client.invalidateQueries({ queryKey: [key] })
    },
  })
  const refusal = saved.error && refusalOf(saved.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    saved.mutate()
  }
  const kept = saved.data
  return (
    <Page title={t('newNote')}>
      <NeedTabs />
      {kept ? (
        <div className="card stack" role="status">
          <Alert type="success" showIcon title={kept.pool ? t('savedIn', { title: kept.pool.title, households: kept.pool.households }) : t('saved')} />
          <div className="row">
            <Button type="primary" size="large" onClick={() => saved.reset()}>
              {t('again')}
            </Button>
            {kept.pool && (
              <Link to="/needs/$poolId" params={{ poolId: kept.pool.id }} className="link-button">
                {t('openPool')} ›
              </Link>
            )}
          </div>
        </div>
      ) : (
        <form className="card stack" onSubmit={submit} noValidate aria-label={t('newNote')}>
          {(search.household || search.request) && <p className="soft">{t('linked')}</p>}
          <OneOf
            legend={t('whatHeard')}
            value={typed.outcome}
            options={(['heard', 'refused'] as const).map((value) => ({ value, label: t(value) }))}
            onChange={(outcome) => change({ outcome })}
            error={at(refusal, 'outcome')}
          />
          {typed.outcome === 'refused' && <p className="soft">{t('refusedNote')}</p>}
          {typed.outcome === 'heard' && <JoinField typed={typed} change={change} pool={typed.poolId ? (pool.data ?? null) : null} refusal={refusal} />}
          <div className="form-grid">
            <Field label={t('grid')} error={at(refusal, 'gridCode')}>
              {(control) => <Pick {...control} empty="" value={grid} options={grids} onChange={(value) => change({ grid: value })} />}
            </Field>
            <Field label={t('heardOn')} error={at(refusal, 'heardOn')}>
              {(control) => <Input {...control} type="date" max={dates.today} value={heardOn} onChange={(event) => change({ heardOn: event.target.value })} />}
            </Field>
            {typed.outcome === 'heard' && !search.household && (
              <Field label={t('number')} error={at(refusal, 'households')}>
                {(control) => (
                  <Input
                    {...control}
                    type="number"
                    min={1}
                    max={500}
                    value={typed.households}
                    onChange={(event) => change({ households: event.target.value })}
                  />
                )}
              </Field>
            )}
          </div>
          <Field label={t('said')} hint={t('saidHint')} optional error={at(refusal, 'words')}>
            {(control) => (
              <Input.TextArea {...control} rows={3} maxLength={1000} value={typed.words} onChange={(event) => change({ words: event.target.value })} />
            )}
          </Field>
          <FormRefusal refusal={refusal} />
          <div>
            <Button type="primary" htmlType="submit" size="large" loading={saved.isPending}>
              {t('save')}
            </Button>
          </div>
        </form>
      )}
    </Page>
  )
}
