import { useWords } from '../dictionary/words.ts'
import { api } from '../platform/api.ts'
import { useGo, useQuery } from '../platform/navigation.tsx'
import { useLoad } from '../platform/use-load.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { Button, CallLink } from '../ui/button.tsx'
import { Page, Section } from '../ui/page.tsx'
import { ErrorState, Skeleton } from '../ui/state.tsx'
import { Officers } from './officers.tsx'
import { PlaceChooser } from './place-chooser.tsx'
import type { ChosenPlace } from './chosen-place.ts'
import { areaWords } from './words.ts'

/** The place is in the address, so that the page can be sent to a neighbour. */
export default function MyGridPage() {
  const t = useWords(areaWords)
  const go = useGo()
  const query = useQuery()
  const buildingId = query.get('building')
  const grid = query.get('grid')
  if (buildingId || grid) return <Team key={buildingId ?? grid} {...(buildingId ? { buildingId } : { grid: grid ?? '' })} />

  const open = ({ buildingId: building, areaCode }: ChosenPlace) => go(building ? `/my-grid?building=${building}` : `/my-grid?grid=${areaCode ?? ''}`)
  return (
    <Page title={t('myGridTitle')} back="/" lead={t('myGridLead')}>
      <PlaceChooser gridsOnly onChosen={open} />
    </Page>
  )
}

function Team(which: { buildingId: string } | { grid: string }) {
  const t = useWords(areaWords)
  const go = useGo()
  const { say } = useRefusals()
  const found = useLoad(JSON.stringify(which), () => api.officers.findMine(which))
  const place = found.state === 'ready' ? (found.data.building ?? found.data.grid.name) : ''
  return (
    <Page title={place ? t('myGridOf', { place }) : t('myGridTitle')} back="/my-grid">
      {found.state === 'loading' && <Skeleton />}
      {found.state === 'failed' && <ErrorState sentence={say(found.refusal)} retry={found.retry} />}
      {found.state === 'ready' && (
        <>
          <p className="page-lead">{t('buildingLead', { community: found.data.community.name, grid: found.data.grid.name })}</p>
          <Officers officers={found.data.officers} />
          {found.data.communityPhone && (
            <Section title={t('communityPhone', { community: found.data.community.name })}>
              <CallLink number={found.data.communityPhone} wide />
            </Section>
          )}
          <p className="field-hint spaced">{t('publicNote')}</p>
        </>
      )}
      <div className="button-row">
        <Button icon="search" onClick={() => go('/my-grid')}>
          {t('chooseOther')}
        </Button>
      </div>
    </Page>
  )
}
