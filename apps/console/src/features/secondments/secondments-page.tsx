import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useDates } from '../../dictionary/use-dates.ts'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Pick } from '../../ui/choice.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Failure, Loading, Nothing } from '../../ui/states.tsx'
import { PostTabs } from '../posts/post-tabs.tsx'
import { ShowPick } from '../posts/show-pick.tsx'
import { postWords } from '../posts/words.ts'
import '../posts/posts.css'
import { CallForm } from './call-form.tsx'
import type { SecondmentSearch } from './routes.ts'
import { secondmentWords } from './words.ts'

const route = getRouteApi('/staff/secondments')

/** Calls for everybody; the people of my subdistrict, or for the district those of all of them. */
export function SecondmentsPage() {
  const t = useWords(secondmentWords)
  const common = useWords(postWords)
  const dates = useDates()
  const [opening, setOpening] = useState(false)
  const calls = useQuery({ queryKey: ['secondment-calls'], queryFn: () => api.secondments.listCalls() })
  return (
    <Page title={common('secondments')}>
      <PostTabs />
      <section className="card stack" aria-labelledby="calls">
        <h2 id="calls">{t('calls')}</h2>
        {calls.isPending && <Loading rows={3} />}
        {calls.error && <Failure error={calls.error} retry={() => void calls.refetch()} />}
        {calls.data?.rows.length === 0 && <Nothing title={t('noCallsTitle')}>{t('noCallsText')}</Nothing>}
        <ul className="post-list">
          {calls.data?.rows.map((call) => (
            <li key={call.id} className="post-line">
              <p className="row">
                <Link to="/secondment-calls/$callId" params={{ callId: call.id }}>
                  <strong>{call.title}</strong>
                </Link>
                <span className={call.state === 'open' ? 'tag tag-new' : 'tag tag-plain'}>{t(`call_${call.state}`)}</span>
              </p>
              <p className="soft">{t('callDays', { from: dates.day(call.startsOn), to: dates.day(call.endsOn), until: dates.day(call.nominateUntil) })}</p>
            </li>
          ))}
        </ul>
        {calls.data?.mayOpen &&
          (opening ? (
            <CallForm onClose={() => setOpening(false)} />
          ) : (
            <div>
              <Button type="primary" onClick={() => setOpening(true)}>
                {t('newCall')}
              </Button>
            </div>
          ))}
      </section>
      <People
        subdistricts={[...new Map((calls.data?.rows ?? []).flatMap((call) => call.wants.map((want) => [want.subdistrict.code, want.subdistrict]))).values()]}
      />
    </Page>
  )
}

function People({ subdistricts }: { subdistricts: readonly { code: string; name: string }[] }) {
  const t = useWords(secondmentWords)
  const common = useWords(postWords)
  const dates = useDates()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const set = (part: SecondmentSearch, drop: keyof SecondmentSearch) => {
    const { [drop]: _, ...rest } = search
    void navigate({ search: { ...rest, ...part }, replace: true })
  }
  const { show, subdistrict } = search
  const list = useQuery({
    queryKey: ['secondments', show ?? 'open', subdistrict ?? ''],
    queryFn: () => api.secondments.list({ show: show ?? 'open', ...(subdistrict && { subdistrict }) }),
  })
  return (
    <section className="card stack" aria-labelledby="seconded">
      <h2 id="seconded">{t('people')}</h2>
      <div className="form-grid">
        <ShowPick value={show} onChange={(next) => set(next, 'show')} />
        {subdistricts.length > 1 && (
          <Field label={t('subdistrict')}>
            {({ id }) => (
              <Pick
                id={id}
                empty={common('show_all')}
                value={subdistrict ?? ''}
                options={subdistricts.map(({ code, name }) => ({ value: code, label: name }))}
                onChange={(code) => set(code ? { subdistrict: code } : {}, 'subdistrict')}
              />
            )}
          </Field>
        )}
      </div>
      {list.isPending && <Loading rows={4} />}
      {list.error && <Failure error={list.error} retry={() => void list.refetch()} />}
      {list.data?.rows.length === 0 && <Nothing title={t('emptyTitle')}>{t('emptyText')}</Nothing>}
      <ul className="post-list" aria-label={t('people')}>
        {list.data?.rows.map((row) => (
          <li key={row.id} className="post-line">
            <p className="row">
              <Link to="/secondments/$secondmentId" params={{ secondmentId: row.id }}>
                <strong>{row.person.name}</strong>
              </Link>
              <span className={row.state === 'nominated' || row.state === 'confirmed' || row.pastEnd ? 'tag tag-wait' : 'tag tag-plain'}>
                {row.pastEnd ? t('pastEnd') : t(`state_${row.state}`)}
              </span>
              {row.waitingForMe && <span className="tag tag-new">{common('waiting')}</span>}
            </p>
            <p className="soft">
              {t('line', { unit: row.homeUnit, subdistrict: row.subdistrict.name })}
              {row.areas.length > 0 && `（${row.areas.map((area) => area.name).join('、')}）`} ·{' '}
              {t('days', { from: dates.day(row.startsOn), to: dates.day(row.endsOn) })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
