import type { ReactNode } from 'react'
import { useWords } from '../../dictionary/words.ts'
import { usePreferences } from '../../platform/preferences.ts'
import { Page } from '../../ui/page.tsx'
import { Steps } from '../../ui/steps.tsx'
import { type ReportStep, stepPath, stepsOf } from './report-steps.ts'
import { reportWords } from './report-words.ts'

export function ReportFrame({
  step,
  title,
  lead,
  startsElsewhere = false,
  children,
}: {
  step: ReportStep
  title: string
  lead?: ReactNode
  startsElsewhere?: boolean
  children: ReactNode
}) {
  const t = useWords(reportWords)
  const { mode } = usePreferences()
  const steps: readonly ReportStep[] = stepsOf[mode]
  const at = steps.indexOf(step)
  const before = steps[at - 1]
  return (
    <Page title={title} back={before ? stepPath[before] : '/'} startsElsewhere={startsElsewhere} lead={lead}>
      {at >= 0 && <Steps at={at + 1} of={steps.length} />}
      <div aria-label={t('reporting')} role="group">
        {children}
      </div>
    </Page>
  )
}
