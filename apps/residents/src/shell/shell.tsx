import { lazy, type ReactNode, Suspense, useEffect, useLayoutEffect, useState } from 'react'
import { useWords } from '../dictionary/words.ts'
import { afterFirstPaint, dressDocument } from '../platform/document.ts'
import { Link, notePageShown, usePath, useScreen } from '../platform/navigation.tsx'
import { useOnline } from '../platform/online.ts'
import { preferences, usePreferences } from '../platform/preferences.ts'
import { takeUpdate } from '../platform/service-worker.ts'
import { Icon } from '../ui/icon.tsx'
import { shellWords } from './words.ts'

const ElderCall = lazy(() => import('./elder-call.tsx'))
const OutboxBanner = lazy(() => import('./outbox-banner.tsx'))

/** Around every page: the two choices, what waits to be sent, and the way out. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useWords(shellWords)
  const path = usePath()
  const screen = useScreen()
  const chosen = usePreferences()
  const online = useOnline()
  const [painted, setPainted] = useState(false)
  useLayoutEffect(() => dressDocument(chosen), [chosen])
  useLayoutEffect(() => notePageShown(), [screen])
  useEffect(() => afterFirstPaint(() => setPainted(true)), [])
  useEffect(() => {
    if (path === '/') takeUpdate()
  }, [path])

  return (
    <>
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <header className="top">
        <div className="top-inner">
          <Link to="/" className="brand" aria-label={t('home')}>
            <BrandMark />
            <span>e家</span>
          </Link>
          <div className="top-choices" role="group" aria-label={t('choices')}>
            <button type="button" className="top-choice" onClick={() => preferences.set({ mode: chosen.mode === 'elder' ? 'normal' : 'elder' })}>
              {chosen.mode === 'elder' ? t('toNormal') : t('toElder')}
            </button>
            <button
              type="button"
              className="top-choice"
              lang={chosen.language === 'zh' ? 'en' : 'zh-CN'}
              onClick={() => preferences.set({ language: chosen.language === 'zh' ? 'en' : 'zh' })}
            >
              {t('toOther')}
            </button>
          </div>
        </div>
        <div role="status" className="top-state">
          {!online && (
            <p className="offline">
              <Icon name="offline" /> {t('offline')}
            </p>
          )}
        </div>
      </header>
      <main className="main" id="main" tabIndex={-1}>
        {painted && (
          <Suspense>
            <OutboxBanner />
          </Suspense>
        )}
        {children}
      </main>
      <footer className="bottom">
        {painted && chosen.mode === 'elder' && (
          <Suspense>
            <ElderCall />
          </Suspense>
        )}
        <nav aria-label={t('footer')}>
          <Link to="/phones">{t('phones')}</Link>
          <Link to="/account">{t('account')}</Link>
          <Link to="/privacy">{t('privacy')}</Link>
        </nav>
      </footer>
    </>
  )
}

function BrandMark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false" fill="none" strokeWidth="3.2" strokeLinecap="round" strokeLinejoin="round">
      <path stroke="var(--brand)" d="M4 15 16 4.5 28 15" />
      <path stroke="var(--accent)" d="M9.5 20.5h12.5a6.2 6.2 0 1 0-2 4.6" />
    </svg>
  )
}
