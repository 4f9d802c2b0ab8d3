import { queryOptions, useQuery } from '@tanstack/react-query'
import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { Failure, Loading } from '../../ui/states.tsx'
import { Figure, share } from './figures.tsx'
import { dashboardWords } from './words.ts'

const standingQuery = (area: string) => queryOptions({ queryKey: ['dashboard', 'standing', area], queryFn: () => api.reports.standing({ area }) })

/** The head of the overview: who and what stands here, whatever the period. */
export function StandingHead({ area }: { area: string }) {
  const t = useWords(dashboardWords)
  const query = useQuery(standingQuery(area))
  if (query.isPending) return <Loading rows={3} />
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} />
  const { instructors, trioPeople, grids, vacantSeats, partyMembers, residentsInTouch, largeAndMediumEnterprises, solved, residentVerified } = query.data
  return (
    <section className="stack" aria-label={t('standing')}>
      <h2>{t('standing')}</h2>
      <div className="figures">
        <Figure label={t('instructors')} value={instructors} />
        <Figure
          label={t('trio')}
          value={trioPeople}
          hint={`${t('grids', { count: grids })} · ${vacantSeats === 0 ? t('complete') : t('vacant', { count: vacantSeats })}`}
        />
        <Figure
          label={t('partyMembers')}
          value={partyMembers && partyMembers.registered}
          {...(partyMembers !== null && {
            hint: `${t('ofMembers', { base: partyMembers.base.toLocaleString('en') })} · ${share(partyMembers.registered, partyMembers.base)}`,
          })}
        />
        <Figure label={t('residentsInTouch')} value={residentsInTouch} hint={t('inTouchHint')} />
        <Figure label={t('enterprisesInTouch')} value={largeAndMediumEnterprises} hint={t('inTouchHint')} />
        <Figure
          label={t('solvedEver')}
          value={solved}
          {...(residentVerified !== null && { hint: t('verifiedOf', { count: residentVerified }) })}
          search={{ placedIn: area, figure: 'solved', show: 'all' }}
        />
      </div>
    </section>
  )
}
