import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { deskOf, placeOf, type Place } from './console-desk.ts'
import { useBrowser } from './pages.ts'
import { callApi } from './residents-api.ts'

const browser = useBrowser()
const base = inject('base')

/** An officer at the door of a household nobody registered yet. */
async function atTheDoor(screen: 'phone' | 'desktop'): Promise<{ page: Page; place: Place }> {
  const street = await (await browser.visit('phone')).open('/privacy')
  const place = await placeOf(street)
  return { page: await deskOf(browser, screen, 'gridOfficer', place.grid, `/console/registry/buildings/${place.building.id}`), place }
}

async function registerHousehold(page: Page): Promise<string> {
  await page
    .getByRole('button', { name: /^登记住户 / })
    .first()
    .click()
  await page.getByRole('button', { name: '添加成员' }).waitFor()
  return page.url().split('/').at(-1)!
}

async function addMember(page: Page, name: string, phone: string): Promise<void> {
  await page.getByRole('button', { name: '添加成员' }).click()
  const form = page.getByRole('form', { name: '添加成员' })
  await form.getByRole('textbox', { name: '姓名' }).fill(name)
  await form.getByRole('textbox', { name: '电话' }).fill(phone)
  await form.getByRole('button', { name: '保存' }).click()
  await form.waitFor({ state: 'hidden' })
}

const unusedPhone = () => `1391${String(Math.floor(Math.random() * 10_000_000)).padStart(7, '0')}`

it('an officer in a stairwell registers a household, finds the person by initials, corrects a fact and reveals the phone with a reason', async () => {
  const { page } = await atTheDoor('phone')
  const phone = unusedPhone()
  await registerHousehold(page)
  await addMember(page, '欧阳桂芳', phone)
  await page.goto(`${base}/console/registry`)
  await page.getByRole('searchbox', { name: '找人、找房、找企业' }).fill('oygf')
  const found = page.getByRole('link', { name: /^欧/ }).last()
  await found.click()
  await page.getByRole('heading', { level: 1, name: /^欧\*/ }).waitFor()
  expect(await page.content()).not.toContain(phone)
  await page.getByRole('button', { name: '更正信息' }).click()
  const form = page.getByRole('form', { name: '更正信息' })
  await form.getByLabel('性别').selectOption({ label: '女' })
  await form.getByRole('button', { name: '保存' }).click()
  await page
    .locator('td')
    .getByText('女', { exact: true })
    .or(page.locator('td', { hasText: /^女$/ }))
    .first()
    .waitFor()
  await page.getByRole('button', { name: '查看完整信息' }).click()
  const reveal = page.getByRole('form', { name: '显示完整信息' })
  await reveal.getByRole('button', { name: '显示完整信息' }).click()
  await reveal.getByRole('alert').first().waitFor()
  await reveal.getByRole('textbox', { name: '为什么要看' }).fill('今天上门前联系')
  await reveal.getByRole('button', { name: '显示完整信息' }).click()
  await page.getByText(phone).waitFor()
  await page.getByText(/秒后自动隐藏/).waitFor()
  await page.getByRole('button', { name: '现在隐藏' }).click()
  await expect.poll(() => page.getByText(phone).count()).toBe(0)
}, 90_000)

it('a refused number stays in the form with its reason at the field', async () => {
  const { page } = await atTheDoor('phone')
  await registerHousehold(page)
  await page.getByRole('button', { name: '添加成员' }).click()
  const form = page.getByRole('form', { name: '添加成员' })
  await form.getByRole('textbox', { name: '姓名' }).fill('欧阳桂芳')
  await form.getByRole('textbox', { name: '电话' }).fill('123')
  await form.getByRole('button', { name: '保存' }).click()
  await form.getByRole('alert').first().waitFor()
  expect(await form.getByRole('textbox', { name: '姓名' }).inputValue()).toBe('欧阳桂芳')
})

it('two records of one person become one, and a wrong merge is split again', async () => {
  const { page } = await atTheDoor('desktop')
  const [first, second] = [unusedPhone(), unusedPhone()]
  await registerHousehold(page)
  await addMember(page, '司徒明远', first)
  await addMember(page, '司徒明远', second)
  const { people } = await callApi<{ people: { id: string }[] }>(page, 'POST', '/registry/searches', { text: first })
  await page.goto(`${base}/console/registry/people/${people[0]!.id}`)
  await page.getByRole('button', { name: '合并重复' }).click()
  const form = page.getByRole('form', { name: '合并重复' })
  await form
    .getByRole('searchbox')
    .or(form.getByRole('textbox', { name: '和哪一条是同一个人' }))
    .first()
    .fill(second)
  await form.getByRole('button', { name: '选择' }).click()
  await form.getByRole('radio').first().check()
  await form.getByRole('textbox', { name: '为什么要看' }).fill('同一个人登记了两次')
  await form.getByRole('button', { name: '合并重复' }).click()
  await form.waitFor({ state: 'hidden' })
  await page.getByRole('cell', { name: /^合并/ }).first().waitFor()
  await page.getByRole('button', { name: '拆开错合' }).click()
  const split = page.getByRole('form', { name: '拆开错合' })
  await split.getByRole('radio').first().check()
  await split.getByRole('textbox').first().fill('其实是父子两人')
  await split.getByRole('button', { name: '拆开错合' }).click()
  await page.getByRole('cell', { name: /^拆分/ }).first().waitFor()
  const again = await callApi<{ people: { id: string }[] }>(page, 'POST', '/registry/searches', { text: second })
  expect(again.people).toHaveLength(1)
}, 90_000)
