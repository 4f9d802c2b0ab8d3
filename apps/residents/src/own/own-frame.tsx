import { type ReactNode, useState } from 'react'
import { type Refusal, refusalFrom } from '../platform/api.ts'
import { useGo } from '../platform/navigation.tsx'
import { useLoad } from '../platform/use-load.ts'
import { useRefusals } from '../refusals/use-refusals.ts'
import { useSession } from '../sessions/session.ts'
import { Banner } from '../ui/banner.tsx'
import { ButtonLink } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { Empty, ErrorState, Skeleton } from '../ui/state.tsx'

/** Does something to what is one's own and shows it as it stands then. Answers whether it was done. */
export type Change<T> = (work: () => Promise<T>, done?: string) => Promise<boolean>
type Work<T> = { own: T; refusal: Refusal | null; change: Change<T> }

interface Props<T> {
  path: string
  load: () => Promise<T>
  words: Record<'title' | 'lead' | 'signInFirst' | 'signInWhy' | 'signIn' | 'sent', string>
  /** One task a screen: done, it leads back to reading. */
  isTask: boolean
  children: (work: Work<T>) => ReactNode
}

/** What is kept of oneself, for those who signed in; what was done or refused is told above it. */
export function OwnFrame<T>(props: Props<T>) {
  const { title, lead, signInFirst, signInWhy, signIn } = props.words
  const { known, me } = useSession()
  return (
    <Page title={title} back="/account" lead={lead}>
      {!known && <Skeleton lines={4} />}
      {known && !me && (
        <Empty title={signInFirst}>
          <p>{signInWhy}</p>
          <ButtonLink to="/sign-in" weight="primary">
            {signIn}
          </ButtonLink>
        </Empty>
      )}
      {me && <Own {...props} />}
    </Page>
  )
}

function Own<T>({ path, load, words, isTask, children }: Props<T>) {
  const { say } = useRefusals()
  const go = useGo()
  const own = useLoad(path, load)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [done, setDone] = useState<string | null>(null)
  if (own.state === 'loading') return <Skeleton lines={6} />
  if (own.state === 'failed') return <ErrorState sentence={say(own.refusal)} retry={own.retry} />
  const change: Change<T> = async (work, said = words.sent) => {
    setRefusal(null)
    setDone(null)
    try {
      own.replace(await work())
      setDone(said)
      if (isTask) go(path, { replace: true })
      return true
    } catch (thrown) {
      setRefusal(refusalFrom(thrown))
      return false
    }
  }
  return (
    <>
      <div aria-live="polite">{done && <Banner tone="good" title={done} />}</div>
      {refusal && (
        <Banner tone="danger" live>
          <p>{say(refusal)}</p>
        </Banner>
      )}
      {children({ own: own.data, refusal, change })}
    </>
  )
}
