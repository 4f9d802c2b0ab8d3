import { expect, inject, it } from 'vitest'
import { chooseMove, confirmMove, deskOf, followed, openCase, placeOf, reportOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'

const browser = useBrowser()
const base = inject('base')

async function resident() {
  return (await browser.visit('phone')).open('/privacy')
}

it('a report goes to a person, is taken on, and answered on a phone in four taps from the inbox', async () => {
  const street = await resident()
  const place = await placeOf(street)
  const report = await reportOf(street, '楼道灯不亮', { areaCode: place.community })
  const lead = await deskOf(browser, 'desktop', 'communityLead', place.community)
  await openCase(lead, base, report)
  await chooseMove(lead, '分派')
  await lead
    .getByRole('radio', { name: /团队 · .*网格/ })
    .first()
    .check()
  await confirmMove(lead, '分派')
  await lead.getByText('待签收').first().waitFor()
  // Whoever is in the grid sees it; the lead's dispatch named the first grid of the community.
  const chosen = await lead.locator('section', { has: lead.getByRole('heading', { name: '谁负责' }) }).textContent()
  expect(chosen).toContain('网格')

  const officer = await deskOf(browser, 'phone', 'communityLead', place.community)
  await openCase(officer, base, report)
  await chooseMove(officer, '签收')
  await confirmMove(officer, '签收')
  await officer.goto(`${base}/console/inbox?show=all&text=${report.mark}`)
  let taps = 0
  const tap = async (...found: { tap: () => Promise<void> }[]) => {
    for (const one of found) {
      await one.tap()
      taps += 1
    }
  }
  await tap(officer.getByRole('link', { name: report.mark }))
  await tap(officer.getByRole('button', { name: '答复', exact: true }))
  // The words have the focus already: typing needs no tap.
  await officer.getByRole('dialog').getByRole('textbox', { name: '给居民的话' }).waitFor()
  await officer.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')
  await officer.keyboard.type('灯换好了，晚上请再看一眼。')
  await tap(officer.getByRole('radio', { name: '已解决' }))
  await tap(officer.getByRole('button', { name: '确认答复' }))
  await officer.getByRole('dialog').waitFor({ state: 'hidden' })
  await officer.getByText('已答复').first().waitFor()
  expect(taps).toBeLessThanOrEqual(4)
  const { state, timeline } = await followed(street, report)
  expect(state).toBe('answered')
  expect(timeline.at(-1)?.told).toBe('灯换好了，晚上请再看一眼。')
})

it('a report that is not ours is declined with where to go', async () => {
  const street = await resident()
  const place = await placeOf(street)
  const report = await reportOf(street, '公积金怎么取', { areaCode: place.community })
  const lead = await deskOf(browser, 'desktop', 'communityLead', place.community)
  await openCase(lead, base, report)
  await chooseMove(lead, '不予受理')
  const sheet = lead.getByRole('dialog')
  // Nothing filled in: the fields say what they need, nothing is sent.
  await sheet.getByRole('button', { name: '确认不予受理' }).click()
  await sheet.getByText('「给居民的话」请填写').first().waitFor()
  await sheet.getByRole('textbox', { name: '给居民的话' }).fill('公积金由市里的中心办理。')
  await sheet.getByRole('textbox', { name: '该去哪里办' }).fill('政务大厅二楼 6 号窗口')
  await confirmMove(lead, '不予受理')
  await lead.getByText('该去哪里：政务大厅二楼 6 号窗口').waitFor()
  expect((await followed(street, report)).state).toBe('declined')
})

it('an objection is settled and the case goes to somebody else', async () => {
  const street = await resident()
  const place = await placeOf(street)
  const report = await reportOf(street, '垃圾桶满了', { buildingId: place.building.id })
  const officer = await deskOf(browser, 'phone', 'gridOfficer', place.grid)
  await openCase(officer, base, report)
  await chooseMove(officer, '退单')
  await officer.getByRole('dialog').getByRole('textbox', { name: '原因' }).fill('这里归环卫所管')
  await confirmMove(officer, '退单')
  const lead = await deskOf(browser, 'desktop', 'communityLead', place.community)
  await openCase(lead, base, report)
  await lead
    .getByText(/退单：这里归环卫所管/)
    .first()
    .waitFor()
  await chooseMove(lead, '审核退单')
  await lead.getByRole('radio', { name: '同意', exact: true }).check()
  await lead
    .getByRole('radio', { name: /团队 · .*社区/ })
    .first()
    .check()
  await lead.getByRole('dialog').getByRole('textbox', { name: '原因' }).fill('社区来协调')
  await confirmMove(lead, '审核退单')
  await lead
    .getByText(/改派给/)
    .first()
    .waitFor()
  expect(await lead.locator('.timeline').textContent()).toContain('社区来协调')
})

it('more time is asked for, granted, and shown', async () => {
  const street = await resident()
  const place = await placeOf(street)
  const report = await reportOf(street, '井盖松动', { buildingId: place.building.id })
  const officer = await deskOf(browser, 'phone', 'gridOfficer', place.grid)
  await openCase(officer, base, report)
  await chooseMove(officer, '签收')
  await confirmMove(officer, '签收')
  await chooseMove(officer, '申请延期')
  const later = new Date(Date.now() + 12 * 86_400_000).toISOString().slice(0, 10)
  await officer.getByLabel('延到哪一天').fill(later)
  await officer.getByRole('dialog').getByRole('textbox', { name: '原因' }).fill('等配件')
  await confirmMove(officer, '申请延期')
  const lead = await deskOf(browser, 'desktop', 'communityLead', place.community)
  await openCase(lead, base, report)
  await lead
    .getByText(/申请延期到/)
    .first()
    .waitFor()
  await chooseMove(lead, '审批延期')
  await lead.getByRole('radio', { name: '同意', exact: true }).check()
  await confirmMove(lead, '审批延期')
  await lead.getByText('已延期').waitFor()
  expect(await lead.locator('.attention').count()).toBe(0)
})

it('what is overdue says so by word and shape, and can be asked for alone', async () => {
  const lead = await deskOf(browser, 'desktop', 'subdistrictStaff', (await placeOf(await resident())).subdistrict)
  await lead.getByRole('checkbox', { name: '只看超期' }).check()
  await lead.waitForURL(/overdue=true/)
  const first = lead.getByRole('list', { name: '诉求列表' }).getByRole('listitem').first()
  // The list before was ordered by due date too: its first row says nothing yet.
  await lead.locator('.inbox-row:not(:has(.due-late))').first().waitFor({ state: 'detached' })
  await first.getByText('▲').waitFor()
  await first.getByText(/已超/).waitFor()
  const rows = lead.getByRole('list', { name: '诉求列表' }).getByRole('listitem')
  expect(await rows.count()).toBe(await lead.locator('.inbox-row .due-late').count())
})
