import { expect, inject, it } from 'vitest'
import { expectNoAxeViolations } from './accessibility.ts'
import { deskOf, placeOf } from './console-desk.ts'
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
