import { type ComponentType, lazy, Suspense } from 'react'
import { HomePage } from './home/home-page.tsx'
import { useMatch, usePath } from './platform/navigation.tsx'
import { BrokenPage } from './shell/broken-page.tsx'
import { Shell } from './shell/shell.tsx'
import { Skeleton } from './ui/state.tsx'

type PageComponent = ComponentType<Record<string, string | undefined>>
const page = (load: () => Promise<{ default: ComponentType }>): PageComponent => lazy(load) as PageComponent

const NotFound = page(() => import('./shell/not-found-page.tsx'))
const Follow = page(() => import('./requests/following/follow-page.tsx'))

/** Every page but the first comes when it is asked for. */
const pages: readonly (readonly [path: string, PageComponent])[] = [
  ['/', HomePage],
  ['/report', page(() => import('./requests/steps/category-page.tsx'))],
  ['/report/place', page(() => import('./requests/steps/place-page.tsx'))],
  ['/report/words', page(() => import('./requests/steps/words-page.tsx'))],
  ['/report/photos', page(() => import('./requests/steps/photos-page.tsx'))],
  ['/report/contact', page(() => import('./requests/steps/contact-page.tsx'))],
  ['/b/:code', page(() => import('./requests/steps/building-page.tsx'))],
  ['/sent/:id', page(() => import('./requests/sending/sent-page.tsx'))],
  ['/r/:followKey', Follow],
  ['/follow', page(() => import('./requests/following/find-page.tsx'))],
  ['/my', page(() => import('./requests/my-page.tsx'))],
  ['/my/:requestId', Follow],
  ['/my-grid', page(() => import('./areas/my-grid-page.tsx'))],
  ['/notices', page(() => import('./notices/notices-page.tsx'))],
  ['/notices/:id', page(() => import('./notices/notice-page.tsx'))],
  ['/phones', page(() => import('./notices/phones-page.tsx'))],
  ['/sign-in', page(() => import('./sessions/sign-in-page.tsx'))],
  ['/account', page(() => import('./sessions/account-page.tsx'))],
  ['/own', page(() => import('./own/own-page.tsx'))],
  ['/own-enterprise', page(() => import('./enterprise/own-enterprise-page.tsx'))],
  ['/captain/:token', page(() => import('./captains/invitation-page.tsx'))],
  ['/captain-tasks', page(() => import('./captains/tasks-page.tsx'))],
  ['/privacy', page(() => import('./shell/privacy-page.tsx'))],
]

function Current() {
  const path = usePath()
  const match = useMatch()
  for (const [pattern, Shown] of pages) {
    const params = match(pattern, path)
    if (params) return <Shown key={path} {...params} />
  }
  return <NotFound />
}

export function App() {
  const path = usePath()
  return (
    <Shell>
      <BrokenPage path={path}>
        <Suspense fallback={<Skeleton lines={5} />}>
          <Current />
        </Suspense>
      </BrokenPage>
    </Shell>
  )
}
