import type { Person, PersonMove } from '@ejia/contract/registry.ts'
import { personChangeWords, personFieldWords, personMoveWords, relationWords } from '@ejia/dictionary/registry-words.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useDates } from '../../../dictionary/use-dates.ts'
import { useShared, useWords } from '../../../dictionary/words.ts'
import { api } from '../../../platform/api.ts'
import { refusalOf } from '../../../platform/refusal.ts'
import { DataTable } from '../../../ui/data-table.tsx'
import { Page } from '../../../ui/page.tsx'
import { Failure, FormRefusal, Loading } from '../../../ui/states.tsx'
import { may, useMe } from '../../sessions/session.ts'
import { personQuery } from '../queries.ts'
import { Dealings } from '../links/dealings.tsx'
import { registryWords } from '../words.ts'
import { PersonCare } from './person-care.tsx'
import { PersonFacts } from './person-facts.tsx'
import { PersonParty } from './person-party.tsx'
import { PersonForm } from './person-form.tsx'
import { RevealForm } from './reveal-form.tsx'
import '../registry.css'

const route = getRouteApi('/staff/registry/people/$personId')

export function RegistryPersonPage() {
  const t = useWords(registryWords)
  const { personId } = route.useParams()
  const query = useQuery(personQuery(personId))
  const person = query.data
  return (
    <Page title={person ? (person.isMinor ? t('minor') : person.maskedName) : t('person')}>
      <p className="row">
        {person?.householdId ? (
          <Link to="/registry/households/$householdId" params={{ householdId: person.householdId }} className="back-link">
            ‹ {t('household')}
          </Link>
        ) : (
          <Link to="/registry" className="back-link">
            ‹ {t('back')}
          </Link>
        )}
      </p>
      {query.isPending && <Loading rows={8} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {person && <Whole key={person.id} person={person} />}
    </Page>
  )
}

function Whole({ person }: { person: Person }) {
  const t = useWords(registryWords)
  const say = useShared()
  const me = useMe()
  const dates = useDates()
  const { move } = route.useSearch()
  const navigate = route.useNavigate()
  const client = useQueryClient()
  const open = (next: PersonMove) => void navigate({ search: { move: next }, resetScroll: false })
  const close = () => void navigate({ search: {}, replace: true, resetScroll: false })
  const refresh = () => client.invalidateQueries({ queryKey: ['registry'] })
  const stale = person.facts.filter((fact) => !fact.fresh).map((fact) => fact.field)
  const confirm = useMutation({
    mutationFn: () => api.registry.confirm({ personId: person.id, source: 'visit', fields: stale.length > 0 ? stale : person.facts.map((fact) => fact.field) }),
    onSuccess: refresh,
  })
  return (
    <>
      <p className="soft">
        {[person.relation && say(relationWords, person.relation), person.place, person.grid.name].filter(Boolean).join(' · ')}
        {person.mergedInto && (
          <>
            {' '}
            <Link to="/registry/people/$personId" params={{ personId: person.mergedInto }}>
              {t('mergedInto')}
            </Link>
          </>
        )}
        {person.endedAt && <strong> {t('ended', { day: dates.day(person.endedAt) })}</strong>}
      </p>
      <section className="card stack" aria-label={t('actions')}>
        <div className="row">
          {person.allowedMoves.map((one) =>
            one === 'confirm' ? (
              <Button key={one} loading={confirm.isPending} onClick={() => confirm.mutate()}>
                {t('confirmAll')}
              </Button>
            ) : (
              <Button
                key={one}
                type={one === 'correct' ? 'primary' : 'default'}
                aria-expanded={move === one}
                onClick={() => (move === one ? close() : open(one))}
              >
                {say(personMoveWords, one)}
              </Button>
            ),
          )}
        </div>
        {confirm.error && <FormRefusal refusal={refusalOf(confirm.error)} />}
        {confirm.isSuccess && <Alert type="success" showIcon role="status" title={t('confirmed')} />}
        {move === 'reveal' && person.allowedMoves.includes('reveal') && <RevealForm personId={person.id} onClose={close} />}
        {move && move !== 'reveal' && person.allowedMoves.includes(move) && (
          <PersonForm
            person={person}
            move={move}
            onDone={() => {
              close()
              return refresh()
            }}
            onCancel={close}
          />
        )}
      </section>
      <PersonFacts person={person} />
      {person.care && <PersonCare person={person} care={person.care} onDone={refresh} />}
      {may(me, 'registry.party') && !person.isMinor && <PersonParty personId={person.id} editable={person.endedAt === null} />}
      <Dealings of={['person', person.id]} load={() => api.dealings.ofPerson({ personId: person.id })} />
      <div className="card stack">
        <p className="soft small">{t('reveals', { count: person.revealsThisMonth })}</p>
        <DataTable
          caption={t('history')}
          keyOf={(row) => row.at + row.change}
          rows={person.history}
          columns={[
            { title: t('when'), cell: (row) => dates.moment(row.at) },
            { title: t('who'), cell: (row) => row.by ?? '—' },
            {
              title: t('change'),
              cell: (row) =>
                [say(personChangeWords, row.change), row.fields.map((field) => say(personFieldWords, field)).join('、')].filter(Boolean).join('：'),
            },
          ]}
        />
      </div>
    </>
  )
}
