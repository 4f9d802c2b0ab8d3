import { lazy, Suspense, useEffect, useState } from 'react'
import { useWords } from '../dictionary/words.ts'
import { afterFirstPaint } from '../platform/document.ts'
import { Link } from '../platform/navigation.tsx'
import { usePreferences } from '../platform/preferences.ts'
import { Icon } from '../ui/icon.tsx'
import { LinkCard } from '../ui/link-card.tsx'
import { Page, Section } from '../ui/page.tsx'
import { homeWords } from './words.ts'

const HomeNews = lazy(() => import('./home-news.tsx'))

/** What do I do next? One big answer, then the rest. Elder mode shows three, then the others below. */
export function HomePage() {
  const t = useWords(homeWords)
  const { mode } = usePreferences()
  const [painted, setPainted] = useState(false)
  useEffect(() => afterFirstPaint(() => setPainted(true)), [])
  return (
    <Page title={t('title')}>
      <Link to="/report" className="report-button">
        <Icon name="pencil" />
        <span>
          <strong>{t('report')}</strong>
          <span>{t('reportMore')}</span>
        </span>
        <Icon name="next" />
      </Link>
      {mode === 'elder' ? <ElderLinks /> : <Links />}
      {painted && (
        <Suspense>
          <HomeNews />
        </Suspense>
      )}
    </Page>
  )
}

function Links() {
  const t = useWords(homeWords)
  return (
    <div className="link-cards link-cards-two">
      <LinkCard to="/my" icon="list" title={t('my')}>
        {t('myMore')}
      </LinkCard>
      <LinkCard to="/follow" icon="search" title={t('find')}>
        {t('findMore')}
      </LinkCard>
      <LinkCard to="/my-grid" icon="group" title={t('grid')}>
        {t('gridMore')}
      </LinkCard>
      <LinkCard to="/notices" icon="bell" title={t('notices')}>
        {t('noticesMore')}
      </LinkCard>
      <LinkCard to="/phones" icon="phone" title={t('phones')}>
        {t('phonesMore')}
      </LinkCard>
      <LinkCard to="/account" icon="person" title={t('account')}>
        {t('accountMore')}
      </LinkCard>
    </div>
  )
}

function ElderLinks() {
  const t = useWords(homeWords)
  return (
    <>
      <div className="link-cards elder-first">
        <LinkCard to="/my" icon="list" title={t('my')} />
        <LinkCard to="/phones" icon="phone" title={t('phonesElder')} />
      </div>
      <Section title={t('more')}>
        <div className="link-cards">
          <LinkCard to="/my-grid" title={t('grid')} />
          <LinkCard to="/follow" title={t('find')} />
          <LinkCard to="/notices" title={t('notices')} />
        </div>
      </Section>
    </>
  )
}
