import { expect, inject, it } from 'vitest'
import { expectElderSizes, expectNoAxeViolations } from './accessibility.ts'
import { deskOf, openCase, placeOf, reportOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'
import { callApi } from './residents-api.ts'
import { settle } from './visit.ts'

const browser = useBrowser()
const base = inject('base')

it('a promise: made on the case in two taps, read by the resident with its day, passed on, kept by the colleague', async () => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const { grid, building } = await placeOf(street)
  const report = await reportOf(street, '门禁打不开', { buildingId: building.id })
  const words = `请人修门禁，修好告诉您${report.mark}`
  const officer = await deskOf(browser, 'phone', 'gridOfficer', grid)
  await openCase(officer, base, report)
  const casePath = new URL(officer.url()).pathname
  await officer.getByRole('button', { name: '答应居民一件事' }).click()
  const form = officer.getByRole('form', { name: '答应居民一件事' })
  await form.getByRole('button', { name: '告诉居民' }).click()
  await form.getByRole('alert').first().waitFor()
  const due = new Date(Date.now() + 8 * 3_600_000 + 2 * 86_400_000).toISOString().slice(0, 10)
  await form.getByRole('textbox', { name: '答应什么' }).fill(words)
  await form.getByLabel('最晚哪天').fill(due)
  await form.getByRole('button', { name: '告诉居民' }).click()
  await form.waitFor({ state: 'hidden' })
  await officer.getByRole('article', { name: words }).getByText('待兑现').waitFor()

  // The resident's own page says what and by when.
  const [, month, day] = due.split('-').map(Number)
  await street.goto(`${base}/r/${report.followKey}`)
  await street.getByText('答应您的事').first().waitFor()
  await street.getByText(`我们答应您：${words}。最晚${month}月${day}日。`).waitFor()

  // My promises, and over to a colleague of the grid.
  await officer.goto(`${base}/console/promises`)
  const own = officer.getByRole('article', { name: words })
  await own.getByRole('button', { name: '转给同事' }).click()
  const pass = own.getByRole('form', { name: '转给同事' })
  const secretary = await deskOf(browser, 'desktop', 'branchSecretary', grid, '/console/promises')
  const { me } = await callApi<{ me: { accountId: string; name: string } }>(secretary, 'GET', '/me')
  await pass.getByRole('combobox', { name: '转给谁' }).selectOption(me.accountId)
  await pass.getByRole('button', { name: '确认转给同事' }).click()
  await own.waitFor({ state: 'hidden' })
  await officer.goto(`${base}${casePath}`)
  const there = officer.getByRole('article', { name: words })
  await there.getByText(`${me.name} 负责`).waitFor()

  // Kept; the resident hears it.
  await there.getByRole('button', { name: '做到了' }).click()
  await there.getByRole('button', { name: '确认做到了' }).click()
  await there.getByText('已做到').waitFor()
  await street.reload()
  await street.getByText(`答应您的“${words}”做到了。`).waitFor()
  expect(await officer.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})

it.each([
  { screen: 'phone', elder: true, language: 'zh' },
  { screen: 'desktop', elder: false, language: 'en' },
] as const)('my promises and the pack on a $screen, elder $elder, $language: no axe violations, sizes kept', async (choice) => {
  const visitor = await browser.visit(choice.screen, choice)
  const door = await visitor.open('/healthz')
  const { grid } = await placeOf(door)
  await door.close()
  const page = await visitor.open('/healthz')
  await callApi(page, 'POST', '/demo/sign-in', { role: 'gridOfficer', area: grid })
  await page.goto(`${base}/console/promises`)
  await page.getByRole('article').first().waitFor()
  await settle(page)
  await expectNoAxeViolations(page)
  if (choice.elder) await expectElderSizes(page)
  // The pack with what was promised, the days given and the visits due.
  await callApi(page, 'POST', '/demo/sign-in', { role: 'subdistrictStaff', area: grid.slice(0, 9) })
  const { rows } = await callApi<{ rows: { id: string }[] }>(page, 'GET', '/handovers?show=open')
  await page.goto(`${base}/console/handovers/${rows[0]!.id}`)
  await page.locator('#handover-dated').waitFor()
  await settle(page)
  await expectNoAxeViolations(page)
  if (choice.elder) await expectElderSizes(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})
