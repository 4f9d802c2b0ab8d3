import { useWords } from '../dictionary/words.ts'
import { ButtonLink } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { shellWords } from './words.ts'

export default function NotFoundPage() {
  const t = useWords(shellWords)
  return (
    <Page title={t('notFoundTitle')} back="/" lead={t('notFound')}>
      <div className="button-row">
        <ButtonLink to="/" weight="primary">
          {t('goHome')}
        </ButtonLink>
        <ButtonLink to="/follow">{t('find')}</ButtonLink>
      </div>
    </Page>
  )
}
