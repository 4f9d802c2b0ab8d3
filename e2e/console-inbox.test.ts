import { expect, inject, it } from 'vitest'
import { deskOf, placeOf, reportOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'

const browser = useBrowser()
const base = inject('base')

it('a new report is announced without a reload and the list moves only when asked', async () => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const place = await placeOf(street)
  const lead = await deskOf(browser, 'desktop', 'communityLead', place.community, '/console/inbox?sort=newest')
  await lead.getByRole('list', { name: '诉求列表' }).waitFor()
  const report = await reportOf(street, '路灯坏了', { buildingId: place.building.id })
  const bar = lead.getByRole('button', { name: /件新变化/ })
  await bar.waitFor()
  expect(await lead.getByRole('link', { name: report.mark }).count()).toBe(0)
  await bar.click()
  await lead.getByRole('link', { name: report.mark }).waitFor()
})

it('several reports go to one team at once', async () => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const place = await placeOf(street)
  const reports = [await reportOf(street, '花坛缺土', { areaCode: place.community }), await reportOf(street, '长椅坏了', { areaCode: place.community })]
  const lead = await deskOf(browser, 'desktop', 'communityLead', place.community, '/console/inbox?sort=newest')
  for (const { mark, receiptNumber } of reports) {
    await lead.getByRole('link', { name: mark }).waitFor()
    await lead.getByRole('checkbox', { name: `选择 ${receiptNumber}` }).check()
  }
  await lead.getByText('已选 2 件').waitFor()
  await lead.getByRole('button', { name: '分派所选' }).click()
  const sheet = lead.getByRole('dialog')
  await sheet
    .getByRole('radio', { name: /团队 · .*网格/ })
    .first()
    .check()
  await sheet.getByRole('textbox', { name: '分派说明' }).fill('一起看一下')
  await sheet.getByRole('button', { name: '分派', exact: true }).click()
  await sheet.getByText('已分派 2 件。').waitFor()
  expect(await sheet.getByText(/没有分派成/).count()).toBe(0)
})

it('filters live in the address: shared, reloaded, gone back from', async () => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const place = await placeOf(street)
  const lead = await deskOf(browser, 'desktop', 'communityLead', place.community)
  await lead.getByLabel('类别').selectOption('complaint')
  await lead.waitForURL(/kind=complaint/)
  await lead.reload()
  expect(await lead.getByLabel('类别').inputValue()).toBe('complaint')
  await lead.goto(`${base}/console/inbox?text=${encodeURIComponent('绝没有这样的话')}`)
  await lead.getByText('没有符合筛选条件的诉求').waitFor()
  await lead.getByRole('button', { name: '清除筛选' }).first().click()
  await lead.getByRole('list', { name: '诉求列表' }).waitFor()
})

it('a session that ended asks to sign in again and comes back to the same page', async () => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const place = await placeOf(street)
  const lead = await deskOf(browser, 'desktop', 'communityLead', place.community, '/console/account')
  await lead.getByRole('button', { name: '在所有设备上退出' }).click()
  await lead.waitForURL(/\/console\/sign-in/)
  await lead.goto(`${base}/console/inbox?kind=help`)
  await lead.waitForURL(/sign-in\?next=/)
  await lead
    .getByRole('button', { name: /社区书记/ })
    .first()
    .click()
  await lead.waitForURL(/\/console\/inbox\?kind=help/)
  expect(await lead.getByLabel('类别').inputValue()).toBe('help')
})
