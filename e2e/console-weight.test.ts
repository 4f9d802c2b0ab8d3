import { expect, inject, it } from 'vitest'
import { useBrowser } from './pages.ts'
import { callApi } from './residents-api.ts'

const browser = useBrowser()
/** goals.md: the aim for the console's first page over the wire. */
const mostBytes = 350_000

it('the first page of the console stays under its weight', async () => {
  const { context, open } = await browser.visit('phone')
  const door = await open('/healthz')
  await callApi(door, 'POST', '/demo/sign-in', { role: 'communityLead' })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  const [paths, sizes] = [new Map<string, string>(), new Map<string, number>()]
  session.on('Network.responseReceived', ({ requestId, response }) => paths.set(requestId, new URL(response.url).pathname))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.set(paths.get(requestId) ?? requestId, encodedDataLength))
  // A desk and a phone have their own Chinese font.
  await page.route(/chinese-font|noto-sans-sc/, (route) => route.abort())
  await page.goto(`${inject('base')}/console/inbox`)
  await page.getByRole('heading', { name: '收件箱' }).waitFor()
  await page.getByRole('list', { name: '诉求列表' }).waitFor()
  const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0)
  expect(total, JSON.stringify([...sizes])).toBeLessThan(mostBytes)
  expect([...sizes.keys()].some((path) => path.endsWith('.js'))).toBe(true)
})
