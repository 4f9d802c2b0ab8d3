import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { deskOf, placeOf } from './console-desk.ts'
import { useBrowser } from './pages.ts'
import { callApi } from './residents-api.ts'

const browser = useBrowser()
const base = inject('base')
const phoneNumber = () => `1395${String(Math.floor(Math.random() * 10_000_000)).padStart(7, '0')}`

type Freshness = { byArea: { area: { code: string }; facts: number; fresh: number }[] }
async function freshnessOf(page: Page, grid: string) {
  const { byArea } = await callApi<Freshness>(page, 'GET', `/registry/freshness?area=${grid}`)
  const { facts, fresh } = byArea.find((row) => row.area.code === grid)!
  return { fresh, share: fresh / facts }
}
const found = async (page: Page, text: string) => (await callApi<{ people: { id: string }[] }>(page, 'POST', '/registry/searches', { text })).people

it('story C: the registry fills, a campaign adds its own, and when it ends its data is destroyed with a certificate while the rest stays', async () => {
  const street = await (await browser.visit('phone')).open('/healthz')
  const { subdistrict, grid, building } = await placeOf(street)
  const officer = await deskOf(browser, 'phone', 'gridOfficer', grid, '/console/registry')
  const before = await freshnessOf(officer, grid)

  // On the stairs: somebody whose phone is not known gives it for the campaign alone.
  const { rows } = await callApi<{ rows: { person: { id: string; isMinor: boolean } }[] }>(officer, 'GET', `/registry/next-round?grid=${grid}&limit=50`)
  const people = rows.map((row) => row.person).filter((person) => !person.isMinor)
  let person = ''
  for (const { id } of people) {
    const { phoneEnding } = await callApi<{ phoneEnding: string | null }>(officer, 'GET', `/registry/people/${id}`)
    if (phoneEnding === null) person = id
    if (person) break
  }
  expect(person).not.toBe('')
  const told = phoneNumber()
  await officer.goto(`${base}/console/registry/people/${person}?move=correct`)
  await officer.getByLabel('电话').fill(told)
  await officer.getByLabel('为什么登记').selectOption({ label: '只为疫情防控，结束后销毁' })
  await officer.getByRole('button', { name: '保存' }).click()
  await officer.getByText('只为疫情防控').first().waitFor()

  // In the office: an old list of the neighbourhood, and a list of the campaign.
  const office = await deskOf(browser, 'desktop', 'subdistrictStaff', subdistrict, '/console/registry/imports')
  const homes = await callApi<{ rows: { label: string }[] }>(office, 'GET', `/registry/buildings/${building.id}/homes`)
  const [kept, campaign] = [phoneNumber(), phoneNumber()]
  await importFile(office, `姓名,住址,手机号\n慕容留存,${homes.rows[2]!.label},${kept}`, null)
  await importFile(office, `姓名,住址,手机号\n慕容防控,${homes.rows[3]!.label},${campaign}`, '疫情防控')
  for (const phone of [told, kept, campaign]) expect(await found(office, phone), phone).toHaveLength(1)

  // The share of fresh facts has grown, and the page says so.
  const after = await freshnessOf(officer, grid)
  expect(after.share).toBeGreaterThan(before.share)
  await officer.goto(`${base}/console/registry/freshness?area=${grid}`)
  await officer.getByText(String(after.fresh), { exact: true }).first().waitFor()

  // The campaign is over: one looks at what it would do and asks, another approves.
  await office.goto(`${base}/console/registry/purposes`)
  await office.getByRole('link', { name: '预览终止的后果 疫情防控' }).click()
  await office.getByRole('heading', { name: '终止“疫情防控”会怎样' }).waitFor()
  await office.getByText(/整份记录只为它登记的 \d+ 人/).waitFor()
  await office.getByLabel('为什么终止').fill('疫情防控工作结束')
  await office.getByRole('button', { name: '申请终止' }).click()
  await office.getByText('需要另一位同事批准').waitFor()
  expect(await office.getByRole('button', { name: '批准终止并销毁' }).count()).toBe(0)

  const second = await deskOf(browser, 'desktop', 'subdistrictStaff', subdistrict, '/console/registry/purposes', true)
  await second.getByRole('link', { name: '疫情防控 · 待另一人批准' }).click()
  await second.getByRole('textbox', { name: '意见' }).fill('核对过，同意')
  await second.getByRole('button', { name: '批准终止并销毁' }).click()
  await second.getByRole('heading', { name: '用途终止销毁证明' }).waitFor({ timeout: 60_000 })
  await second.getByText('核对过，同意').waitFor()
  await second.getByText(/^\d+ · [0-9a-f]{64}$/).waitFor()
  await office.getByRole('heading', { name: '用途终止销毁证明' }).waitFor({ timeout: 60_000 })

  // What was told for it alone is gone; the rest stays.
  for (const phone of [told, campaign]) expect(await found(office, phone), phone).toHaveLength(0)
  expect(await found(office, '慕容防控')).toHaveLength(0)
  expect(await found(office, kept)).toHaveLength(1)
  await officer.goto(`${base}/console/registry/people/${person}`)
  await officer.getByText('用途终止，销毁').first().waitFor()

  // Neither the log of the server nor a file beside its database names what was destroyed.
  const data = inject('dataFolder')
  if (data !== null) expect(filesWith(data, [told, campaign, '慕容防控'])).toEqual([])

  // The next campaign, and the next run of this test, start anew.
  await second.getByRole('textbox', { name: '意见' }).fill('新的一轮')
  await second.getByRole('button', { name: '重新启用这项用途' }).click()
  await second.getByText(/重新启用；之前销毁的不会恢复/).waitFor()
}, 180_000)

/** Below a data folder, the database's own pages apart: those are dumped in a test of their own. */
function filesWith(folder: string, words: readonly string[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.parentPath.includes('postgres'))
  expect(files.map((entry) => entry.name)).toContain('output.log')
  const paths = files.map((entry) => join(entry.parentPath, entry.name))
  return paths.filter((path) => words.some((word) => readFileSync(path).includes(word)))
}

async function importFile(page: Page, text: string, campaign: string | null): Promise<void> {
  await page.goto(`${base}/console/registry/imports`)
  await page.getByLabel('选择表格').setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  if (campaign) await page.getByLabel('为什么登记').selectOption({ label: campaign })
  await page.getByRole('button', { name: '上传并试算' }).click()
  await page.getByRole('button', { name: '导入 1 行' }).click()
  await page.getByText('已导入', { exact: true }).first().waitFor()
  await page.getByRole('button', { name: '撤销这次导入' }).waitFor()
}

it('a list leaves the registry: asked by one, approved by another, taken once', async () => {
  const street = await (await browser.visit('phone')).open('/healthz')
  const { subdistrict } = await placeOf(street)
  const office = await deskOf(browser, 'desktop', 'subdistrictStaff', subdistrict, '/console/registry/exports')
  const form = office.getByRole('form', { name: '申请导出' })
  const reason = `发放物资 ${crypto.randomUUID().slice(0, 8)}`
  await form.getByLabel('给谁用').fill('网格办 李工')
  await form.getByRole('button', { name: '提交' }).click()
  // A reason is not optional.
  await form.getByRole('alert').first().waitFor()
  await form.getByLabel('事由').fill(reason)
  await form.getByLabel('完整').check()
  await form.getByRole('button', { name: '提交' }).click()
  const own = office.getByRole('region').filter({ hasText: reason })
  await own.getByText('待批准').waitFor()
  expect(await own.getByRole('button', { name: /批准导出/ }).count()).toBe(0)

  const second = await deskOf(browser, 'phone', 'subdistrictStaff', subdistrict, '/console/registry/exports', true)
  const asked = second.getByRole('region').filter({ hasText: reason })
  await asked.getByRole('textbox', { name: '意见' }).fill('同意')
  await asked.getByRole('button', { name: /批准导出/ }).click()
  await asked.getByText('可下载一次').waitFor({ timeout: 60_000 })
  expect(await asked.getByRole('button', { name: /下载/ }).count()).toBe(0)

  await office.reload()
  const [download] = await Promise.all([office.waitForEvent('download'), own.getByRole('button', { name: /下载/ }).click()])
  expect(download.suggestedFilename()).toMatch(/^\d{8}-[0-9A-F]{6}\.xlsx$/)
  await own.getByText('已下载，已销毁').waitFor()
  expect(await own.getByRole('button', { name: /下载/ }).count()).toBe(0)
}, 120_000)
