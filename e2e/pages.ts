import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, inject } from 'vitest'
import { launchBrowser } from './browser.ts'
import { openContext, settle, type VisitOptions } from './visit.ts'

export type Screen = 'phone' | 'desktop'
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } }

export interface Visitor {
  context: BrowserContext
  /** Opens a page of the shared server and waits until it is quiet. */
  open: (path: string) => Promise<Page>
}

/** Call once in a test file: a browser for the file, and people who come in with their own cookies and leave after each test. */
export function useBrowser(): { visit: (screen: Screen, options?: Omit<VisitOptions, 'base' | 'width' | 'height'>) => Promise<Visitor> } {
  let browser: Browser
  const open: BrowserContext[] = []
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterEach(async () => {
    await Promise.all(open.splice(0).map((context) => context.close()))
  })
  afterAll(() => browser.close())
  return {
    async visit(screen, options = {}) {
      const context = await openContext(browser, { base: inject('base'), ...sizes[screen], ...options })
      open.push(context)
      return {
        context,
        open: async (path) => {
          const page = await context.newPage()
          await page.goto(path)
          await settle(page)
          return page
        },
      }
    },
  }
}
