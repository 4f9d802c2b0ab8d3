import type { Household } from '@ejia/contract/registry.ts'
import { careGroupWords, householdKindWords, personFieldWords, relationWords } from '@ejia/dictionary/registry-words.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { refusalOf } from '../../../platform/refusal.ts'
import { Page } from '../../../ui/page.tsx'
import { Failure, FormRefusal, Loading } from '../../../ui/states.tsx'
import { FactsForm } from '../people/facts-form.tsx'
import { householdQuery } from '../queries.ts'
import { may, useMe } from '../../sessions/session.ts'
import { Dealings } from '../links/dealings.tsx'
import { registryWords } from '../words.ts'
import '../registry.css'

/** At a glance, at the door: who lives here, what to ask and only that, whose review is due. */
export function HouseholdPage() {
  const t = useWords(registryWords)
  const { householdId } = useParams({ from: '/staff/registry/households/$householdId' })
  const query = useQuery(householdQuery(householdId))
  return (
    <Page title={query.data?.address ?? t('household')}>
      <Link to="/registry" className="back-link">
        ‹ {t('back')}
      </Link>
      {query.isPending && <Loading rows={8} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.data && <Glance household={query.data} />}
      {query.data && <Dealings of={['household', householdId]} load={() => api.dealings.ofHousehold({ householdId })} />}
    </Page>
  )
}

function Glance({ household }: { household: Household }) {
  const t = useWords(registryWords)
  const say = useShared()
  const dates = useDates()
  const me = useMe()
  const client = useQueryClient()
  const [adding, setAdding] = useState(false)
  const refresh = () => client.invalidateQueries({ queryKey: ['registry'] })
  const confirm = useMutation({
    mutationFn: ({ personId, fields }: Household['toAsk'][number]) => api.registry.confirm({ personId, source: 'visit', fields }),
    onSuccess: refresh,
  })
  const { members, toAsk, careDue, openRequests, mayEdit } = household
  const mayNote = may(useMe(), 'need.note') && mayEdit
  return (
    <>
      <p className="soft">
        {household.grid.name} · {say(householdKindWords, household.kind)}
        {openRequests > 0 && ` · ${t('openRequests', { count: openRequests })}`}
        {household.buildingId && (
          <>
            {' · '}
            <Link to="/registry/buildings/$buildingId" params={{ buildingId: household.buildingId }}>
              {t('wholeBuilding')}
            </Link>
          </>
        )}
        {members.length > 0 && may(me, 'registry.export') && (
          <>
            {' · '}
            <Link to="/registry/exports" search={{ household: household.id, area: household.grid.code }}>
              {t('exportHousehold')}
            </Link>
          </>
        )}
      </p>
      <section className="card stack" aria-labelledby="to-ask">
        <h2 id="to-ask">{t('toAsk')}</h2>
        {confirm.error && <FormRefusal refusal={refusalOf(confirm.error)} />}
        {confirm.isSuccess && <Alert type="success" showIcon role="status" title={t('confirmed')} />}
        {toAsk.length === 0 && <p className="soft">{t('nothingToAsk')}</p>}
        {toAsk.map((one) => (
          <div className="row" key={one.personId}>
            <strong>{one.maskedName}</strong>
            <span>{one.fields.map((field) => say(personFieldWords, field)).join('、')}</span>
            {mayEdit && (
              <Button
                loading={confirm.isPending && confirm.variables?.personId === one.personId}
                onClick={() => confirm.mutate(one)}
                aria-label={`${one.maskedName} ${t('stillTrue')}`}
              >
                {t('stillTrue')}
              </Button>
            )}
          </div>
        ))}
        {mayNote && (
          <p>
            <Link to="/need-notes/new" search={{ household: household.id, grid: household.grid.code }} className="link-button">
              {t('noteNeed')} ›
            </Link>
          </p>
        )}
      </section>
      {careDue && careDue.length > 0 && (
        <section className="card stack" aria-labelledby="care-due">
          <h2 id="care-due">{t('careDue')}</h2>
          {careDue.map((one) => (
            <p className="row" key={one.personId + one.group}>
              <Link to="/registry/people/$personId" params={{ personId: one.personId }}>
                {one.maskedName}
              </Link>
              <span>{say(careGroupWords, one.group)}</span>
              <span className="tag tag-wait">{t('careDueOn', { day: dates.day(one.reviewOn) })}</span>
            </p>
          ))}
        </section>
      )}
      <section className="stack" aria-labelledby="members">
        <h2 id="members">{t('members', { count: members.length })}</h2>
        {members.length === 0 && <p className="soft">{t('noMembers')}</p>}
        <div className="find-list">
          {members.map((person) => (
            <Link key={person.id} className="find-row" to="/registry/people/$personId" params={{ personId: person.id }}>
              <strong>{person.isMinor ? t('minor') : person.maskedName}</strong>
              {person.relation && <span>{say(relationWords, person.relation)}</span>}
              {person.isContact && <span className="tag tag-new">{t('contact')}</span>}
              <span className={person.staleFacts > 0 ? 'tag tag-wait push' : 'soft push'}>
                {person.staleFacts > 0 ? t('stale', { count: person.staleFacts }) : t('allFresh')}
              </span>
            </Link>
          ))}
        </div>
        {mayEdit && !adding && (
          <div>
            <Button type="primary" onClick={() => setAdding(true)}>
              {t('addMember')}
            </Button>
          </div>
        )}
        {adding && (
          <div className="card">
            <FactsForm
              title={t('addMember')}
              newcomer
              send={({ facts, ...told }) => api.registry.createPerson({ householdId: household.id, ...told, facts: { ...facts, name: facts.name ?? '' } })}
              onDone={() => {
                setAdding(false)
                return refresh()
              }}
              onCancel={() => setAdding(false)}
            />
          </div>
        )}
      </section>
    </>
  )
}
