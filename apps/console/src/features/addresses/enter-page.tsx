import { HouseholdKind } from '@ejia/contract/registry.ts'
import { householdKindWords } from '@ejia/dictionary/registry-words.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import { useRefusals } from '../../dictionary/use-refusals.ts'
import { useShared, useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { useOwnGrids } from '../enterprises/grid-choices.ts'
import { FactsForm } from '../registry/people/facts-form.tsx'
import { addressWords } from './words.ts'

const empty = { address: '', gridCode: '', kind: 'resident' as HouseholdKind }

/** From paper: a name and an address as they stand there. What fits a door is entered at once; the rest waits for who knows the place. */
export function EnterPage() {
  const t = useWords(addressWords)
  const say = useShared()
  const { at } = useRefusals()
  const navigate = useNavigate()
  const client = useQueryClient()
  const grids = useOwnGrids()
  const [where, setWhere] = useState(empty)
  const [waits, setWaits] = useState(false)
  const gridCode = where.gridCode || grids[0]?.value || ''
  return (
    <Page title={t('enter')}>
      <Link to="/registry/addresses" className="back-link">
        ‹ {t('title')}
      </Link>
      <p className="soft">{t('enterIntro')}</p>
      {waits ? (
        <div className="card stack">
          <Alert type="info" showIcon role="status" title={t('waits')} />
          <div className="row">
            <Button
              type="primary"
              onClick={() => {
                setWhere({ ...empty, gridCode })
                setWaits(false)
              }}
            >
              {t('enterNext')}
            </Button>
            <Link to="/registry/addresses" className="link-button">
              {t('toList')} ›
            </Link>
          </div>
        </div>
      ) : (
        <div className="card">
          <FactsForm
            title={t('enter')}
            newcomer
            everydayOnly
            send={({ facts, source }) => api.writtenAddresses.enter({ ...where, gridCode, source, facts: { ...facts, name: facts.name ?? '' } })}
            onDone={(done) => {
              void client.invalidateQueries({ queryKey: ['address-waits'] })
              void client.invalidateQueries({ queryKey: ['registry'] })
              return done.outcome === 'waits' ? setWaits(true) : navigate({ to: '/registry/people/$personId', params: { personId: done.personId } })
            }}
            onCancel={() => navigate({ to: '/registry/addresses' })}
          >
            {(refusal) => (
              <>
                <Field label={t('address')} hint={t('addressHint')} error={at(refusal, 'address')}>
                  {(control) => (
                    <Input
                      {...control}
                      autoComplete="off"
                      maxLength={200}
                      value={where.address}
                      onChange={(event) => setWhere({ ...where, address: event.target.value })}
                    />
                  )}
                </Field>
                <Field label={t('inGrid')} hint={t('inGridHint')} error={at(refusal, 'gridCode')}>
                  {(control) => <Pick {...control} value={gridCode} options={grids} onChange={(value) => setWhere({ ...where, gridCode: value })} />}
                </Field>
                <Field label={t('householdKind')}>
                  {(control) => (
                    <Pick
                      {...control}
                      value={where.kind}
                      options={HouseholdKind.options.map((value) => ({ value, label: say(householdKindWords, value) }))}
                      onChange={(kind) => setWhere({ ...where, kind: kind || 'resident' })}
                    />
                  )}
                </Field>
              </>
            )}
          </FactsForm>
        </div>
      )}
    </Page>
  )
}
