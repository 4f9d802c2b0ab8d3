import { expect, inject, it } from 'vitest'
import { expectNoAxeViolations } from './accessibility.ts'
import { deskOf, placeOf, reportOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'
import { callApi } from './residents-api.ts'
import { settle } from './visit.ts'

const browser = useBrowser()
const base = inject('base')

it.each(['phone', 'desktop'] as const)('a %s left on the wall: its person is signed out, the whistles stay, nothing else opens', async (screen) => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const { subdistrict } = await placeOf(street)
  const page = await deskOf(browser, screen, 'subdistrictStaff', subdistrict, '/console/whistles/wall')
  await page.getByRole('button', { name: '长期挂在这台屏幕上' }).click()
  const ask = page.getByRole('region', { name: '长期挂在这台屏幕上' })
  await ask.getByText('这台电脑会退出您的账号').waitFor()
  await ask.getByRole('button', { name: '确认挂上' }).click()
  await page.waitForURL(`${base}/console/wall`)
  await page.getByText(/进行中 \d+ 件/).waitFor()
  await page.getByRole('list', { name: '看板' }).or(page.getByRole('list')).first().waitFor()
  await settle(page)
  await expectNoAxeViolations(page)
  expect(await page.getByRole('link').or(page.getByRole('button')).count()).toBe(0)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  expect((await callApi<{ me: unknown }>(page, 'GET', '/me')).me).toBeNull()
  await page.goto(`${base}/console/inbox`)
  await page.waitForURL(/sign-in/)

  // From the account of whoever set it up it is seen and ended; the screen says so.
  const desk = await deskOf(browser, 'desktop', 'subdistrictStaff', subdistrict, '/console/account')
  await desk.getByText('（大屏，只看不能操作）').first().waitFor()
  const before = await desk.getByText('（大屏，只看不能操作）').count()
  for (let left = before; left > 0; left--) {
    await desk.getByRole('listitem').filter({ hasText: '（大屏，只看不能操作）' }).first().getByRole('button').click()
    await desk.waitForFunction((rest) => document.body.innerText.split('（大屏，只看不能操作）').length - 1 === rest, left - 1)
  }
  await page.goto(`${base}/console/wall`)
  await page.getByText('这块大屏的授权已结束').waitFor()
  await page.getByRole('link', { name: '去登录' }).waitFor()
})

/** So often the screen asks, whatever its stream says. */
const askedEveryMs = 60_000

it.each(['heard, though it never asks', 'asked for, when nothing is heard'] as const)('a whistle that is blown meanwhile is on the wall: %s', async (way) => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const { building, community, subdistrict } = await placeOf(street)
  const page = await deskOf(browser, 'desktop', 'subdistrictStaff', subdistrict, '/console/whistles/wall')
  const heard = way.startsWith('heard')
  await page.context().addInitScript(
    ([often, instead]) => {
      const real = window.setInterval
      window.setInterval = ((run: () => void, ms?: number) =>
        ms === often ? (instead === null ? 0 : real(run, instead)) : real(run, ms)) as typeof setInterval
    },
    [askedEveryMs, heard ? null : 500] as const,
  )
  if (!heard) await page.context().route('**/api/whistle-wall/live', (route) => route.abort())
  await page.reload()
  await page.getByRole('button', { name: '长期挂在这台屏幕上' }).click()
  const stream = heard ? page.waitForResponse('**/api/whistle-wall/live') : Promise.resolve(null)
  await page.getByRole('button', { name: '确认挂上' }).click()
  await page.waitForURL(`${base}/console/wall`)
  expect((await stream)?.status() ?? 200).toBe(200)
  const head = page.getByText(/进行中 \d+ 件/)
  const before = Number(/\d+/u.exec((await head.textContent()) ?? '')![0])

  const report = await reportOf(street, '小区门口堵了', { buildingId: building.id }, { category: 'lamp' })
  const lead = await deskOf(browser, 'desktop', 'communityLead', community)
  const { rows } = await callApi<{ rows: { id: string }[] }>(lead, 'GET', `/requests?show=all&text=${report.mark}`)
  await callApi(lead, 'POST', `/requests/${rows[0]!.id}/whistles`, { kind: 'emergency', title: `门口 ${report.mark}`, need: '请到场' })
  await page.getByText(`进行中 ${before + 1} 件`).waitFor()
  expect(await page.locator('main').textContent()).not.toContain(report.mark)
})
