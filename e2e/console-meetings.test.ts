import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { addPhoto, deskOf, placeOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'
import { callApi } from './residents-api.ts'

const browser = useBrowser()
const base = inject('base')

type Form = ReturnType<Page['getByRole']>

/** Presses a step, fills what it asks for, confirms, and waits until the form is gone. */
async function step(page: Page, button: string | RegExp, name: string, fill: (form: Form) => Promise<void> = async () => undefined) {
  await page
    .getByRole('button', { name: button, exact: typeof button === 'string' })
    .first()
    .click()
  const form = page.getByRole('form', { name, exact: true })
  await fill(form)
  await form.getByRole('button', { name: `确认${name}` }).click()
  await form.waitFor({ state: 'hidden' })
}

const say = (words: string) => (form: Form) => form.getByRole('textbox').last().fill(words)
const inShanghai = (hoursAhead: number) => new Date(Date.now() + (8 + hoursAhead) * 3_600_000).toISOString().slice(0, 16)
const laterDay = () => inShanghai(9 * 24).slice(0, 10)

it('story A: a need heard by several becomes a pool, a topic, a decision of the four, tasks with owners, signed off', async () => {
  const mark = crypto.randomUUID().slice(0, 6).replaceAll(/\d/g, 'x')
  const need = `老人想理发${mark}`
  const street = await (await browser.visit('phone')).open('/healthz')
  const { grid, community, subdistrict } = await placeOf(street)

  // Two people of the grid hear the same at different doors.
  const officer = await deskOf(browser, 'phone', 'gridOfficer', grid, '/console/need-notes/new')
  await officer.getByRole('textbox', { name: '需求' }).fill(need)
  await officer.getByRole('textbox', { name: /^为什么/ }).fill('理发摊不来了')
  await officer.getByRole('spinbutton', { name: '几户这样说' }).fill('3')
  await officer.getByRole('button', { name: '记下' }).click()
  await officer.getByText(`已归入“${need}”，现在 3 户。`).waitFor()
  const instructor = await deskOf(browser, 'phone', 'partyInstructor', grid, '/console/need-notes/new')
  await instructor.getByRole('textbox', { name: '需求' }).fill(`想理发${mark}`)
  await instructor.getByRole('button', { name: `归入“${need}”` }).click()
  await instructor.getByRole('textbox', { name: /^为什么/ }).fill('店里太挤不敢去')
  await instructor.getByRole('textbox', { name: /^原话/ }).fill('钱奶奶两个月没理发')
  await instructor.getByRole('button', { name: '记下' }).click()
  await instructor.getByRole('link', { name: /看这个需求/ }).click()

  // Count, reasons, places; and the way to the meeting.
  await instructor.getByRole('heading', { level: 1, name: need }).waitFor()
  for (const words of ['4 户', '理发摊不来了', '店里太挤不敢去']) await instructor.getByText(words).first().waitFor()
  await instructor.getByText('钱奶奶两个月没理发').waitFor()
  await instructor.getByRole('link', { name: /提到联席会议/ }).click()
  await instructor.getByRole('textbox', { name: '情况和建议' }).fill('四户说起，原因不同，建议每月办一次免费理发。')
  await instructor.getByRole('button', { name: '提到联席会议' }).click()
  await instructor.getByRole('article', { name: need }).waitFor()

  // The office plans the meeting of the four the rules name.
  const office = await deskOf(browser, 'desktop', 'subdistrictStaff', subdistrict, '/console/meetings/new')
  const people = (
    await callApi<{ rows: { accountId: string; name: string; byRule: boolean; areaName: string }[] }>(
      office,
      'GET',
      `/meeting-people?subdistrict=${subdistrict}`,
    )
  ).rows
  const four = people.filter((one) => one.byRule)
  expect(four).toHaveLength(4)
  const place = `三楼会议室${mark}`
  await office.getByLabel('开始时间').fill(inShanghai(24))
  await office.getByLabel('结束时间').fill(inShanghai(26))
  await office.getByRole('textbox', { name: '地点' }).fill(place)
  await office.getByRole('combobox', { name: '主持人' }).selectOption(four[0]!.accountId)
  await office.getByRole('combobox', { name: '记录人' }).selectOption(four[1]!.accountId)
  await office.getByRole('button', { name: '保存' }).click()
  await office.getByText('筹备中').waitFor()
  const path = new URL(office.url()).pathname
  const meetingId = path.split('/').at(-1)!

  await office.goto(`${base}/console/topics`)
  await office.getByRole('button', { name: `${need} 列入会议` }).click()
  await office.getByRole('combobox', { name: '列入哪次会议' }).selectOption(meetingId)
  await office.getByRole('button', { name: '确认列入会议' }).click()
  await office.getByRole('article', { name: need }).waitFor({ state: 'hidden' })
  await office.goto(`${base}${path}`)
  // One day before is later than the rules ask: it wants a word why.
  await office.getByRole('button', { name: '公布议程' }).click()
  const announce = office.getByRole('form', { name: '公布议程' })
  await announce.getByRole('button', { name: '确认公布议程' }).click()
  await announce.getByRole('alert').first().waitFor()
  await announce.getByRole('textbox').fill('老人等着理发')
  await announce.getByRole('button', { name: '确认公布议程' }).click()
  await office.getByText('议程已公布').waitFor()

  // Each of the four at their own desk says they are there.
  const areas = new Map((await callApi<{ rows: { code: string; name: string }[] }>(office, 'GET', '/areas')).rows.map((area) => [area.name, area.code]))
  const desks: Page[] = []
  for (const one of four) desks.push(await deskOf(browser, 'desktop', 'partyInstructor', areas.get(one.areaName)!, path))
  const [chair, recorder, third] = desks as [Page, Page, Page]
  await chair.getByRole('button', { name: '开会', exact: true }).click()
  await chair.getByText('正在开会').waitFor()
  for (const desk of desks) {
    await desk.reload()
    await desk.getByRole('button', { name: '我到会了' }).click()
    await desk.getByRole('button', { name: '我到会了' }).waitFor({ state: 'hidden' })
  }
  await recorder.reload()
  await step(recorder, '记讨论', '记讨论', say('请理发店和会理发的党员一起来，户外、消毒、免费。'))
  await chair.reload()
  await step(chair, '发起表决', '发起表决', say('是否每月办一次'))
  for (const [index, desk] of desks.entries()) {
    await desk.reload()
    await desk
      .getByRole('group', { name: '表决' })
      .getByRole('button', { name: index === 3 ? '弃权' : '同意', exact: true })
      .click()
    await desk.getByText(`我投了：${index === 3 ? '弃权' : '同意'}`).waitFor()
  }
  await chair.reload()
  await chair.getByRole('button', { name: '结束表决' }).click()
  await chair.getByText('同意 3，不同意 0，弃权 1，通过').waitFor()

  // Decided, with an owner and a day.
  await step(chair, '议定', '议定', async (form) => {
    await form.getByRole('radio', { name: '同意', exact: true }).check()
    await form.getByRole('textbox', { name: '议定' }).fill('每月十六日下午办一次户外免费理发。')
    await form.getByRole('button', { name: '加一项任务' }).click()
    await form.getByRole('textbox', { name: '任务' }).fill(`联系理发店${mark}`)
    await form.getByRole('combobox', { name: '责任' }).selectOption(four[2]!.accountId)
    await form.getByLabel('完成日期').fill(laterDay())
  })
  await chair.getByRole('link', { name: `联系理发店${mark}` }).waitFor()

  // The minutes: written, corrected by one, confirmed by all, published.
  await chair.getByRole('button', { name: '散会并生成纪要' }).click()
  await chair.getByText('纪要待确认').waitFor()
  await third.goto(`${base}${path}/minutes`)
  await third.getByText('请理发店和会理发的党员一起来').waitFor()
  await third.getByRole('button', { name: '更正纪要' }).click()
  const correct = third.getByRole('form', { name: '更正纪要' })
  const body = correct.getByRole('textbox', { name: '纪要正文' })
  await body.fill((await body.inputValue()).replace('请理发店', '请三家理发店'))
  await correct.getByRole('textbox', { name: '改了什么' }).fill('写明三家')
  await correct.getByRole('button', { name: '确认更正纪要' }).click()
  await third.getByText('请三家理发店').waitFor()
  for (const desk of desks) {
    await desk.goto(`${base}${path}/minutes`)
    await desk.getByText('请三家理发店').waitFor()
    await desk.getByRole('button', { name: '确认纪要' }).click()
    await desk.getByRole('button', { name: '确认纪要' }).waitFor({ state: 'hidden' })
  }
  await chair.reload()
  await chair.getByRole('button', { name: '公布纪要' }).click()
  await chair.getByRole('heading', { name: '纪要已公布' }).waitFor()
  const download = chair.waitForEvent('download')
  await chair.getByRole('link', { name: '下载 Word 文件' }).click()
  expect((await download).suggestedFilename()).toMatch(/纪要.*\.docx$/u)

  // Its owner finds the task, reports; the chair signs it off.
  await third.goto(`${base}/console/meeting-tasks`)
  await third.getByRole('link', { name: `联系理发店${mark}` }).click()
  await step(third, '记进展', '记进展', say('三家愿意来'))
  await step(third, '报办结', '报办结', async (form) => {
    await say('五位师傅，名单已登记')(form)
    await addPhoto(form)
  })
  await third.getByRole('button', { name: /照片/ }).first().waitFor()
  await third.getByText('待销号').waitFor()
  await chair.goto(third.url())
  await step(chair, '销号', '销号')
  await chair.getByText('已销号').waitFor()

  // Residents are told, without a name; another grid reads the pool with what came of it.
  await office.reload()
  await office.getByRole('button', { name: '告诉居民' }).click()
  const tell = office.getByRole('form', { name: '告诉居民' })
  await tell.getByRole('textbox', { name: '标题' }).fill(`每月免费理发${mark}`)
  await tell.getByRole('textbox', { name: /^正文/ }).fill(`每月十六日，请找${four[2]!.name}。`)
  await tell.getByRole('button', { name: '确认告诉居民' }).click()
  await tell.getByRole('alert').first().waitFor()
  await tell.getByRole('textbox', { name: /^正文/ }).fill('每月十六日下午，户外免费理发，欢迎邻居互相转告。')
  await tell.getByRole('button', { name: '确认告诉居民' }).click()
  await tell.waitFor({ state: 'hidden' })
  const told = await callApi<{ rows: { title: string }[] }>(street, 'GET', `/public-notices?area=${community}`)
  expect(told.rows.map((row) => row.title)).toContain(`每月免费理发${mark}`)
  await officer.goto(`${base}/console/needs?text=${encodeURIComponent(mark)}`)
  await officer.getByRole('link', { name: need }).click()
  await officer.getByText('已议定').waitFor()
}, 240_000)
