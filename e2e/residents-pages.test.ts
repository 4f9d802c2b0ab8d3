import { describe, expect, inject, it } from 'vitest'
import type { Page } from 'playwright-core'
import { expectElderSizes, expectNoAxeViolations, tabThrough } from './accessibility.ts'
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
