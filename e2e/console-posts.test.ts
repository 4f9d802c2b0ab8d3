import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { expectElderSizes, expectNoAxeViolations } from './accessibility.ts'
import { deskOf, openCase, placeOf, reportOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'
import { callApi, stickerOf } from './residents-api.ts'
import { settle } from './visit.ts'

const browser = useBrowser()
const base = inject('base')

type Form = ReturnType<Page['getByRole']>

/** Presses a step, fills what it asks for, confirms, and waits until the form is gone. */
async function step(page: Page, name: string, fill: (form: Form) => Promise<void> = async () => undefined) {
  await page.getByRole('button', { name, exact: true }).first().click()
  const form = page.getByRole('form', { name })
  await fill(form)
  await form.getByRole('button', { name: `确认${name}` }).click()
  await form.waitFor({ state: 'hidden' })
}
const say = (words: string) => (form: Form) => form.getByRole('textbox').last().fill(words)

it('secondment from call to posting: called, self-nominated, confirmed, approved, posted; recalled with a pack', async () => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const { grid, community, subdistrict } = await placeOf(street)
  const mark = crypto.randomUUID().slice(0, 8)
  const district = await deskOf(browser, 'desktop', 'districtStaff', '990101', '/console/secondments')
  await district.getByRole('button', { name: '发起号召' }).click()
  const call = district.getByRole('form', { name: '发起号召' })
  await call.getByRole('textbox', { name: '名称' }).fill(`选派 ${mark}`)
  await call.getByRole('button', { name: '发布' }).click()
  // Refused for what is missing; what was typed is kept.
  await call.getByRole('alert').first().waitFor()
  expect(await call.getByRole('textbox', { name: '名称' }).inputValue()).toBe(`选派 ${mark}`)
  await call.getByRole('textbox', { name: '做什么' }).fill('下沉社区，联系居民')
  await call.getByRole('spinbutton', { name: /暖阳街道/ }).fill('2')
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  await call.getByLabel('开始日期').fill(today)
  await call.getByRole('button', { name: '发布' }).click()
  await district.getByRole('heading', { level: 1, name: `选派 ${mark}` }).waitFor()
  const callPath = new URL(district.url()).pathname

  const cadre = await deskOf(browser, 'phone', 'branchSecretary', grid, callPath)
  await step(cadre, '我要自荐', async (form) => {
    await form.getByRole('textbox', { name: '所在单位' }).fill('春和社区')
    await form.getByRole('textbox', { name: /为什么合适/ }).fill('愿意到一线去')
  })
  await cadre.getByText('待街道确认').first().waitFor()
  const path = new URL(cadre.url()).pathname

  const office = await deskOf(browser, 'desktop', 'subdistrictStaff', subdistrict, path)
  await step(office, '街道确认', say('同意'))
  await office.getByText('待区里批准').first().waitFor()
  await district.goto(`${base}${path}`)
  await step(district, '批准')
  await district.getByText('待下派').first().waitFor()

  await office.reload()
  await step(office, '下派到社区或网格', async (form) => {
    await form.getByRole('combobox', { name: '地点' }).selectOption(community)
    await form.getByRole('textbox', { name: '任务' }).fill('牵头联席会议')
  })
  await office.getByText('在岗').first().waitFor()
  // The post is theirs at once, with its last day.
  const held = await callApi<{ me: { assignments: { source: string; area: { code: string }; validTo: string | null }[] } }>(cadre, 'GET', '/me')
  const seconded = held.me.assignments.find(({ source }) => source === 'secondment')
  expect(seconded).toMatchObject({ area: { code: community } })
  expect(seconded?.validTo).not.toBeNull()

  await cadre.reload()
  await step(cadre, '中期小结', say('已走访二十户'))
  await district.reload()
  await step(district, '提前召回', say('原单位急需'))
  await district.getByText('已召回').first().waitFor()
  const after = await callApi<typeof held>(cadre, 'GET', '/me')
  expect(after.me.assignments.some(({ source }) => source === 'secondment')).toBe(false)
  await cadre.reload()
  await cadre.getByRole('link', { name: /交接单/ }).click()
  await step(cadre, '确认交出')
  await cadre.getByText('交出方已确认').first().waitFor()
}, 180_000)

it('handover after leave: asked, agreed, the substitute covers until the end; back early, and both sides acknowledge', async () => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const { areas } = await callApi<{ areas: { code: string; kind: string }[] }>(street, 'GET', '/places')
  const grid = areas
    .filter(({ kind }) => kind === 'grid')
    .map(({ code }) => code)
    .toSorted()
    .at(-1)!
  const report = await reportOf(street, '楼道灯不亮', { areaCode: grid }, { name: '郭小满', phone: '13911112222' })
  const officer = await deskOf(browser, 'phone', 'gridOfficer', grid, '/console/leaves')
  const secretary = await deskOf(browser, 'phone', 'branchSecretary', grid, '/console/leaves')
  const substitute = (await callApi<{ me: { accountId: string } }>(secretary, 'GET', '/me')).me.accountId
  await officer.getByRole('button', { name: '请假', exact: true }).click()
  const ask = officer.getByRole('form', { name: '请假' })
  await ask.getByRole('button', { name: '提交请假' }).click()
  await ask.getByRole('alert').first().waitFor()
  await ask.getByRole('combobox', { name: /谁来顶/ }).selectOption(substitute)
  await ask.getByRole('textbox', { name: /事由/ }).fill('看望老人')
  await ask.getByRole('button', { name: '提交请假' }).click()
  await officer.getByText('待审批').first().waitFor()
  const path = new URL(officer.url()).pathname

  const lead = await deskOf(browser, 'desktop', 'communityLead', grid.slice(0, 12), path)
  await lead.getByText('看望老人').waitFor()
  await step(lead, '同意')
  await lead.getByText('请假中').first().waitFor()

  // What is covered and until when; the reason is not for the substitute.
  await secretary.reload()
  await secretary.getByText(/到 .+ 自动结束/).waitFor()
  await secretary.goto(`${base}${path}`)
  await secretary.getByText('请假中').first().waitFor()
  expect(await secretary.getByText('看望老人').count()).toBe(0)
  await openCase(secretary, base, report)

  await officer.reload()
  await officer
    .getByRole('link', { name: /交接单/ })
    .first()
    .click()
  await officer.getByRole('table', { name: '没办完的（实时统计）' }).waitFor()
  expect(await officer.locator('main').innerText()).not.toContain('郭小满')
  await step(officer, '补充说明', say('门禁卡在抽屉里'))
  await step(officer, '确认交出')
  const pack = officer.url()
  await secretary.goto(pack)
  await secretary.getByText('门禁卡在抽屉里').waitFor()
  await step(secretary, '确认接收')
  await secretary.getByText('已交接', { exact: true }).waitFor()

  await officer.goto(`${base}${path}`)
  await step(officer, '提前销假')
  await officer.getByText('已结束').first().waitFor()
  const me = await callApi<{ me: { assignments: { source: string }[] } }>(secretary, 'GET', '/me')
  expect(me.me.assignments.map(({ source }) => source)).not.toContain('leaveCover')
  await officer.getByRole('link', { name: /待双方确认/ }).click()
  await officer.getByRole('button', { name: '确认接收' }).waitFor()
  await secretary.goto(officer.url())
  await step(secretary, '确认交出')
  await officer.reload()
  await step(officer, '确认接收')
  await officer.getByText('已交接', { exact: true }).waitFor()
}, 180_000)

it('a building captain: invited by a link, asked one sentence, answers on the phone; the case has it, the reporter does not', async () => {
  const street = await (await browser.visit('phone')).open('/privacy')
  const { building, grid } = await placeOf(street)
  expect(await stickerOf(street, { ...building, gridCode: grid })).toMatch(/^\/b\//)
  const report = await reportOf(street, '楼上滴水到晾衣杆', { buildingId: building.id }, { name: '魏小夏', phone: '13911113333' })
  const officer = await deskOf(browser, 'desktop', 'gridOfficer', grid, '/console/captains')
  await officer.getByRole('button', { name: '邀请楼长' }).click()
  const form = officer.getByRole('form', { name: '邀请楼长' })
  await form.getByRole('searchbox').fill(building.address)
  await form.getByRole('button', { name: '查找' }).click()
  await form
    .getByRole('radio', { name: new RegExp(building.name) })
    .first()
    .check()
  await form.getByRole('textbox', { name: /怎么称呼/ }).fill('热心邻居')
  await form.getByRole('button', { name: '生成邀请链接' }).click()
  const url = (await officer.locator('code').innerText()).trim()

  const neighbour = await (await browser.visit('phone', { elder: true })).open(new URL(url).pathname)
  await expectNoAxeViolations(neighbour)
  await expectElderSizes(neighbour)
  await neighbour.getByRole('link', { name: '先登录，再接受' }).click()
  await neighbour.getByRole('textbox', { name: /手机号/ }).fill(`139${String(Date.now()).slice(-8)}`)
  await neighbour.getByRole('button', { name: /验证码/ }).click()
  const code = /\d{6}/.exec(await neighbour.getByText(/演示.*\d{6}/).innerText())![0]
  await neighbour.getByRole('textbox', { name: /验证码/ }).fill(code)
  await neighbour.getByRole('button', { name: '登录' }).click()
  await neighbour.getByRole('button', { name: '我愿意' }).click()
  await neighbour.getByRole('link', { name: /楼长任务/ }).waitFor()

  await openCase(officer, base, report)
  const near = officer.getByRole('region', { name: '请楼长帮忙' })
  // The newest captain of the building is the last of the list.
  await near
    .getByRole('button', { name: /请他办一件事/ })
    .last()
    .click()
  const question = `请问问三楼谁家在装修 ${report.mark}`
  await near.getByRole('textbox', { name: '说给楼长的话' }).fill(question)
  await near.getByRole('button', { name: '发给楼长' }).click()
  await near.getByText(question).waitFor()

  await neighbour.goto(`${base}/captain-tasks`)
  await neighbour.getByText(question).waitFor()
  await settle(neighbour)
  await expectNoAxeViolations(neighbour)
  await expectElderSizes(neighbour)
  const seen = await neighbour.locator('main').innerText()
  for (const word of ['滴水', '魏小夏', report.receiptNumber]) expect(seen).not.toContain(word)
  await neighbour.getByRole('button', { name: '发给网格员' }).click()
  await neighbour.getByText('请写一句您了解到的情况').waitFor()
  await neighbour.getByRole('textbox').fill('七楼在换地板')
  await neighbour.getByRole('button', { name: '发给网格员' }).click()
  await neighbour.getByText('已经发给网格员了').waitFor()

  await officer.reload()
  await officer.getByText('楼长回复：七楼在换地板').waitFor()
  const told = await callApi(street, 'GET', `/follow/${report.followKey}`)
  expect(JSON.stringify(told)).not.toContain('七楼')
}, 180_000)
