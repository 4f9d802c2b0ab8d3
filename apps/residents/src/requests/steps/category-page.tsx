import type { CategoryTile } from '@ejia/contract/intake.ts'
import { useBilingual, useWords } from '../../dictionary/words.ts'
import { useGo, useQuery } from '../../platform/navigation.tsx'
import { usePreferences } from '../../platform/preferences.ts'
import { useRefusals } from '../../refusals/use-refusals.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Tiles } from '../../ui/choice.tsx'
import { ErrorState, Skeleton } from '../../ui/state.tsx'
import { changeDraft, useDraft } from '../draft/draft.ts'
import { DraftNotice } from '../draft/draft-notice.tsx'
import { ReportFrame } from './report-frame.tsx'
import { stepPath } from './report-steps.ts'
import { useReportForm } from './report-form.ts'
import { reportWords } from './report-words.ts'

/** Normal mode shows every kind under its heading: one tap. Elder mode asks for the heading first. A heading without kinds is a choice itself. */
export default function CategoryPage() {
  const t = useWords(reportWords)
  const say = useBilingual()
  const form = useReportForm()
  const { say: sayRefusal } = useRefusals()
  const headingId = useQuery().get('in')
  const categories = form.state === 'ready' ? form.data.categories : []
  const heading = categories.find(({ id }) => id === headingId)
  const title = heading ? t('whatTitleSub', { heading: say(heading.name) }) : t('whatTitle')
  return (
    <ReportFrame key={headingId} step="category" title={title} lead={t('whatLead')}>
      <DraftNotice />
      {form.state === 'loading' && <Skeleton lines={6} />}
      {form.state === 'failed' && <ErrorState sentence={sayRefusal(form.refusal)} retry={form.retry} />}
      {form.state === 'ready' && <Choices categories={categories} heading={heading} />}
    </ReportFrame>
  )
}

/** More than this and a single page would be a long one. */
const mostOnOnePage = 40

function Choices({ categories, heading }: { categories: readonly CategoryTile[]; heading: CategoryTile | undefined }) {
  const t = useWords(reportWords)
  const say = useBilingual()
  const go = useGo()
  const { mode } = usePreferences()
  const writing = useDraft()
  const chosen = writing?.draft.category?.id ?? null
  const under = (id: string | null) => categories.filter(({ parentId }) => parentId === id)
  const plainTileOf = ({ id, name, picture }: CategoryTile) => ({ value: id, label: say(name), picture })
  const tileOf = (category: CategoryTile) => ({ ...plainTileOf(category), more: category.hint ? say(category.hint) : undefined })

  function choose(id: string) {
    const category = categories.find((candidate) => candidate.id === id)
    if (!category) return
    if (under(id).length > 0) return go(`${stepPath.category}?in=${id}`)
    changeDraft({ category: { id, name: category.name, kind: category.kind } })
    // Whoever scanned the sticker at the door has just said where.
    const placeJustScanned = mode === 'normal' && writing?.draft.channel === 'qrCode' && writing.draft.place !== null
    go(placeJustScanned ? stepPath.words : stepPath.place)
  }

  if (heading) {
    return (
      <>
        <Tiles look="lines" choices={under(heading.id).map(tileOf)} onChoose={choose} chosen={chosen} />
        <p className="after-tiles">
          <ButtonLink to={stepPath.category} weight="quiet">
            {t('otherHeading')}
          </ButtonLink>
        </p>
      </>
    )
  }
  const headings = under(null)
  if (mode === 'elder' || categories.length > mostOnOnePage) {
    return <Tiles choices={headings.map(plainTileOf)} onChoose={choose} />
  }
  const groups = headings.filter(({ id }) => under(id).length > 0)
  const alone = headings.filter(({ id }) => under(id).length === 0)
  return (
    <>
      {groups.map((group) => (
        <section key={group.id} className="category-group">
          <h2 className="quiet-heading">{say(group.name)}</h2>
          <Tiles choices={under(group.id).map(plainTileOf)} onChoose={choose} chosen={chosen} />
        </section>
      ))}
      {alone.length > 0 && <Tiles choices={alone.map(plainTileOf)} onChoose={choose} chosen={chosen} />}
    </>
  )
}
