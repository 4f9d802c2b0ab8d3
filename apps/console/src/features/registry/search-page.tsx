import { relationWords } from '@ejia/dictionary/registry-words.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import { useEffect, useId, useState } from 'react'
import { useShared, useWords } from '../../dictionary/words.ts'
import type { api } from '../../platform/api.ts'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { may, useMe } from '../sessions/session.ts'
import { RegistryTabs } from './registry-tabs.tsx'
import { searchQuery } from './queries.ts'
import { registryWords } from './words.ts'
import './registry.css'

const pauseMs = 300
/** For "back": kept in this page's memory alone, since it is a name or a number. */
let lastTyped = ''

export function SearchPage() {
  const t = useWords(registryWords)
  const id = useId()
  const [typed, setTyped] = useState(lastTyped)
  const [asked, setAsked] = useState(lastTyped)
  useEffect(() => {
    lastTyped = typed
    const timer = setTimeout(() => setAsked(typed.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  const found = useQuery({ ...searchQuery(asked), enabled: [...asked].length >= 2, placeholderData: (before) => before })
  return (
    <Page title={t('title')}>
      <RegistryTabs />
      <form className="card registry-search" role="search" onSubmit={(event) => event.preventDefault()}>
        <div className="field">
          <label htmlFor={id}>{t('searchLabel')}</label>
          <p id={`${id}-hint`} className="soft small">
            {t('searchHint')}
          </p>
          <Input
            id={id}
            aria-describedby={`${id}-hint`}
            type="search"
            size="large"
            autoComplete="off"
            maxLength={60}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
      </form>
      {[...asked].length < 2 ? (
        <Nothing title={t('emptyTitle')}>
          <p>{t('emptyText')}</p>
        </Nothing>
      ) : found.error ? (
        <Failure error={found.error} retry={() => void found.refetch()} />
      ) : found.data ? (
        <Found found={found.data} />
      ) : (
        <Loading />
      )}
    </Page>
  )
}

type Result = Awaited<ReturnType<typeof api.registry.search>>

function Found({ found }: { found: Result }) {
  const t = useWords(registryWords)
  const me = useMe()
  const { people, homes, enterprises, readAs } = found
  if (people.length + homes.length + enterprises.length === 0)
    return (
      <Nothing title={t('nothingTitle')}>
        <p>{t('nothingText')}</p>
        {may(me, 'registry.edit') && (
          <p>
            <Link to="/registry/written-people/new" className="link-button">
              {t('enterWritten')} ›
            </Link>
          </p>
        )}
      </Nothing>
    )
  return (
    <div className="stack" aria-live="polite">
      <p className="soft small">{t('readAs', { as: t(`as_${readAs}`) })}</p>
      {people.length > 0 && (
        <section className="stack" aria-label={t('people', { count: people.length })}>
          <h2>{t('people', { count: people.length })}</h2>
          <div className="find-list">
            {people.map((person) => (
              <PersonRow key={person.id} person={person} />
            ))}
          </div>
        </section>
      )}
      {homes.length > 0 && (
        <section className="stack" aria-label={t('homes', { count: homes.length })}>
          <h2>{t('homes', { count: homes.length })}</h2>
          <div className="find-list">
            {homes.map((home) =>
              home.householdId ? (
                <Link key={home.householdId} className="find-row" to="/registry/households/$householdId" params={{ householdId: home.householdId }}>
                  <strong>{home.label}</strong>
                  <span className="soft">{home.grid.name}</span>
                </Link>
              ) : (
                <Link
                  key={home.dwellingId ?? home.buildingId}
                  className="find-row"
                  to="/registry/buildings/$buildingId"
                  params={{ buildingId: home.buildingId }}
                >
                  <strong>{home.label}</strong>
                  <span className="soft">{home.grid.name}</span>
                  {home.dwellingId && <span className="tag tag-plain push">{t('unregistered')}</span>}
                </Link>
              ),
            )}
          </div>
        </section>
      )}
      {enterprises.length > 0 && (
        <section className="stack" aria-label={t('enterprises', { count: enterprises.length })}>
          <h2>{t('enterprises', { count: enterprises.length })}</h2>
          <div className="find-list">
            {enterprises.map((one) => (
              <Link key={one.id} className="find-row" to="/enterprises/$enterpriseId" params={{ enterpriseId: one.id }}>
                <strong>{one.name}</strong>
                <span className="soft">{one.address}</span>
                {one.isStale && <span className="tag tag-wait push">{t('staleMark')}</span>}
              </Link>
            ))}
          </div>
        </section>
      )}
    </div>
  )
}

export function PersonRow({ person }: { person: Result['people'][number] }) {
  const t = useWords(registryWords)
  const say = useShared()
  return (
    <Link className="find-row" to="/registry/people/$personId" params={{ personId: person.id }}>
      <strong>{person.isMinor ? t('minor') : person.maskedName}</strong>
      {person.relation && <span>{say(relationWords, person.relation)}</span>}
      <span className="soft">
        {person.place} · {person.grid.name}
      </span>
      {person.staleFacts > 0 && <span className="tag tag-wait push">{t('stale', { count: person.staleFacts })}</span>}
    </Link>
  )
}
