import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { chooseMove, confirmMove, deskOf, followed, openCase, placeOf, type Report, reportOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'
import { callApi } from './residents-api.ts'

const browser = useBrowser()
const base = inject('base')

async function answered(words: string): Promise<{ street: Page; lead: Page; report: Report }> {
  const street = await (await browser.visit('phone')).open('/privacy')
  const place = await placeOf(street)
  const report = await reportOf(street, words, { buildingId: place.building.id })
  const lead = await deskOf(browser, 'desktop', 'communityLead', place.community)
  await openCase(lead, base, report)
  await chooseMove(lead, '签收')
  await confirmMove(lead, '签收')
  await answer(lead, '已经处理好了。')
  return { street, lead, report }
}

async function answer(lead: Page, words: string): Promise<void> {
  await chooseMove(lead, '答复')
  await lead.getByRole('dialog').getByRole('textbox', { name: '给居民的话' }).fill(words)
  await lead.getByRole('radio', { name: '已解决' }).check()
  await confirmMove(lead, '答复')
}

it('without the resident’s word a case closes only after a recorded failed callback', async () => {
  const { street, lead, report } = await answered('下水道返味')
  await chooseMove(lead, '核查')
  await lead.getByRole('dialog').getByRole('textbox', { name: '内部说明' }).fill('到现场看过')
  await confirmMove(lead, '核查')
  await chooseMove(lead, '办结')
  await lead.getByRole('radio', { name: /回访没有接通/ }).check()
  await lead.getByRole('button', { name: '确认办结' }).click()
  await lead.getByText('「办结依据」在这里不能这样选').first().waitFor()
  await lead.getByRole('button', { name: '先不做' }).click()
  await chooseMove(lead, '记录回访')
  await lead.getByRole('radio', { name: '没有接通' }).check()
  await lead.getByRole('dialog').getByRole('textbox', { name: '内部说明' }).fill('上午下午各打一次')
  await confirmMove(lead, '记录回访')
  await lead.getByText('回访未接通 1 次').waitFor()
  await chooseMove(lead, '办结')
  await lead.getByRole('radio', { name: /回访没有接通/ }).check()
  await confirmMove(lead, '办结')
  await lead.getByText('办结依据：回访未接通').waitFor()
  const { state, timeline } = await followed(street, report)
  expect(state).toBe('closed')
  expect(JSON.stringify(timeline)).not.toContain('上午下午')
})

it('“not solved” opens the case again under the eyes of who works it; the second answer is confirmed', async () => {
  const { street, lead, report } = await answered('门禁又坏了')
  await callApi(street, 'POST', `/follow/${report.followKey}/moves`, { move: 'notSolved', told: '晚上还是打不开' })
  // The open page follows by itself.
  await lead.getByText('晚上还是打不开').waitFor()
  await lead.getByText('处置中').first().waitFor()
  await answer(lead, '换了新的电磁锁。')
  await callApi(street, 'POST', `/follow/${report.followKey}/moves`, { move: 'confirmSolved' })
  await lead.getByText('办结依据：居民确认').waitFor()
  expect((await followed(street, report)).state).toBe('closed')
})

it('a party found not responsible is shown as cleared, and nothing else of it remains', async () => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const place = await placeOf(street)
  const report = await reportOf(street, '楼上整天有响声', { buildingId: place.building.id })
  const lead = await deskOf(browser, 'desktop', 'communityLead', place.community)
  await openCase(lead, base, report)
  await chooseMove(lead, '添加当事方')
  await lead.getByRole('radio', { name: '被反映方' }).check()
  await lead.getByRole('textbox', { name: '门牌' }).fill('503')
  await lead.getByRole('textbox', { name: '姓名' }).fill('钱奶奶')
  await lead.getByRole('textbox', { name: '备注' }).fill('据说有小孩跑动')
  await confirmMove(lead, '添加当事方')
  await lead.getByText('钱奶奶').waitFor()
  await chooseMove(lead, '排除责任')
  await lead.getByRole('radio', { name: /503/ }).check()
  await confirmMove(lead, '排除责任')
  await lead.getByText('已排除责任，不留任何不利记录。').waitFor()
  await lead.reload()
  await lead.getByText('已排除责任，不留任何不利记录。').waitFor()
  for (const gone of ['钱奶奶', '小孩跑动', '被反映方']) expect(await lead.locator('main').textContent()).not.toContain(gone)
})
