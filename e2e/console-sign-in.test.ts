import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { expectElderSizes, expectNoAxeViolations, tabThrough } from './accessibility.ts'
import { codeOf } from './authenticator.ts'
import { deskOf, placeOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'
import { callApi } from './residents-api.ts'

const browser = useBrowser()
const base = inject('base')
const password = '河边散步的下午 blue lamp'

async function invitation(): Promise<string> {
  const street = await (await browser.visit('phone')).open('/privacy')
  const place = await placeOf(street)
  const office = await deskOf(browser, 'desktop', 'subdistrictStaff', place.subdistrict, '/console/account')
  const { url } = await callApi<{ url: string }>(office, 'POST', '/accounts', { name: '新来的网格员', role: 'gridOfficer', areaCode: place.grid })
  return new URL(url, base).pathname
}

async function signIn(page: Page, login: string, secret: string): Promise<void> {
  await page.getByRole('textbox', { name: '登录名' }).fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('textbox', { name: '六位验证码' }).fill(codeOf(secret, 1))
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

it('an invited person chooses login and password, connects an authenticator, and signs in with both', async () => {
  const path = await invitation()
  const page = await (await browser.visit('phone')).open(path)
  await page.getByRole('img', { name: '验证器的二维码' }).waitFor()
  const secret = (await page.locator('.totp-key').textContent()) ?? ''
  const login = `officer-${crypto.randomUUID().slice(0, 8)}`
  await page.getByRole('textbox', { name: '登录名' }).fill(login)
  // Too short a password and a missing code are told at their fields; the rest stays.
  await page.getByLabel('新密码').fill('short')
  await page.getByRole('button', { name: '完成并进入' }).click()
  await page.getByText('至少 12 个字。').first().waitFor()
  await expectNoAxeViolations(page)
  await page.getByLabel('新密码').fill(password)
  await page.getByRole('textbox', { name: '六位验证码' }).fill(codeOf(secret))
  await page.getByRole('button', { name: '完成并进入' }).click()
  await page.waitForURL(/\/console\/inbox/)

  await page.goto(`${base}/console/account`)
  await page.getByText('本机').waitFor()
  await page.goto(`${base}${path}`)
  await page.getByText('这个链接已经用过或过期了').waitFor()

  const elsewhere = await (await browser.visit('desktop')).open('/console/inbox?overdue=true')
  await signIn(elsewhere, login, secret)
  await elsewhere.waitForURL(/\/console\/inbox\?overdue=true/)
  expect(await elsewhere.getByRole('checkbox', { name: '只看超期' }).isChecked()).toBe(true)
})

it('after five wrong tries the account is locked and says for how long', async () => {
  const page = await (await browser.visit('phone')).open(await invitation())
  const secret = (await page.locator('.totp-key').textContent()) ?? ''
  const login = `officer-${crypto.randomUUID().slice(0, 8)}`
  await page.getByRole('textbox', { name: '登录名' }).fill(login)
  await page.getByLabel('新密码').fill(password)
  await page.getByRole('textbox', { name: '六位验证码' }).fill(codeOf(secret))
  await page.getByRole('button', { name: '完成并进入' }).click()
  await page.waitForURL(/\/console\/inbox/)
  const guess = await (await browser.visit('phone')).open('/console/sign-in')
  await guess.getByRole('textbox', { name: '登录名' }).fill(login)
  for (let tries = 0; tries < 6; tries++) {
    await guess.getByLabel('密码').fill(`wrong guess ${tries}`)
    const answered = guess.waitForResponse(/\/api\/sign-in$/)
    await guess.getByRole('button', { name: '下一步' }).click()
    await answered
  }
  await guess.getByText(/账号暂时锁定.*约 15 分钟后/).waitFor()
  expect(await guess.getByRole('textbox', { name: '登录名' }).inputValue()).toBe(login)
})

it.each([false, true])('the invitation page, elder %s: no axe violations, reached by Tab, sizes kept', async (elder) => {
  const page = await (await browser.visit('phone', { elder })).open(await invitation())
  await page.getByRole('img', { name: '验证器的二维码' }).waitFor()
  await expectNoAxeViolations(page)
  expect((await tabThrough(page)).length).toBeGreaterThan(4)
  if (elder) await expectElderSizes(page)
})
