import type { Browser, BrowserContext, Page } from 'playwright-core'

export interface VisitOptions {
  base: string
  width?: number
  height?: number
  elder?: boolean
  language?: 'zh' | 'en'
  /** A role of the demo, e.g. gridOfficer. */
  as?: string
}

/** A fresh person at the door: own cookies, own storage, the choices of language and elder mode already made. */
export async function openContext(browser: Browser, options: VisitOptions): Promise<BrowserContext> {
  const width = options.width ?? 390
  const phone = width < 600
  const context = await browser.newContext({
    baseURL: options.base,
    viewport: { width, height: options.height ?? (phone ? 844 : 900) },
    deviceScaleFactor: phone ? 2 : 1,
    hasTouch: phone,
    locale: options.language === 'en' ? 'en-GB' : 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  const preferences = { language: options.language ?? 'zh', mode: options.elder ? 'elder' : 'normal' }
  await context.addInitScript((chosen) => {
    if (!localStorage.getItem('ejia.preferences')) localStorage.setItem('ejia.preferences', JSON.stringify(chosen))
  }, preferences)
  if (options.as) await signInAs(context, options.as)
  return context
}

/** From inside a page, so that the browser itself keeps the `__Host-` cookie. */
async function signInAs(context: BrowserContext, role: string): Promise<void> {
  const page = await context.newPage()
  await page.goto('/healthz')
  const status = await page.evaluate(async (asked) => {
    const reply = await fetch('/api/demo/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ role: asked }) })
    return reply.ok ? 'ok' : `${reply.status} ${await reply.text()}`
  }, role)
  await page.close()
  if (status !== 'ok') throw new Error(`cannot sign in as ${role}: ${status}`)
}

/** Quiet and with its fonts in place. Pages that keep a stream open never go idle, hence the bound. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: 4_000 }).catch(() => undefined)
  await page.evaluate(async () => void (await document.fonts.ready))
}
