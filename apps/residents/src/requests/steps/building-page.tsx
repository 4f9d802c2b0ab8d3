import { useWords } from '../../dictionary/words.ts'
import { api } from '../../platform/api.ts'
import { remembered } from '../../platform/database.ts'
import { useGo } from '../../platform/navigation.tsx'
import { useLoad } from '../../platform/use-load.ts'
import { useRefusals } from '../../refusals/use-refusals.ts'
import { changeDraft, ensureDraft } from '../draft/draft.ts'
import { stepPath } from './report-steps.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { LinkCard } from '../../ui/link-card.tsx'
import { Page } from '../../ui/page.tsx'
import { ErrorState, Skeleton } from '../../ui/state.tsx'
import { buildingLabel } from '../../areas/chosen-place.ts'
import { areaWords } from '../../areas/words.ts'

/** Where the sticker at a building's door leads: the place is known before the first question. */
export default function BuildingPage({ code = '' }: { code?: string }) {
  const t = useWords(areaWords)
  const go = useGo()
  const { say } = useRefusals()
  const found = useLoad(code, () => remembered(`building-${code}`, () => api.areas.findByCode({ code })))
  if (found.state === 'failed') {
    return (
      <Page title={t('building')} back="/">
        <ErrorState
          sentence={found.refusal.code === 'not_found' || found.refusal.code === 'invalid_input' ? t('codeGone') : say(found.refusal)}
          {...(found.refusal.code === 'offline' && { retry: found.retry })}
        />
        <ButtonLink to={stepPath.category} weight="primary" wide>
          {t('chooseMyself')}
        </ButtonLink>
      </Page>
    )
  }
  if (found.state === 'loading') {
    return (
      <Page title={t('building')} back="/">
        <Skeleton />
      </Page>
    )
  }
  const { building, grid, community } = found.data
  const label = buildingLabel(building)

  async function report() {
    await ensureDraft()
    changeDraft({ place: { buildingCode: code, label }, placeUnknown: false, placeDetail: '', channel: 'qrCode' })
    go(stepPath.category)
  }

  return (
    <Page title={t('buildingTitle', { building: label })} back="/" lead={t('buildingLead', { community: community.name, grid: grid.name })}>
      <div className="stack">
        <Button weight="primary" wide icon="pencil" onClick={() => void report()}>
          {t('reportHere')}
        </Button>
        <LinkCard to={`/my-grid?building=${building.id}`} icon="person" title={t('officersHere')} />
        <LinkCard to="/my" icon="list" title={t('myReports')} />
      </div>
    </Page>
  )
}
