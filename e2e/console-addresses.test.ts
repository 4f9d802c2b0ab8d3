import { expect, inject, it } from 'vitest'
import { expectElderSizes, expectNoAxeViolations, tabThrough } from './accessibility.ts'
import { placeOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'
import { callApi } from './residents-api.ts'
import { settle } from './visit.ts'

const browser = useBrowser()
const base = inject('base')

it.each([
  { screen: 'phone', elder: false },
  { screen: 'phone', elder: true },
  { screen: 'desktop', elder: false },
] as const)(
  'what was written by hand waits for its place and is settled, a person, a move and an enterprise, on a $screen, elder $elder',
  async ({ screen, elder }) => {
    const page = await (await browser.visit(screen, { elder })).open('/privacy')
    const { grid, building } = await placeOf(page)
    await callApi(page, 'POST', '/demo/sign-in', { role: 'gridOfficer', area: grid })
    const { rows } = await callApi<{ rows: { label: string }[] }>(page, 'GET', `/registry/buildings/${building.id}/homes`)
    const home = rows.at(-1)!.label
    const inspect = async () => {
      await settle(page)
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'scrolls sideways').toBe(true)
      await expectNoAxeViolations(page)
      if (elder) await expectElderSizes(page)
    }

    await page.goto(`${base}/console/registry/addresses`)
    await settle(page)
    const written = page.getByRole('button', { name: /确认地址 手写登记的人/ })
    const before = await written.count()
    await page.getByRole('link', { name: /按地址登记一个人/ }).click()
    const form = page.getByRole('form', { name: '按地址登记一个人' })
    const misspelt = `按${home.slice(1)}`
    await form.getByLabel('地址', { exact: true }).fill(misspelt)
    await inspect()
    await tabThrough(page)
    // The refusal names the field.
    await form.getByRole('button', { name: '保存' }).click()
    await form.getByRole('alert').first().waitFor()
    await form.getByLabel('姓名').fill('诸葛明月')
    await form.getByRole('button', { name: '保存' }).click()
    await page.getByText('地址没有对上，已经记下').waitFor()
    await page.getByRole('link', { name: /看待确认地址/ }).click()
    // Below those that waited before.
    await written.nth(before).click()
    await page.getByText(misspelt).waitFor()
    await inspect()
    await page.getByRole('radio', { name: home }).check()
    await page.getByRole('button', { name: '就是这里' }).click()
    await page.getByText('已确认，马上入库了。').waitFor()

    // Found where she lives now; she moves to a door nobody registered.
    await page.goto(`${base}/console/registry`)
    await page.getByRole('searchbox', { name: '找人、找房、找企业' }).fill('诸葛')
    await page.getByRole('link', { name: /^诸/ }).last().click()
    await page.getByRole('button', { name: '搬到另一户' }).click()
    const to = `${building.name} 1单元 98${String(Math.floor(Math.random() * 90) + 10)}`
    await page.getByRole('searchbox').fill(to)
    await page.getByRole('searchbox').press('Enter')
    await page.getByRole('button', { name: /都不是，按/ }).click()
    await page.getByText('有人在“待确认地址”里确认后就搬过去').waitFor()
    await inspect()
    await page.goto(`${base}/console/registry/addresses`)
    await page
      .getByRole('button', { name: /确认地址 搬家/ })
      .last()
      .click()
    await page.getByText(to).waitFor()
    await page.getByRole('radio', { name: /楼里没登记的新门牌/ }).check()
    await inspect()
    await page.getByRole('button', { name: '就是这里' }).click()
    await page.getByText('已确认，马上入库了。').waitFor()

    const name = `写错${crypto.randomUUID().slice(0, 6)}商行`
    const entry = { basedOn: 0, source: 'visit', kind: 'enterprise', name, industry: '零售', gridCode: grid, address: `按${building.name.slice(1)}一层` }
    const { id } = await callApi<{ id: string }>(page, 'PUT', `/enterprises/${crypto.randomUUID()}`, entry)
    await page.goto(`${base}/console/enterprises/${id}`)
    await page.getByRole('link', { name: /地址待确认/ }).click()
    await page.getByRole('button', { name: `确认地址 ${name}` }).click()
    await page.getByRole('radio', { name: building.name, exact: true }).check()
    await inspect()
    await page.getByRole('button', { name: '就是这里' }).click()
    await page.getByText('已确认，马上入库了。').waitFor()
    await page.goto(`${base}/console/enterprises/${id}`)
    await page.getByRole('heading', { level: 1, name }).waitFor()
    expect(await page.getByRole('link', { name: /地址待确认/ }).count()).toBe(0)
  },
  120_000,
)
