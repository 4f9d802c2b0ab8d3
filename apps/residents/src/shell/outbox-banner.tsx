import { useEffect } from 'react'
import { useWords } from '../dictionary/words.ts'
import { usePath } from '../platform/navigation.tsx'
import { noteAnnounced, startOutbox, useOutbox } from '../requests/sending/outbox.ts'
import { Banner } from '../ui/banner.tsx'
import { Button, ButtonLink } from '../ui/button.tsx'
import { shellWords } from './words.ts'

/** What is still on this phone, and what has just left it. */
export default function OutboxBanner() {
  const t = useWords(shellWords)
  const { waiting, refused, arrived } = useOutbox()
  const path = usePath()
  useEffect(startOutbox, [])
  // The page of a report tells all this itself.
  if (path.startsWith('/sent/')) return null
  return (
    <div role="status">
      {waiting.length > 0 && (
        <Banner tone="warning">
          <p>{t('waiting', { count: waiting.length })}</p>
        </Banner>
      )}
      {refused.map(({ draft }) => (
        <Banner key={draft.id} tone="danger">
          <p>{t('refused')}</p>
          <ButtonLink to={`/sent/${draft.id}`}>{t('see')}</ButtonLink>
        </Banner>
      ))}
      {arrived.map((receipt) => (
        <Banner key={receipt.id} tone="good" title={t('arrived', { number: receipt.receiptNumber })}>
          <div className="button-row">
            <ButtonLink to={`/sent/${receipt.id}`}>{t('see')}</ButtonLink>
            <Button weight="quiet" onClick={() => void noteAnnounced(receipt.id)}>
              {t('known')}
            </Button>
          </div>
        </Banner>
      ))}
    </div>
  )
}
