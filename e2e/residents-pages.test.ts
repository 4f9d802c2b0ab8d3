import { describe, expect, inject, it } from 'vitest'
import type { Page } from 'playwright-core'
import { expectElderSizes, expectNoAxeViolations, tabThrough } from './accessibility.ts'
import { deskOf, placeOf, reportOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'
import { settle } from './visit.ts'
import { callApi, publicPlaces, someNotice } from './residents-api.ts'

const browser = useBrowser()

/** Every page of the app, with something on it. */
async function paths(page: Page): Promise<string[]> {
  const { building, community } = await publicPlaces(page)
  const { followKey } = await callApi<{ followKey: string }>(page, 'POST', '/reports', {
    kind: 'help',
    category: 'lamp',
    text: '二单元楼道灯不亮了，晚上看不见台阶。',
    place: { buildingId: building.id, detail: '2 单元' },
    channel: 'app',
    anonymous: false,
    phone: '13900001234',
  })
  return [
    '/',
    '/report',
    '/report?in=building',
    '/report/place',
    '/report/words',
    '/report/photos',
    '/report/contact',
    '/b/not-a-code',
    `/r/${followKey}`,
    `/r/${followKey}?do=comment`,
    `/r/${followKey}?do=correctText`,
    `/r/${followKey}?do=withdraw`,
    '/follow',
    '/my',
    '/my-grid',
    `/my-grid?building=${building.id}`,
    '/notices',
    `/notices?community=${community.code}`,
    `/notices/${await someNotice(page)}`,
    '/phones',
    '/sign-in',
    '/account',
    '/own',
    '/own-enterprise',
    '/captain-tasks',
    '/captain/not-a-link',
    '/privacy',
    '/sent/nothing',
    '/no-such-page',
  ]
}

describe.each([
  { elder: false, language: 'zh' },
  { elder: true, language: 'zh' },
  { elder: false, language: 'en' },
] as const)('the residents’ pages, elder $elder, $language', (choices) => {
  it('have no axe violations, are reached by Tab and keep their sizes', async () => {
    const visitor = await browser.visit('phone', choices)
    const page = await visitor.open('/')
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`))
    for (const path of await paths(page)) {
      await page.goto(path)
      await page.locator('h1').waitFor()
      await settle(page)
      expect(await page.title(), path).toMatch(/.+ · e家$/)
      expect(await page.locator('html').getAttribute('lang')).toBe(choices.language === 'zh' ? 'zh-CN' : 'en')
      expect(await page.locator('h1').count(), path).toBe(1)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} scrolls sideways`).toBe(true)
      await expectNoAxeViolations(page)
      await tabThrough(page)
      if (choices.elder) await expectElderSizes(page)
    }
    expect(errors).toEqual([])
  })
})

it.each([
  { screen: 'phone', elder: false, language: 'zh' },
  { screen: 'phone', elder: true, language: 'zh' },
  { screen: 'phone', elder: true, language: 'en' },
  { screen: 'desktop', elder: false, language: 'en' },
  { screen: 'desktop', elder: true, language: 'zh' },
] as const)('the enterprise’s own page on a $screen, elder $elder, $language: its entry, its cases, its forms', async (choice) => {
  const page = await (await browser.visit(choice.screen, choice)).open('/privacy')
  const { grid, building, subdistrict } = await placeOf(page)
  const officer = await deskOf(browser, 'desktop', 'gridOfficer', grid, '/healthz')
  const phone = `1394${String(Math.floor(Math.random() * 10_000_000)).padStart(7, '0')}`
  const enterpriseId = crypto.randomUUID()
  const name = `暮光制造${enterpriseId.slice(0, 6)}有限公司`
  const entry = { basedOn: 0, source: 'visit', kind: 'enterprise', name, industry: '制造业', gridCode: grid, address: '暖阳路 9 号', contactPhone: phone }
  await callApi(officer, 'PUT', `/enterprises/${enterpriseId}`, entry)
  const { demoCode } = await callApi<{ demoCode: string }>(page, 'POST', '/sign-in/phone-code', { phone })
  await callApi(page, 'POST', '/sign-in/phone', { phone, code: demoCode })
  await callApi(page, 'POST', '/own/enterprises/link', { subdistrict, nameOrCode: name })
  const report = await reportOf(page, '厂门口的路灯不亮', { buildingId: building.id, detail: '门口' })
  const { rows } = await callApi<{ rows: { id: string }[] }>(officer, 'GET', `/requests?text=${report.mark}`)
  await callApi(officer, 'POST', `/requests/${rows[0]!.id}/moves`, { move: 'acknowledge', told: '已收到' })
  await callApi(officer, 'POST', `/requests/${rows[0]!.id}/registry-links`, { target: { enterpriseId } })
  for (const path of ['/own-enterprise', `/own-enterprise?correct=${enterpriseId}`, '/own-enterprise?add=1']) {
    await page.goto(path)
    await page.getByRole('heading', { level: 2 }).first().waitFor()
    await settle(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} scrolls sideways`).toBe(true)
    await expectNoAxeViolations(page)
    await tabThrough(page)
    if (choice.elder) await expectElderSizes(page)
  }
  await page.goto('/own-enterprise')
  await page.getByRole('link', { name: report.mark }).click()
  await page.getByText(report.receiptNumber).first().waitFor()
})

it('a page keeps the choice of language and size, and says so to a screen reader', async () => {
  const page = await (await browser.visit('phone')).open('/')
  await page.getByRole('button', { name: '大字版' }).click()
  await page.getByRole('button', { name: 'English' }).click()
  await page.goto(`${inject('base')}/privacy`)
  await page.getByRole('heading', { name: 'Privacy' }).waitFor()
  expect(await page.locator('html').getAttribute('data-mode')).toBe('elder')
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
})

it('going on moves the focus to the next heading', async () => {
  const page = await (await browser.visit('phone')).open('/')
  await page.getByRole('link', { name: '通知公告' }).first().click()
  await page.getByRole('heading', { level: 1, name: '通知公告' }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('SELECT')
})
