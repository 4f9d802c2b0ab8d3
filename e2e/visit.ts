import type { Browser, BrowserContext, Page, Request } from 'playwright-core'

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
  watchRequests(context)
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

/** What each page still waits for; a stream of live updates never ends and does not count. */
const waiting = new WeakMap<Page, Set<Request>>()

function watchRequests(context: BrowserContext): void {
  const ended = (request: Request) => void waiting.get(pageOf(request) ?? noPage)?.delete(request)
  context.on('request', (request) => {
    const page = pageOf(request)
    if (!page || request.resourceType() === 'eventsource') return
    if (!waiting.has(page)) waiting.set(page, new Set())
    waiting.get(page)?.add(request)
  })
  context.on('requestfinished', ended)
  context.on('requestfailed', ended)
}

const noPage = {} as Page
/** A service worker's requests belong to no page. */
function pageOf(request: Request): Page | null {
  try {
    return request.frame().page()
  } catch {
    return null
  }
}

/** Nothing asked for and not answered, three looks in a row, and the fonts in place. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('load')
  for (let tries = 0, quiet = 0; tries < 100 && quiet < 3; tries++) {
    await page.waitForTimeout(50)
    quiet = (waiting.get(page)?.size ?? 0) === 0 ? quiet + 1 : 0
  }
  await page.evaluate(async () => void (await document.fonts.ready))
}
