import { expect, inject, it } from 'vitest'
import { expectElderSizes, expectNoAxeViolations } from './accessibility.ts'
import { deskOf, placeOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'
import { callApi } from './residents-api.ts'
import { settle } from './visit.ts'

const browser = useBrowser()
const base = inject('base')

it('a resident sees what is kept and who looked, proposes a correction the officer confirms, and is deleted on asking', async () => {
  const visitor = await browser.visit('phone', { elder: true, language: 'zh' })
  const page = await visitor.open('/privacy')
  const { grid, subdistrict, building } = await placeOf(page)
  const officer = await deskOf(browser, 'desktop', 'gridOfficer', grid, `/console/registry/buildings/${building.id}`)
  const phone = `1393${String(Math.floor(Math.random() * 10_000_000)).padStart(7, '0')}`
  await officer
    .getByRole('button', { name: /^登记住户 / })
    .first()
    .click()
  await officer.getByRole('button', { name: '添加成员' }).click()
  const form = officer.getByRole('form', { name: '添加成员' })
  await form.getByRole('textbox', { name: '姓名' }).fill('上官秀兰')
  await form.getByRole('textbox', { name: '电话' }).fill(phone)
  await form.getByRole('button', { name: '保存' }).click()
  await form.waitFor({ state: 'hidden' })
  const { people } = await callApi<{ people: { id: string }[] }>(officer, 'POST', '/registry/searches', { text: phone })
  await callApi(officer, 'POST', `/registry/people/${people[0]!.id}/reveals`, { purpose: 'gridService', reason: '上门前打个电话' })

  const { demoCode } = await callApi<{ demoCode: string }>(page, 'POST', '/sign-in/phone-code', { phone })
  await callApi(page, 'POST', '/sign-in/phone', { phone, code: demoCode })
  await page.goto(`${base}/own`)
  await page.getByRole('textbox', { name: '您的姓名' }).fill('上官秀兰')
  await page.getByRole('button', { name: '确认是我' }).click()
  await page.getByText(phone).waitFor()
  await page.getByText('事由：上门前打个电话').waitFor()
  await settle(page)
  await expectNoAxeViolations(page)
  await expectElderSizes(page)

  await page.getByRole('link', { name: '内容不对，我要更正' }).click()
  await page.getByLabel('性别').selectOption({ label: '女' })
  await page.getByRole('button', { name: '提交' }).click()
  await page.getByText(/等待答复/).waitFor()
  await officer.goto(`${base}/console/registry/asks`)
  const ask = officer.getByRole('region', { name: /^更正信息 上/ }).last()
  await ask.getByRole('button', { name: /查看并答复/ }).click()
  await ask.getByRole('textbox').fill('已核对，谢谢')
  await ask.getByRole('button', { name: '照办' }).click()
  await officer.getByText('已答复。').waitFor()
  await page.reload()
  await page.getByText('答复：已核对，谢谢').waitFor()

  await page.getByRole('link', { name: '删除我的信息' }).click()
  await page.getByRole('button', { name: '申请删除' }).click()
  await page
    .getByText(/删除信息/)
    .first()
    .waitFor()
  const office = await deskOf(browser, 'desktop', 'subdistrictStaff', subdistrict, '/console/registry/asks')
  const deletion = office.getByRole('region', { name: /^删除信息 上/ }).last()
  await deletion.getByRole('button', { name: /查看并答复/ }).click()
  await deletion.getByRole('textbox').fill('已按您的要求删除')
  await deletion.getByRole('button', { name: '删除，不能恢复' }).click()
  await office.getByText('已答复。').waitFor()
  await page.reload()
  await page.getByText('还没有认出您').waitFor()
  expect(await page.content()).not.toContain(phone)
  expect((await callApi<{ people: unknown[] }>(office, 'POST', '/registry/searches', { text: phone })).people).toEqual([])
}, 120_000)
