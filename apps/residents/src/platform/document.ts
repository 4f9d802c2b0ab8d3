import type { Preferences } from './preferences.ts'

export function dressDocument({ language, mode }: Preferences): void {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
  document.documentElement.dataset.mode = mode
}

export function setTitle(title: string): void {
  document.title = title
}

/** After a page change a screen reader starts at the heading, as after a page load. */
export function startAtHeading(heading: HTMLElement | null): void {
  window.scrollTo(0, 0)
  heading?.focus({ preventScroll: true })
}

/** Brings the cursor to the field that needs correcting. */
export function startAtField(name: string): void {
  const field = document.getElementsByName(name)[0]
  field?.focus()
  field?.scrollIntoView({ block: 'center' })
}

export function afterFirstPaint(work: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 2000 })
  else setTimeout(work, 300)
}

export const reloadPage = () => location.reload()
