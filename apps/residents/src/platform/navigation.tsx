import type { AnchorHTMLAttributes } from 'react'
import { Link as WouterLink, matchRoute, useLocation, useRouter, useSearch } from 'wouter'

/** The only file that knows the router. */
export const usePath = () => useLocation()[0]
export const useQuery = () => new URLSearchParams(useSearch())
/** Path and query together: what makes one screen another. */
export const useScreen = () => `${useLocation()[0]}?${useSearch()}`
export function useGo() {
  const [, go] = useLocation()
  return go
}

/** How many pages were shown since the app was opened. */
let pagesShown = 0
export function notePageShown(): void {
  pagesShown += 1
}
/** True on the page the app was opened with: the browser has placed the reader already. */
export const wasOpenedHere = () => pagesShown < 2

/** Back to where the person came from; to `fallback` when the page was opened by a link. */
export function useBack(fallback: string) {
  const go = useGo()
  return () => {
    if (pagesShown > 1) history.back()
    else go(fallback, { replace: true })
  }
}

export function useMatch() {
  const { parser } = useRouter()
  return (pattern: string, path: string): Record<string, string | undefined> | null => {
    const [matches, params] = matchRoute(parser, pattern, path)
    return matches ? params : null
  }
}

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { to: string }
export function Link({ to, ...rest }: LinkProps) {
  return <WouterLink href={to} {...rest} />
}
