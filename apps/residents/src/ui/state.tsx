import type { ReactNode } from 'react'
import { useWords } from '../dictionary/words.ts'
import { Banner } from './banner.tsx'
import { Button } from './button.tsx'
import { uiWords } from './words.ts'

export function Skeleton({ lines = 4 }: { lines?: number }) {
  const t = useWords(uiWords)
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{t('loading')}</span>
      {Array.from({ length: lines }, (_, at) => (
        <div key={at} className="skeleton-line" />
      ))}
    </div>
  )
}

/** An empty list explains itself and offers what to do. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <svg viewBox="0 0 120 80" aria-hidden="true" focusable="false">
        <path d="M20 70V38l28-22 28 22v32zM76 70V48h26v22M40 70V52h16v18" />
      </svg>
      <p className="empty-title">{title}</p>
      {children}
    </div>
  )
}

export function ErrorState({ sentence, retry, title }: { sentence: string; retry?: () => void; title?: string }) {
  const t = useWords(uiWords)
  return (
    <Banner tone="danger" title={title ?? t('failedTitle')} live>
      <p>{sentence}</p>
      {retry && <Button onClick={retry}>{t('retry')}</Button>}
    </Banner>
  )
}
