import { Alert, Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useRefusals } from '../dictionary/use-refusals.ts'
import { useWords } from '../dictionary/words.ts'
import { type Refusal, refusalOf } from '../platform/refusal.ts'
import { uiWords } from './words.ts'

export function Loading({ rows = 6 }: { rows?: number }) {
  const t = useWords(uiWords)
  return (
    <div role="status" aria-label={t('loading')} className="card">
      {/* The grey lines draw a heading element: nothing to read out. */}
      <div aria-hidden="true">
        <Skeleton active={false} paragraph={{ rows }} />
      </div>
    </div>
  )
}

/** What went wrong, in a sentence, and the way on. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useWords(uiWords)
  const { say } = useRefusals()
  return <Alert type="error" showIcon role="alert" title={say(refusalOf(error))} action={retry && <Button onClick={retry}>{t('retry')}</Button>} />
}

/** Above a form's buttons: the whole refusal; its fields say their own at the field. */
export function FormRefusal({ refusal }: { refusal: Refusal | null }) {
  const { say } = useRefusals()
  if (!refusal) return null
  return <Alert type="error" showIcon role="alert" title={say(refusal)} />
}

/** An empty list explains itself. */
export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="card nothing">
      <p>
        <strong>{title}</strong>
      </p>
      {children && <div className="soft">{children}</div>}
    </div>
  )
}
