import { useWords } from '../../dictionary/words.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { PageActions } from '../../ui/page.tsx'
import { PhotoFields } from './report-fields.tsx'
import { ReportFrame } from './report-frame.tsx'
import { stepPath } from './report-steps.ts'
import { reportWords } from './report-words.ts'

export default function PhotosPage() {
  const t = useWords(reportWords)
  return (
    <ReportFrame step="photos" title={t('photosTitle')} lead={t('photosLead')}>
      <PhotoFields error={undefined} />
      <PageActions>
        <ButtonLink to={stepPath.contact} weight="primary" wide>
          {t('next')}
        </ButtonLink>
      </PageActions>
    </ReportFrame>
  )
}
