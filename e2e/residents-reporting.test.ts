import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { expectElderSizes, expectNoAxeViolations, tabThrough } from './accessibility.ts'
import { useBrowser } from './pages.ts'
import { callApi, publicPlaces, staffOf, stickerOf } from './residents-api.ts'

const browser = useBrowser()
const mark = () => crypto.randomUUID().slice(0, 8)

/** Counts the taps a person makes; typing is not one. */
async function countTaps(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    addEventListener('pointerdown', () => sessionStorage.setItem('taps', String(Number(sessionStorage.getItem('taps') ?? 0) + 1)), true)
  })
  await page.reload()
  return () => page.evaluate(() => Number(sessionStorage.getItem('taps') ?? 0))
}

async function receiptOn(page: Page): Promise<string> {
  await page.getByRole('heading', { name: '已经收到' }).waitFor()
  return (await page.locator('.receipt-number').innerText()).trim()
}

it('a report by the sticker at the door takes few taps and comes back with number, date, grid, link and QR code', async () => {
  const staff = await (await browser.visit('desktop')).open('/')
  const { building } = await publicPlaces(staff)
  const door = await stickerOf(staff, building)

  const { context, open } = await browser.visit('phone')
  const page = await open(door)
  const taps = await countTaps(page)
  await page.getByRole('button', { name: '在这里报告问题' }).tap()
  await page.getByRole('button', { name: '楼道灯' }).tap()
  const text = `二单元楼道灯不亮了 ${mark()}`
  await page.getByRole('textbox', { name: '内容' }).waitFor()
  // The cursor is there already: no tap is needed to start writing.
  await page.keyboard.type(text)
  await page.getByRole('button', { name: '提交' }).tap()
  const number = await receiptOn(page)
  expect(await taps()).toBeLessThanOrEqual(5)
  expect(number).not.toBe('')
  await expect.poll(() => page.getByText('预计答复').count()).toBe(1)
  expect(await page.getByAltText('查询进度的二维码').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)

  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: '复制查询链接' }).tap()
  await page.getByText('已复制').waitFor()
  const link = await page.locator('.receipt-link').innerText()

  const elsewhere = await (await browser.visit('phone')).open(new URL(link).pathname)
  await elsewhere.getByText(text).waitFor()
  expect(await elsewhere.locator('h1').innerText()).toContain(number)
})

it('a first report without any help of camera or position takes five taps from the first page', async () => {
  const { open } = await browser.visit('phone')
  const page = await open('/')
  const { community } = await publicPlaces(page)
  const taps = await countTaps(page)
  await page.getByRole('link', { name: '报告问题' }).tap()
  await page.getByRole('button', { name: '噪音扰民' }).tap()
  await page.getByRole('button', { name: community.name, exact: true }).tap()
  await page.getByRole('heading', { name: '请选楼栋' }).waitFor()
  await page.locator('.tile').first().tap()
  await page.getByRole('textbox', { name: '内容' }).waitFor()
  await page.keyboard.type(`晚上十点以后还在敲墙 ${mark()}`)
  await page.getByRole('button', { name: '提交' }).tap()
  await receiptOn(page)
  expect(await taps()).toBe(5)

  // The next report starts at the same place.
  await page.getByRole('link', { name: '再报告一件事' }).tap()
  await page.getByRole('button', { name: '电梯' }).tap()
  await page.getByText('地点').first().waitFor()
  await page.getByRole('button', { name: '下一步' }).waitFor()
})

it('elder mode asks one thing a screen and comes to the same receipt', async () => {
  const { open } = await browser.visit('phone', { elder: true })
  const page = await open('/')
  const { community } = await publicPlaces(page)
  await page.getByRole('link', { name: '报告问题' }).tap()
  await page.getByRole('button', { name: '房屋设施' }).tap()
  await page.getByRole('button', { name: '漏水堵水' }).tap()
  await page.getByRole('button', { name: community.name, exact: true }).tap()
  await page.getByRole('heading', { name: '请选楼栋' }).waitFor()
  await page.locator('.tile').first().tap()
  await page.getByRole('textbox', { name: /单元/ }).fill('303')
  await page.getByRole('button', { name: '下一步' }).tap()
  await page.getByRole('textbox', { name: '内容' }).fill('厨房漏水，楼上说不是他家。')
  await page.getByRole('button', { name: '下一步' }).tap()
  await page.getByRole('link', { name: '下一步' }).tap()
  await page.getByRole('textbox', { name: /联系电话/ }).fill('13900005678')
  await page.getByRole('button', { name: '提交' }).tap()
  expect(await receiptOn(page)).not.toBe('')
  await expectNoAxeViolations(page)
  await expectElderSizes(page)
  await tabThrough(page)
})

it('an anonymous report is followed by its link alone; the officer never learns who', async () => {
  const { open } = await browser.visit('phone')
  const page = await open('/report')
  const { building } = await publicPlaces(page)
  const text = `有人在楼道里给电动车充电 ${mark()}`
  await page.getByRole('button', { name: '消防与飞线充电' }).tap()
  await page.getByRole('button', { name: '说不清地点' }).tap()
  await page.getByRole('textbox', { name: '内容' }).fill(text)
  await page.getByRole('textbox', { name: /联系电话/ }).fill('13900004321')
  await page.getByText('匿名反映').tap()
  await page.getByRole('button', { name: '提交' }).tap()
  await receiptOn(page)
  await page.getByRole('link', { name: '看办理进度' }).tap()
  await page.getByText('您提交了诉求').waitFor()
  await page.getByRole('button', { name: '补充说明或照片' }).tap()
  await page.getByRole('textbox', { name: '补充说明' }).fill('今天晚上又有三辆。')
  await page.getByRole('button', { name: '送出补充' }).tap()
  await page.getByText('补充已送出').waitFor()
  expect(await page.getByText('今天晚上又有三辆。').count()).toBe(1)

  const office = await (await browser.visit('desktop')).open('/')
  await callApi(office, 'POST', '/demo/sign-in', { role: 'subdistrictStaff', area: building.gridCode.slice(0, 9) })
  const { rows } = await callApi<{ rows: { id: string }[] }>(office, 'GET', `/requests?show=all&text=${encodeURIComponent(text.slice(-8))}`)
  expect(rows).toHaveLength(1)
  const opened = JSON.stringify(await callApi(office, 'GET', `/requests/${rows[0]?.id}`))
  expect(opened).not.toContain('13900004321')
})

it('what was written without network waits visibly and is filed exactly once when it returns', async () => {
  const { context, open } = await browser.visit('phone')
  const page = await open('/')
  const { building } = await publicPlaces(page)
  // The service worker and what a report needs are on the phone before the network goes.
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  await page.goto(`${inject('base')}/report`)
  await page.getByRole('button', { name: '电梯' }).waitFor()
  await context.setOffline(true)

  const text = `电梯停在三楼不动 ${mark()}`
  await page.getByRole('button', { name: '电梯' }).tap()
  await page.getByRole('button', { name: '说不清地点' }).tap()
  await page.getByRole('textbox', { name: '内容' }).fill(text)
  await page.reload()
  expect(await page.getByRole('textbox', { name: '内容' }).inputValue()).toBe(text)
  await page.locator('input[type=file]').setInputFiles({ name: 'lift.png', mimeType: 'image/png', buffer: onePixel })
  await page.getByAltText('第 1 张照片').waitFor()
  await page.getByRole('button', { name: '提交' }).tap()
  await page.getByRole('heading', { name: '已写好，等网络' }).waitFor()
  await page.getByRole('link', { name: '回首页', exact: true }).tap()
  await page.getByText('有 1 件诉求等待提交').waitFor()
  await expectNoAxeViolations(page)
  await page.reload()
  await page.getByText('有 1 件诉求等待提交').waitFor()

  await context.setOffline(false)
  await page.getByText('已提交，受理编号').waitFor()
  expect(await page.getByText('等待提交').count()).toBe(0)
  await page.getByRole('link', { name: '查看' }).tap()
  await receiptOn(page)

  const desk = await (await browser.visit('desktop')).open('/')
  await callApi(desk, 'POST', '/demo/sign-in', { role: 'subdistrictStaff', area: building.gridCode.slice(0, 9) })
  const { rows } = await callApi<{ rows: { photoCount: number }[] }>(desk, 'GET', `/requests?show=all&text=${encodeURIComponent(text.slice(-8))}`)
  expect(rows).toEqual([expect.objectContaining({ photoCount: 1 })])
})

it('a refused field is said at the field, and nothing typed is lost', async () => {
  const { open } = await browser.visit('phone')
  const page = await open('/report')
  await page.getByRole('button', { name: '电梯' }).tap()
  await page.getByRole('button', { name: '说不清地点' }).tap()
  await page.getByRole('button', { name: '提交' }).tap()
  await page.getByText('请写几句话').waitFor()
  await page.getByRole('textbox', { name: '内容' }).fill('电梯按钮坏了。')
  await page.getByRole('textbox', { name: /联系电话/ }).fill('12345')
  await page.getByRole('button', { name: '提交' }).tap()
  const phone = page.getByRole('textbox', { name: /联系电话/ })
  await page.getByText('电话号码不对').waitFor()
  expect(await phone.getAttribute('aria-invalid')).toBe('true')
  expect(await page.getByRole('textbox', { name: '内容' }).inputValue()).toBe('电梯按钮坏了。')
  await phone.fill('13900001111')
  await page.getByRole('button', { name: '提交' }).tap()
  await receiptOn(page)
})

it('answered, not solved, answered again, confirmed and rated', async () => {
  const { open } = await browser.visit('phone')
  const page = await open('/')
  const { building } = await publicPlaces(page)
  const text = `单元门关不上 ${mark()}`
  const { followKey } = await callApi<{ followKey: string }>(page, 'POST', '/reports', {
    kind: 'help',
    category: 'door',
    text,
    place: { buildingId: building.id },
    channel: 'app',
    anonymous: false,
  })
  const officer = await staffOf(await (await browser.visit('desktop')).open('/'), 'gridOfficer', building.gridCode)
  const found = await officer.find(text.slice(-8))
  const answer = (told: string) => officer.move(found.id, { move: 'answer', told, outcome: 'solved' })
  await officer.move(found.id, { move: 'acknowledge' })
  await answer('换了闭门器，请试一试。')

  await page.goto(`${inject('base')}/r/${followKey}`)
  await page.getByText('换了闭门器').waitFor()
  await expectNoAxeViolations(page)
  await tabThrough(page)
  await page.getByRole('button', { name: '没有解决' }).tap()
  await page.getByRole('textbox', { name: /还差什么/ }).fill('还是关不严，晚上有风声。')
  await page.getByRole('button', { name: '提交，请继续办' }).tap()
  await page.getByText('会继续办').waitFor()
  expect((await officer.find(text.slice(-8))).state).toBe('handling')

  await answer('又调了一次，加了密封条。')
  await page.reload()
  await page.getByRole('button', { name: '解决了', exact: true }).tap()
  await page.getByText('谢谢您的确认').waitFor()
  await page.getByRole('button', { name: '给这次办理打分' }).tap()
  await page.getByRole('button', { name: '提交评价' }).tap()
  await page.getByText('请选几颗星').waitFor()
  await expectNoAxeViolations(page)
  await tabThrough(page)
  await page.getByRole('radio', { name: '4 星，满意' }).check({ force: true })
  await page.getByRole('textbox', { name: /想说的话/ }).fill('第二次修得好，谢谢。')
  await page.getByRole('button', { name: '提交评价' }).tap()
  await page.getByText('评价已提交').waitFor()
  expect(await page.getByRole('img', { name: '4 星，满意' }).count()).toBe(1)
  expect((await officer.find(text.slice(-8))).state).toBe('rated')
})

it('a text is corrected with its history, and a report withdrawn', async () => {
  const { open } = await browser.visit('phone')
  const page = await open('/report')
  await page.getByRole('button', { name: '垃圾堆放' }).tap()
  await page.getByRole('button', { name: '说不清地点' }).tap()
  await page.getByRole('textbox', { name: '内容' }).fill('三号楼门口堆了垃圾。')
  await page.getByRole('button', { name: '提交' }).tap()
  await receiptOn(page)
  await page.getByRole('link', { name: '看办理进度' }).tap()
  await page.getByRole('button', { name: '更正我写的内容' }).tap()
  await page.getByRole('textbox', { name: '更正后的内容' }).fill('五号楼门口堆了垃圾。')
  await page.getByRole('button', { name: '保存更正' }).tap()
  await page.getByText('更正已保存').waitFor()
  await page.getByText('更正前的内容').tap()
  await page.getByText('三号楼门口堆了垃圾。').waitFor()
  await page.getByRole('button', { name: '撤回这件诉求' }).tap()
  await page.getByRole('button', { name: '撤回', exact: true }).tap()
  await page.getByText('已撤回').first().waitFor()
  expect(await page.getByRole('button', { name: '更正我写的内容' }).count()).toBe(0)
})

it('a resident signs in by the code shown in the demo and has the reports of this phone in the account', async () => {
  const { open } = await browser.visit('phone')
  const page = await open('/report')
  await page.getByRole('button', { name: '树木绿化' }).tap()
  await page.getByRole('button', { name: '说不清地点' }).tap()
  await page.getByRole('textbox', { name: '内容' }).fill('树枝伸进阳台了。')
  await page.getByRole('button', { name: '提交' }).tap()
  const number = await receiptOn(page)
  await page.goto(`${inject('base')}/sign-in`)
  await page.getByRole('textbox', { name: '手机号' }).fill(`139${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`)
  await page.getByRole('button', { name: '发送验证码' }).tap()
  const shown = await page.getByText('验证码是').innerText()
  await expectNoAxeViolations(page)
  await page.getByRole('textbox', { name: /验证码/ }).fill(/\d{6}/.exec(shown)?.[0] ?? '')
  await page.getByRole('button', { name: '登录' }).tap()
  await page.getByRole('heading', { name: '我的诉求', level: 1 }).waitFor()
  await page.getByRole('button', { name: '放进我的账号' }).tap()
  await page.getByText('已放进您的账号').waitFor()
  const account = page.locator('section', { has: page.getByRole('heading', { name: '我账号里的' }) })
  await account.getByText(number).waitFor()
  await expectNoAxeViolations(page)
  await tabThrough(page)

  await page.goto(`${inject('base')}/account`)
  await page.getByRole('button', { name: '退出登录' }).tap()
  await page.getByText('已退出登录').waitFor()
  await page.goto(`${inject('base')}/my`)
  await page.getByText('登录后，在哪部手机上都能看到').waitFor()
  expect(await page.getByRole('heading', { name: '我账号里的' }).count()).toBe(0)
})

it('“who is my officer” is answered by choosing a building, with public facts only', async () => {
  const { open } = await browser.visit('phone')
  const page = await open('/my-grid')
  const { community } = await publicPlaces(page)
  await page.getByRole('button', { name: community.name, exact: true }).tap()
  await page.getByRole('heading', { name: '请选楼栋' }).waitFor()
  await page.locator('.tile').first().tap()
  await page.getByRole('heading', { name: /的网格员$/ }).waitFor()
  await page.locator('.officer').first().waitFor()
  expect(await page.locator('.officer').count()).toBeGreaterThan(0)
  expect(await page.locator('a[href^="tel:"]').count()).toBeGreaterThan(0)
})

const onePixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
