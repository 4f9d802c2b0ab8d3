import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { useBrowser } from './pages.ts'
import { callApi, publicPlaces, staffOf } from './residents-api.ts'

const browser = useBrowser()

interface Filed {
  page: Page
  text: string
  mark: string
  followKey: string
}

/** A resident with a report of their own, and the page to follow it on. */
async function reportOf(words: string, place: object): Promise<Filed> {
  const page = await (await browser.visit('phone')).open('/privacy')
  const mark = crypto.randomUUID().slice(0, 8)
  const text = `${words} ${mark}`
  const filing = { kind: 'help', category: 'water', text, place, channel: 'app', anonymous: false }
  const { followKey } = await callApi<{ followKey: string }>(page, 'POST', '/reports', filing)
  return { page, text, mark, followKey }
}

async function follow({ page, followKey }: Filed): Promise<void> {
  await page.goto(`${inject('base')}/r/${followKey}`)
  await page.locator('.timeline').waitFor()
}

async function desk(role: 'gridOfficer' | 'communityLead' | 'subdistrictStaff', area: string) {
  return staffOf(await (await browser.visit('desktop')).open('/healthz'), role, area)
}

it('a report that is not taken on tells why and where to go', async () => {
  const report = await reportOf('想问公积金怎么提取', {})
  const { building } = await publicPlaces(report.page)
  const office = await desk('subdistrictStaff', building.gridCode.slice(0, 9))
  const { id } = await office.find(report.mark)
  await office.move(id, { move: 'decline', told: '公积金由市中心办理。', whereToGo: '政务大厅二楼 6 号窗口' })
  await follow(report)
  await report.page.getByText('不在这里办，已告诉您去哪里').waitFor()
  await report.page.getByText('政务大厅二楼 6 号窗口').waitFor()
  expect(await report.page.getByRole('button', { name: '撤回这件诉求' }).count()).toBe(0)
})

it('internal notes never reach the resident; what is told does', async () => {
  const where = await (await browser.visit('phone')).open('/healthz')
  const { building } = await publicPlaces(where)
  const report = await reportOf('水表井盖响', { buildingId: building.id })
  const officer = await desk('gridOfficer', building.gridCode)
  const { id } = await officer.find(report.mark)
  await officer.move(id, { move: 'acknowledge', told: '下午就去看。' })
  await officer.move(id, { move: 'note', internal: '这户以前吵过架' })
  await follow(report)
  await report.page.getByText('下午就去看。').waitFor()
  expect(await report.page.content()).not.toContain('吵过架')
})

it('what cannot be solved now is explained, with the day it is looked at again', async () => {
  const where = await (await browser.visit('phone')).open('/healthz')
  const { building } = await publicPlaces(where)
  const report = await reportOf('楼外管道老化', { buildingId: building.id })
  const officer = await desk('gridOfficer', building.gridCode)
  const lead = await desk('communityLead', building.gridCode.slice(0, 12))
  const { id } = await officer.find(report.mark)
  await officer.move(id, { move: 'acknowledge' })
  const reviewOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  await lead.move(id, { move: 'defer', told: '要等明年老旧小区改造。', reviewOn })
  await follow(report)
  await report.page.getByText('暂时办不了的原因').waitFor()
  expect(await report.page.getByText('要等明年老旧小区改造。').count()).toBeGreaterThan(0)
  await report.page.getByText('这件事不会被忘掉').waitFor()
})

it('two reports of the same leak: both reporters are answered', async () => {
  const where = await (await browser.visit('phone')).open('/healthz')
  const { building } = await publicPlaces(where)
  const [first, second] = [await reportOf('一楼大厅漏水', { buildingId: building.id }), await reportOf('大厅天花板滴水', { buildingId: building.id })]
  const officer = await desk('gridOfficer', building.gridCode)
  const [master, double] = [await officer.find(first.mark), await officer.find(second.mark)]
  await officer.move(master.id, { move: 'acknowledge' })
  await officer.move(double.id, { move: 'merge', masterId: master.id })
  await officer.move(master.id, { move: 'answer', told: '换了接头，已经不漏了。', outcome: 'solved' })
  for (const report of [first, second]) {
    await follow(report)
    expect(await report.page.getByText('换了接头，已经不漏了。').count(), report.text).toBeGreaterThan(0)
  }
})
