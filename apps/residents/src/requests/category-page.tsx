import type { CategoryTile } from '@ejia/contract/intake.ts'
import { useBilingual, useWords } from '../dictionary/words.ts'
import { useGo, useQuery } from '../platform/navigation.tsx'
import { useRefusals } from '../refusals/use-refusals.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Tiles } from '../ui/choice.tsx'
import { ErrorState, Skeleton } from '../ui/state.tsx'
import { changeDraft, useDraft } from './draft.ts'
import { DraftNotice } from './draft-notice.tsx'
import { ReportFrame } from './report-frame.tsx'
import { stepPath } from './report-steps.ts'
import { useReportForm } from './report-form.ts'
import { reportWords } from './report-words.ts'

/** Headings first, then the kinds under one: two taps. A heading without kinds is a choice itself. */
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

function Choices({ categories, heading }: { categories: readonly CategoryTile[]; heading: CategoryTile | undefined }) {
  const t = useWords(reportWords)
  const say = useBilingual()
  const go = useGo()
  const writing = useDraft()
  const offered = categories.filter(({ parentId }) => parentId === (heading?.id ?? null))

  function choose(id: string) {
    const chosen = categories.find((category) => category.id === id)
    if (!chosen) return
    if (categories.some(({ parentId }) => parentId === id)) return go(`${stepPath.category}?in=${id}`)
    changeDraft({ category: { id, name: chosen.name, kind: chosen.kind } })
    go(stepPath.place)
  }

  return (
    <>
      <div className={heading ? 'tiles-lines' : ''}>
        <Tiles
          choices={offered.map(({ id, name, hint, picture }) => ({ value: id, label: say(name), more: heading && hint ? say(hint) : undefined, picture }))}
          onChoose={choose}
          {...(heading && { chosen: writing?.draft.category?.id ?? null })}
        />
      </div>
      {heading && (
        <p>
          <ButtonLink to={stepPath.category} weight="quiet">
            {t('otherHeading')}
          </ButtonLink>
        </p>
      )}
    </>
  )
}
