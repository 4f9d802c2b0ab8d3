import { expect, inject, it } from 'vitest'
import { deskOf, openCase, placeOf, reportOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'
import { callApi } from './residents-api.ts'

const browser = useBrowser()
const base = inject('base')

it('what worked: written from a finished case, counted from its records, copied by another community with one tap', async () => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const place = await placeOf(street)
  const [done, waiting] = [
    await reportOf(street, '单元门灯不亮', { buildingId: place.building.id }),
    await reportOf(street, '走廊灯也不亮', { buildingId: place.building.id }),
  ]
  // One is solved, and its reporter says so.
  const lead = await deskOf(browser, 'desktop', 'communityLead', place.community)
  await openCase(lead, base, done)
  const requestId = new URL(lead.url()).pathname.split('/').at(-1)!
  for (const move of [{ move: 'acknowledge' }, { move: 'answer', told: '当天换好了', outcome: 'solved' }])
    await callApi(lead, 'POST', `/requests/${requestId}/moves`, move)
  await callApi(street, 'POST', `/follow/${done.followKey}/moves`, { move: 'confirmSolved' })

  // From the finished case, with a second one found by its number.
  await lead.reload()
  await lead.getByRole('link', { name: /把做法写成经验/ }).click()
  const linked = lead.getByRole('group', { name: '关联的诉求' })
  await linked.getByText(done.receiptNumber).waitFor()
  const title = `当天换灯${done.mark}`.replaceAll(/\d/g, 'x')
  await lead.getByRole('textbox', { name: '标题' }).fill(title)
  await lead.getByRole('textbox', { name: '当时的情况' }).fill('灯一坏老人不敢下楼。')
  await lead.getByRole('textbox', { name: '做法' }).fill('服务站备好灯泡，当天换。')
  await linked.getByRole('searchbox', { name: '按编号或内容找诉求' }).fill(waiting.receiptNumber)
  await linked.getByRole('button', { name: '查找' }).click()
  await linked.getByRole('button', { name: `关联 ${waiting.receiptNumber}` }).click()
  await lead.getByRole('button', { name: '保存' }).click()
  await lead.getByText('相关诉求 2 件，办结 1 件').waitFor()
  await lead.getByText('已共享').waitFor()
  await lead.getByText('还没有别的社区抄用。').waitFor()

  // What does not belong is taken away again; the results follow.
  const path = new URL(lead.url()).pathname
  await lead.getByRole('link', { name: /修改/ }).click()
  await lead.getByRole('button', { name: `移除 ${waiting.receiptNumber}` }).click()
  await lead.getByRole('button', { name: '保存' }).click()
  await lead.getByText('相关诉求 1 件，办结 1 件').waitFor()
  await lead.getByRole('link', { name: new RegExp(`诉求 ${done.receiptNumber}`) }).waitFor()

  // Another community reads the count, not the case, and copies it.
  const { areas } = await callApi<{ areas: { code: string; kind: string; name: string }[] }>(street, 'GET', '/places')
  const community = (code: string) => areas.find((area) => area.code === code)!
  const other = areas.find((area) => area.kind === 'community' && area.code !== place.community && area.code.startsWith(place.subdistrict))!
  const sibling = await deskOf(browser, 'phone', 'communityLead', other.code, '/console/practices')
  await sibling.getByRole('link', { name: title }).click()
  await sibling.getByText('相关诉求 1 件，办结 1 件').waitFor()
  await sibling.getByText('另有 1 条关联记录您无权打开').waitFor()
  expect(await sibling.getByText(done.receiptNumber).count()).toBe(0)
  await sibling.getByRole('button', { name: '抄进我们的计划' }).click()
  const back = sibling.getByRole('link', { name: `抄自${community(place.community).name}的“${title}”` })
  await back.waitFor()
  await sibling.getByText('计划', { exact: true }).waitFor()
  await back.click()
  await sibling.waitForURL(`${base}${path}`)

  // Where it came from, it is seen who uses it.
  await lead.reload()
  await lead.getByText('1 个社区在用').waitFor()
  await lead.getByText(other.name).waitFor()
}, 180_000)
