import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { deskOf, followed, openCase, placeOf, reportOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'

const browser = useBrowser()
const base = inject('base')

/** Presses a step, fills its fields by their labels, confirms, and waits until the form is gone. */
async function step(page: Page, name: string, fields: Record<string, string> = {}): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
  const form = page.getByRole('form', { name })
  for (const [label, words] of Object.entries(fields)) await form.getByRole('textbox', { name: label }).fill(words)
  await form.getByRole('button', { name: `确认${name}` }).click()
  await form.waitFor({ state: 'hidden' })
}

it('a grid cannot solve it: it goes up to the community, then to the subdistrict; the resident sees it and keeps one contact', async () => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const { building, grid, community, subdistrict } = await placeOf(street)
  const report = await reportOf(street, '饭店油烟直排居民院，开不了窗', { buildingId: building.id }, { category: 'lamp' })
  // The lead's console stands open: the bell counts without a reload.
  const lead = await deskOf(browser, 'desktop', 'communityLead', community, '/console/my-messages')
  const unread = async () => Number(/(\d+) 条未读/.exec((await lead.getByRole('link', { name: /^消息，/ }).getAttribute('aria-label')) ?? '')?.[1] ?? 0)
  await lead.getByRole('heading', { level: 1 }).waitFor()
  const before = await unread()

  const officer = await deskOf(browser, 'phone', 'gridOfficer', grid)
  await openCase(officer, base, report)
  await officer.getByRole('link', { name: /^上报.*社区 ›/ }).click()
  await officer.getByRole('textbox', { name: '做过什么' }).fill('劝了两次，店家说管道合格')
  await officer.getByRole('button', { name: /^上报/ }).click()
  // Refused for what is asked; what was typed is kept.
  await officer.getByRole('alert').first().waitFor()
  expect(await officer.getByRole('textbox', { name: '做过什么' }).inputValue()).toBe('劝了两次，店家说管道合格')
  await officer.getByRole('textbox', { name: '请上级做什么' }).fill('请社区出面')
  await officer.getByRole('button', { name: /^上报/ }).click()
  await officer.getByText('待研究').waitFor()

  await expect.poll(unread, { timeout: 20_000 }).toBe(before + 1)
  await lead
    .getByRole('link', { name: /上报到您这一级/ })
    .first()
    .click()
  await lead.getByText('劝了两次').waitFor()
  expect(await unread()).toBe(before)
  await step(lead, '收下研究')
  await step(lead, '继续上报', { 做过什么: '社区约谈过，没有执法权', 请上级做什么: '请街道召集部门' })
  await lead.getByText('已继续上报').waitFor()

  const office = await deskOf(browser, 'desktop', 'subdistrictStaff', subdistrict, '/console/my-messages')
  await office
    .getByRole('link', { name: /上报到您这一级/ })
    .first()
    .click()
  await office.getByText('没有执法权').waitFor()
  await step(office, '作出决定', { 文字说明: '街道吹哨，请执法和市场监管一起到场' })
  await office.getByText('已有决定').waitFor()

  await openCase(officer, base, report)
  await officer.getByText('居民联系人').waitFor()
  await officer.getByText('已继续上报').waitFor()
  // Decided: it may be raised again, or blown for.
  await officer.getByRole('link', { name: /^吹哨 ›/ }).waitFor()
  const told = (await followed(street, report)).timeline.map((entry) => entry.told).join('\n')
  for (const words of ['已上报', '和您联系', '已收下，正在研究', '已有决定']) expect(told).toContain(words)
  for (const words of ['店家说管道合格', '没有执法权', '召集部门']) expect(told).not.toContain(words)
}, 180_000)
