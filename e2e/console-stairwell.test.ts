import { expect, inject, it } from 'vitest'
import { creditCodeCheckCharacter } from '@ejia/check-digits/credit-code.ts'
import { citizenIdCheckCharacter } from '@ejia/check-digits/citizen-id.ts'
import { deskOf, placeOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'
import { callApi } from './residents-api.ts'

const browser = useBrowser()
const base = inject('base')
const some = (digits: number) => String(Math.floor(Math.random() * 10 ** digits)).padStart(digits, '0')

it('an officer in a stairwell finds anybody by whatever is known, and corrects a fact in two taps', async () => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const { grid, building } = await placeOf(street)
  const page = await deskOf(browser, 'phone', 'gridOfficer', grid, '/console/registry')
  const { rows } = await callApi<{ rows: { dwellingId: string; label: string }[] }>(page, 'GET', `/registry/buildings/${building.id}/homes`)
  const home = rows.at(-1)!
  const household = (await callApi<{ id: string }>(page, 'POST', '/registry/households', { kind: 'resident', dwellingId: home.dwellingId })).id
  const phone = `1396${some(7)}`
  const first17 = `110101195603${String(1 + Math.floor(Math.random() * 28)).padStart(2, '0')}${some(3)}`
  const idNumber = first17 + citizenIdCheckCharacter(first17)
  const facts = { name: '东方玉兰', phone, idNumber: { kind: 'citizenId', number: idNumber } }
  await callApi(page, 'POST', '/registry/people', { householdId: household, source: 'visit', facts })
  const first = `91370203MA3${some(6)}`
  const code = first + creditCodeCheckCharacter(first)
  const firm = `晨曦${crypto.randomUUID().slice(0, 6)}制造有限公司`
  const entry = { basedOn: 0, source: 'visit', kind: 'enterprise', name: firm, creditCode: code, industry: '制造业', gridCode: grid, address: '暖阳路 9 号' }
  await callApi(page, 'PUT', `/enterprises/${crypto.randomUUID()}`, entry)

  const search = page.getByRole('searchbox', { name: '找人、找房、找企业' })
  const person = page.getByRole('link', { name: /^东/ }).last()
  for (const typed of ['玉兰', 'dfyl', phone, idNumber]) {
    await search.fill(typed)
    await person.waitFor()
  }
  for (const typed of [firm.slice(0, 8), code]) {
    await search.fill(typed)
    await page.getByRole('link', { name: firm }).waitFor()
  }
  // The address as people write it: 安居里1号楼 2单元 301 → 安居里1-2-301.
  const [, estate, number, stairwell, door] = /^(.*?)(\d+)号楼 (\d+)单元 (\d+)$/.exec(home.label)!
  await search.fill(`${estate}${number}-${stairwell}-${door}`)
  await page
    .getByRole('link', { name: new RegExp(`^${home.label}`) })
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: new RegExp(door!) }).waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)

  await page.goto(`${base}/console/registry`)
  await search.fill(phone)
  await person.click()
  await page.getByRole('heading', { level: 1, name: /^东/ }).waitFor()
  await page.evaluate(() => {
    Object.assign(window, { taps: 0 })
    // Only what a thumb does: setting a wheel is no tap on the page.
    document.addEventListener('pointerdown', () => Object.assign(window, { taps: (window as unknown as { taps: number }).taps + 1 }), true)
  })
  await page.getByRole('button', { name: '更正信息' }).click()
  const form = page.getByRole('form', { name: '更正信息' })
  await form.getByLabel('性别').selectOption({ label: '女' })
  await form.getByRole('button', { name: '保存' }).click()
  await form.waitFor({ state: 'hidden' })
  expect(await page.evaluate(() => (window as unknown as { taps: number }).taps)).toBe(2)
  await page.locator('td', { hasText: /^女$/ }).first().waitFor()

  // How the share of fresh facts moved, week by week.
  await page.goto(`${base}/console/registry/freshness`)
  await page.getByRole('table', { name: '每周变化' }).getByText(/\d%/).first().waitFor()
}, 120_000)
