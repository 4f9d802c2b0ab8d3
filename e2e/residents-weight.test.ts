import { expect, it } from 'vitest'
import { useBrowser } from './pages.ts'

const browser = useBrowser()
/** goals.md: the first page over the wire, with its headers and what it fetches. */
const mostBytes = 80_000

it('the first page weighs little enough for a weak network', async () => {
  const { context } = await browser.visit('phone')
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  const [paths, sizes] = [new Map<string, string>(), new Map<string, number>()]
  session.on('Network.responseReceived', ({ requestId, response }) => paths.set(requestId, new URL(response.url).pathname))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.set(paths.get(requestId) ?? requestId, encodedDataLength))
  // A phone has its own Chinese font; what is stored for the time without network is not the first page.
  await page.route(/chinese-font|noto-sans-sc/, (route) => route.abort())
  await page.addInitScript(() => void Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
  await page.goto('/')
  await page.getByRole('heading', { name: '最新通知' }).waitFor()
  await page.waitForLoadState('networkidle')
  const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0)
  expect(total, JSON.stringify([...sizes])).toBeLessThan(mostBytes)
  expect([...sizes.keys()].some((path) => path.endsWith('.js'))).toBe(true)
})
