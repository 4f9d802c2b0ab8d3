import type { SummonsMove, TaskMove, Whistle, WhistleMove, WhistleMoveInput } from '@ejia/contract/whistles.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { useDraft } from '../../platform/drafts.ts'
import { refusalOf } from '../../platform/refusal.ts'
import { OneOf, Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { FormRefusal } from '../../ui/states.tsx'
import { PhotosField } from '../requests/pickers/photos-field.tsx'
import { whistleWords } from './words.ts'

export type Step = { move: WhistleMove } | { move: SummonsMove; unitId: string } | { move: TaskMove; taskId: string }

const weekMs = 7 * 86_400_000
const wordless = new Set(['approve', 'summon', 'checkIn', 'remind', 'rate'])

type Draft = {
  words: string
  title: string
  unitId: string
  dueOn: string
  uphold: 'yes' | 'no' | ''
  stars: '1' | '2' | '3' | '4' | '5' | ''
  units: string[]
  lead: string
  photoIds: string[]
}

/** One step: its few fields, the refusal at the field, what was typed kept. */
export function MoveForm({ whistle, step, onClose }: { whistle: Whistle; step: Step; onClose: () => void }) {
  const t = useWords(whistleWords)
  const { at } = useRefusals()
  const dates = useDates()
  const client = useQueryClient()
  const { move } = step
  const [typed, change, drop] = useDraft<Draft>(`whistle.${whistle.id}.${JSON.stringify(step)}`, {
    words: '',
    title: '',
    unitId: '',
    dueOn: new Date(dates.now.getTime() + weekMs).toISOString().slice(0, 10),
    uphold: '',
    stars: '',
    units: [],
    lead: '',
    photoIds: [],
  })
  const sent = useMutation({
    mutationFn: () => api.whistles.move(inputOf(whistle.id, step, typed)),
    onSuccess: (after) => {
      drop()
      client.setQueryData(['whistle', whistle.id], after)
      void client.invalidateQueries({ queryKey: ['whistles'] })
      onClose()
    },
  })
  const refusal = sent.error && refusalOf(sent.error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    sent.mutate()
  }
  const name = t(`step_${move}`)
  return (
    <form className="stack" onSubmit={submit} noValidate aria-label={name}>
      {move === 'summon' && <UnitsField whistle={whistle} typed={typed} change={change} error={at(refusal, 'units')} />}
      {move === 'addTask' && (
        <div className="form-grid">
          <Field label={t('task')} error={at(refusal, 'title')}>
            {(control) => <Input {...control} maxLength={200} value={typed.title} onChange={(event) => change({ title: event.target.value })} />}
          </Field>
          <Field label={t('taskUnit')} optional error={at(refusal, 'unitId')}>
            {(control) => (
              <Pick
                {...control}
                empty={t('everyone')}
                value={typed.unitId}
                options={whistle.units.filter((one) => one.state !== 'released').map((one) => ({ value: one.unit.id, label: one.unit.name }))}
                onChange={(unitId) => change({ unitId })}
              />
            )}
          </Field>
          <Field label={t('dueOn')} error={at(refusal, 'dueOn')}>
            {(control) => <Input {...control} type="date" value={typed.dueOn} onChange={(event) => change({ dueOn: event.target.value })} />}
          </Field>
        </div>
      )}
      {(move === 'settleObjection' || move === 'settleAppeal') && (
        <OneOf
          legend={t('uphold')}
          value={typed.uphold}
          options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`uphold_${value}`) }))}
          onChange={(uphold) => change({ uphold })}
          error={at(refusal, 'uphold')}
        />
      )}
      {move === 'rate' && (
        <OneOf
          legend={t('stars')}
          value={typed.stars}
          options={(['5', '4', '3', '2', '1'] as const).map((value) => ({ value, label: '★'.repeat(Number(value)) }))}
          onChange={(stars) => change({ stars })}
          error={at(refusal, 'stars')}
        />
      )}
      {move !== 'addTask' && (
        <Field label={move === 'plan' ? t('plan') : move === 'finish' ? t('outcome') : t('words')} optional={wordless.has(move)} error={at(refusal, 'words')}>
          {(control) => (
            <Input.TextArea {...control} rows={move === 'plan' ? 6 : 3} value={typed.words} onChange={(event) => change({ words: event.target.value })} />
          )}
        </Field>
      )}
      {move === 'finishTask' && <PhotosField value={typed.photoIds} onChange={(photoIds) => change({ photoIds })} error={at(refusal, 'photoIds')} />}
      <FormRefusal refusal={refusal} />
      <div className="form-buttons">
        <Button type="primary" htmlType="submit" size="large" loading={sent.isPending}>
          {t('submit', { step: name })}
        </Button>
        <Button size="large" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

function UnitsField({ whistle, typed, change, error }: { whistle: Whistle; typed: Draft; change: (part: Partial<Draft>) => void; error: string | undefined }) {
  const t = useWords(whistleWords)
  const [checked] = useState(() => new Set(whistle.units.map((one) => one.unit.id)))
  const units = useQuery({ queryKey: ['units'], queryFn: () => api.accounts.listUnits({}), staleTime: 60_000 })
  const rows = (units.data?.rows ?? []).filter((unit) => unit.kind === 'department' && unit.active && !checked.has(unit.id))
  const hasLead = whistle.units.some((one) => one.part === 'lead' && one.state !== 'released')
  return (
    <>
      <fieldset className="one-of">
        <legend>{t('choose')}</legend>
        <div className="one-of-options">
          {rows.map((unit) => (
            <label key={unit.id} className="one-of-option">
              <input
                type="checkbox"
                checked={typed.units.includes(unit.id)}
                onChange={(event) => change({ units: event.target.checked ? [...typed.units, unit.id] : typed.units.filter((id) => id !== unit.id) })}
              />
              <span>{unit.name}</span>
            </label>
          ))}
        </div>
        {error && (
          <p className="field-error" role="alert">
            {error}
          </p>
        )}
      </fieldset>
      {!hasLead && (
        <Field label={t('leadUnit')}>
          {(control) => (
            <Pick
              {...control}
              empty=""
              value={typed.lead}
              options={rows.filter((unit) => typed.units.includes(unit.id)).map((unit) => ({ value: unit.id, label: unit.name }))}
              onChange={(lead) => change({ lead })}
            />
          )}
        </Field>
      )}
    </>
  )
}

function inputOf(whistleId: string, step: Step, typed: Draft): WhistleMoveInput {
  const words = typed.words.trim()
  const said = words ? { words } : {}
  switch (step.move) {
    case 'approve':
      return { whistleId, move: 'approve', ...said }
    case 'summon':
      return {
        whistleId,
        move: 'summon',
        units: typed.units.map((unitId) => ({ unitId, part: unitId === typed.lead ? ('lead' as const) : ('supporting' as const) })),
        ...said,
      }
    case 'addTask':
      return { whistleId, move: 'addTask', title: typed.title, dueOn: typed.dueOn, ...(typed.unitId && { unitId: typed.unitId }) }
    case 'checkIn':
    case 'remind':
      return { whistleId, move: step.move, unitId: step.unitId, ...said }
    case 'object':
      return { whistleId, move: 'object', unitId: step.unitId, words }
    case 'settleObjection':
    case 'settleAppeal':
      return { whistleId, move: step.move, unitId: step.unitId, uphold: typed.uphold === 'yes', words }
    case 'rate':
      return { whistleId, move: 'rate', unitId: step.unitId, stars: Number(typed.stars), ...said }
    case 'finishTask':
      return { whistleId, move: 'finishTask', taskId: step.taskId, words, ...(typed.photoIds.length > 0 && { photoIds: typed.photoIds }) }
    case 'dropTask':
      return { whistleId, move: step.move, taskId: step.taskId, words }
    default:
      return { whistleId, move: step.move, words }
  }
}
