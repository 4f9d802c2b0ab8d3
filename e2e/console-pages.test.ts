import { expect, inject, it } from 'vitest'
import { expectElderSizes, expectNoAxeViolations, tabThrough } from './accessibility.ts'
import { placeOf, reportOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'
import { callApi } from './residents-api.ts'
import { settle } from './visit.ts'

const browser = useBrowser()
const base = inject('base')

const choices = [
  { screen: 'phone', elder: false, language: 'zh' },
  { screen: 'phone', elder: true, language: 'zh' },
  { screen: 'desktop', elder: false, language: 'en' },
  { screen: 'desktop', elder: true, language: 'zh' },
] as const

it.each(choices)('the staff’s own pages on a $screen, elder $elder, $language: no axe violations, reached by Tab, sizes kept', async (choice) => {
  const visitor = await browser.visit(choice.screen, choice)
  const page = await visitor.open('/healthz')
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`))
  const place = await placeOf(page)
  const report = await reportOf(page, '楼道的灯坏了', { buildingId: place.building.id, detail: '2 单元' }, { phone: '13900005678' })
  await page.goto(`${base}/console/sign-in`)
  await inspect('/console/sign-in')
  await callApi(page, 'POST', '/demo/sign-in', { role: 'communityLead', area: place.community })
  const { rows } = await callApi<{ rows: { id: string }[] }>(page, 'GET', `/requests?text=${report.mark}`)
  const found = `/console/requests/${rows[0]?.id}`
  const moves = ['reassign', 'merge', 'addParty', 'link', 'correctPlace', 'changeCategory', 'pause', 'note'].map((move) => `${found}?move=${move}`)
  for (const path of [
    '/console/inbox',
    '/console/inbox?overdue=true&text=没有这样的',
    found,
    ...moves,
    '/console/file',
    '/console/account',
    '/console/no-such-page',
  ])
    await inspect(path)
  expect(errors).toEqual([])

  async function inspect(path: string): Promise<void> {
    await page.goto(`${base}${path}`)
    await page.locator('h1').first().waitFor()
    if (path.includes('move=')) await page.getByRole('dialog').waitFor()
    await settle(page)
    expect(await page.title(), path).toMatch(/e家$/)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} scrolls sideways`).toBe(true)
    await expectNoAxeViolations(page)
    // An open sheet keeps the focus inside: its own stops are walked by the journeys.
    if (!path.includes('move=')) await tabThrough(page)
    if (choice.elder) await expectElderSizes(page)
  }
})
