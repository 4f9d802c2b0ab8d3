/**
 * Look at a page: node e2e/screenshot.ts --base http://localhost:5173 --path /my --width 390 --out my.png
 *   [--as gridOfficer] [--elder] [--lang en] [--full] [--height 844] [--click "button name"]… [--wait 500]
 * Prints errors of the console, failed requests and sideways scrolling.
 */
import { parseArgs } from 'node:util'
import { launchBrowser } from './browser.ts'
import { openContext, settle } from './visit.ts'

const { values } = parseArgs({
  options: {
    base: { type: 'string', default: 'http://localhost:3000' },
    path: { type: 'string', default: '/' },
    width: { type: 'string', default: '390' },
    height: { type: 'string' },
    as: { type: 'string' },
    elder: { type: 'boolean', default: false },
    lang: { type: 'string', default: 'zh' },
    full: { type: 'boolean', default: false },
    click: { type: 'string', multiple: true, default: [] },
    wait: { type: 'string', default: '300' },
    out: { type: 'string', default: 'screenshot.png' },
  },
})

const browser = await launchBrowser()
try {
  const context = await openContext(browser, {
    base: values.base,
    width: Number(values.width),
    ...(values.height && { height: Number(values.height) }),
    elder: values.elder,
    language: values.lang === 'en' ? 'en' : 'zh',
    ...(values.as && { as: values.as }),
  })
  const page = await context.newPage()
  page.on('console', (message) => message.type() === 'error' && console.log('console:', message.text()))
  page.on('pageerror', (error) => console.log('page error:', error.message))
  page.on('response', (reply) => reply.status() >= 400 && console.log(reply.status(), reply.request().method(), reply.url()))
  await page.goto(values.path)
  await settle(page)
  for (const name of values.click) {
    await page.getByRole('button', { name }).or(page.getByRole('link', { name })).or(page.getByRole('tab', { name })).first().click()
    await settle(page)
  }
  await page.waitForTimeout(Number(values.wait))
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) console.log('the page scrolls sideways')
  await page.screenshot({ path: values.out, fullPage: values.full })
  console.log(page.url(), '→', values.out)
} finally {
  await browser.close()
}
